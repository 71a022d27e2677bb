// The one place where an event becomes bytes and bytes become an event.
#include "record/event_codec.h"

#include "record/event_fields.h"

namespace qidi::record {

namespace {

constexpr std::array<std::string_view, 2> of_every_kind{"on_paper", "writ_number"};

template <std::size_t Index = 0>
bool read_body(std::string_view kind, const boost::json::object& json, domain::EventBody& body,
               Reading& reading) {
  if constexpr (Index == std::variant_size_v<domain::EventBodyKinds>) {
    return false;
  } else {
    using Body = std::variant_alternative_t<Index, domain::EventBodyKinds>;
    if (domain::event_kind(Index) == kind) {
      Body read;
      read_object(json, read, reading, of_every_kind);
      body = std::move(read);
      return true;
    }
    return read_body<Index + 1>(kind, json, body, reading);
  }
}

}  // namespace

std::string encode_body(const domain::Event& event) {
  std::string out;
  // What every kind of event may carry besides its own fields.
  std::vector<Part> extras;
  if (event.on_paper) part_of(extras, "on_paper") = "true";
  if (!event.writ_number.empty()) {
    write_text(part_of(extras, "writ_number"), event.writ_number);
  }
  std::visit([&](const auto& body) { write_object(out, body, std::move(extras)); }, event.body);
  return out;
}

SealedEvent seal_event(const domain::Event& event, const std::string& stream,
                       std::uint64_t sequence, const Digest& previous,
                       const std::string& command_id, domain::Instant recorded,
                       int calendar_revision) {
  Envelope envelope;
  envelope.stream = stream;
  envelope.sequence = sequence;
  envelope.kind = domain::kind_of(event.body);
  envelope.body = encode_body(event);
  envelope.actor = event.actor.id;
  envelope.actor_name = event.actor.name;
  envelope.role = domain::name_of(event.actor.role);
  envelope.department = event.actor.department;
  envelope.region = event.actor.region;
  envelope.command_id = command_id;
  envelope.recorded = recorded;
  envelope.legal_day = event.legal_day;
  envelope.calendar_revision = calendar_revision;
  envelope.previous_hash = previous;
  return seal(std::move(envelope));
}

Result<domain::Event, std::string> open_event(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) {
    return Unexpected{std::string("事件内容不是 JSON 对象：") + envelope.kind};
  }
  domain::Event event;
  event.legal_day = envelope.legal_day;
  event.recorded = envelope.recorded;
  event.sequence = static_cast<long long>(envelope.sequence);
  event.actor.id = envelope.actor;
  event.actor.name = envelope.actor_name;
  event.actor.department = envelope.department;
  event.actor.region = envelope.region;
  event.actor.role = domain::role_from(envelope.role).value_or(domain::Role::job);
  const auto& object = json.get_object();
  if (const auto* paper = object.if_contains("on_paper")) {
    event.on_paper = paper->is_bool() && paper->get_bool();
  }
  if (const auto* number = object.if_contains("writ_number")) {
    if (number->is_string()) event.writ_number = std::string(number->get_string());
  }
  Reading reading;
  if (envelope.kind_version != 1 || !read_body(envelope.kind, object, event.body, reading)) {
    return Unexpected{std::string("不认识的事件种类（可能由更新版本写入）：") + envelope.kind};
  }
  if (!reading.good()) {
    return Unexpected{envelope.kind + " " + reading.field() + "：" + reading.error()};
  }
  return event;
}

}  // namespace qidi::record
