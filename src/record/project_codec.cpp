// See project_codec.h. A field's name here is its name in the record for ever.
#include "record/project_codec.h"

#include "record/event_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(ProjectEntry, (), (name, region, kind, trade, investment))
BOOST_DESCRIBE_STRUCT(ProjectRegistered, (ProjectEntry), (unit_name, unit_code, earlier))
BOOST_DESCRIBE_STRUCT(ProjectChanged, (ProjectEntry), ())
BOOST_DESCRIBE_STRUCT(ProjectMoved, (), (to))
BOOST_DESCRIBE_STRUCT(RegisterProject, (ProjectEntry), (code))
BOOST_DESCRIBE_STRUCT(ChangeProject, (ProjectEntry), (code))

}  // namespace qidi::domain

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(ProjectListed, (), (code))

namespace {

Unexpected<std::string> unknown_kind(const Envelope& envelope) {
  return Unexpected{std::string("不认识的事件种类（可能由更新版本写入）：") + envelope.kind};
}

template <class Event>
Result<Event, std::string> read_event(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) {
    return Unexpected{std::string("事件内容不是 JSON 对象：") + envelope.kind};
  }
  Event event;
  Reading reading;
  read_object(json.get_object(), event, reading);
  if (!reading.good()) {
    return Unexpected{envelope.kind + " " + reading.field() + "：" + reading.error()};
  }
  return event;
}

template <std::size_t Index = 0>
Result<domain::ProjectEventBody, std::string> read_body(const Envelope& envelope) {
  if constexpr (Index == std::variant_size_v<domain::ProjectEventBody>) {
    return unknown_kind(envelope);
  } else {
    const domain::ProjectEventBody candidate{std::in_place_index<Index>};
    if (domain::kind_of(candidate) != envelope.kind) return read_body<Index + 1>(envelope);
    using Event = std::variant_alternative_t<Index, domain::ProjectEventBody>;
    auto event = read_event<Event>(envelope);
    if (!event) return Unexpected{std::move(event).error()};
    return domain::ProjectEventBody{std::move(*event)};
  }
}

}  // namespace

std::string encode_body(const domain::ProjectEventBody& body) {
  std::string out;
  std::visit([&](const auto& one) { write_object(out, one); }, body);
  return out;
}

Result<domain::ProjectEventBody, std::string> open_project_event(const Envelope& envelope) {
  if (envelope.kind_version != 1) return unknown_kind(envelope);
  return read_body(envelope);
}

std::string canonical_command(const domain::ProjectCommand& command) {
  std::string out =
      command.body.index() == 0 ? R"({"act":"register","actor":)" : R"({"act":"change","actor":)";
  write(out, command.actor);
  out += ",\"body\":";
  std::visit([&](const auto& one) { write_object(out, one); }, command.body);
  out += ",\"unit_code\":";
  write_text(out, command.unit_code);
  out += ",\"unit_name\":";
  write_text(out, command.unit_name);
  out += '}';
  return out;
}

std::string encode(const ProjectListed& event) {
  std::string out;
  write_object(out, event);
  return out;
}

Result<ProjectListed, std::string> open_project_listed(const Envelope& envelope) {
  if (envelope.kind != project_listed || envelope.kind_version != 1) return unknown_kind(envelope);
  return read_event<ProjectListed>(envelope);
}

}  // namespace qidi::record
