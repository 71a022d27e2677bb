// See draft_codec.h; the fields are those of matter_fields.h.
#include "record/draft_codec.h"

#include "record/matter_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(DraftSaved, (), (proposed))
BOOST_DESCRIBE_STRUCT(DraftSubmitted, (), ())
BOOST_DESCRIBE_STRUCT(DraftReturned, (), (reason))
BOOST_DESCRIBE_STRUCT(DraftDropped, (), (reason))
BOOST_DESCRIBE_STRUCT(DraftPublished, (), (version))
BOOST_DESCRIBE_STRUCT(SaveDraft, (), (proposed))
BOOST_DESCRIBE_STRUCT(SubmitDraft, (), ())
BOOST_DESCRIBE_STRUCT(ReturnDraft, (), (reason))
BOOST_DESCRIBE_STRUCT(DropDraft, (), (reason))
BOOST_DESCRIBE_STRUCT(PublishDraft, (), ())

}  // namespace qidi::domain

namespace qidi::record {

namespace {

template <std::size_t Index = 0>
bool read_body(std::string_view kind, const boost::json::object& json, domain::DraftEventBody& body,
               Reading& reading) {
  if constexpr (Index == std::variant_size_v<domain::DraftEventBody>) {
    return false;
  } else {
    using Body = std::variant_alternative_t<Index, domain::DraftEventBody>;
    domain::DraftEventBody candidate{std::in_place_index<Index>};
    if (domain::kind_of(candidate) == kind) {
      read_object(json, std::get<Body>(candidate), reading);
      body = std::move(candidate);
      return true;
    }
    return read_body<Index + 1>(kind, json, body, reading);
  }
}

}  // namespace

std::string encode_body(const domain::DraftEventBody& body) {
  std::string out;
  std::visit([&](const auto& event) { write_object(out, event); }, body);
  return out;
}

Result<domain::DraftEvent, std::string> open_draft_event(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("草稿事件不是 JSON 对象")};
  domain::DraftEvent event;
  event.recorded = envelope.recorded;
  event.actor.id = envelope.actor;
  event.actor.name = envelope.actor_name;
  event.actor.department = envelope.department;
  event.actor.region = envelope.region;
  event.actor.role = domain::role_from(envelope.role).value_or(domain::Role::job);
  Reading reading;
  if (!read_body(envelope.kind, json.get_object(), event.body, reading)) {
    return Unexpected{"不认识的事件种类（可能由更新版本写入）：" + envelope.kind};
  }
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

std::string canonical_command(const domain::DraftCommand& command) {
  std::string out = "{\"act\":";
  write_text(out, domain::act_name(command.body));
  out += ",\"actor\":";
  write(out, command.actor);
  out += ",\"body\":";
  std::visit([&](const auto& body) { write_object(out, body); }, command.body);
  out += ",\"expected_version\":" + std::to_string(command.expected_version) + ",\"matter\":";
  write_text(out, command.matter);
  return out + "}";
}

Result<domain::ProposedVersion, MalformedCommand> read_proposed(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code failed;
  const auto json = boost::json::parse(text, failed, {}, options);
  if (failed || !json.is_object()) return Unexpected{MalformedCommand{"", "应为一个 JSON 对象"}};
  domain::ProposedVersion proposed;
  Reading reading;
  read_object(json.get_object(), proposed, reading);
  if (!reading.good()) return Unexpected{MalformedCommand{reading.field(), reading.error()}};
  return proposed;
}

std::string write_proposed(const domain::ProposedVersion& proposed) {
  std::string out;
  write_object(out, proposed);
  return out;
}

}  // namespace qidi::record
