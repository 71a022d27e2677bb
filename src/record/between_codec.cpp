// The fields, named once: their names here are their names in the record for ever.
#include "record/between_codec.h"

#include "record/event_fields.h"

namespace qidi::domain {

inline bool operator==(const OpinionAsked& a, const OpinionAsked& b) {
  return a.number == b.number && a.asked == b.asked && a.due == b.due && a.days == b.days;
}
inline bool operator==(const OpinionGiven& a, const OpinionGiven& b) {
  return a.number == b.number && a.view == b.view && a.text == b.text;
}
inline bool operator==(const OpinionWithdrawn& a, const OpinionWithdrawn& b) {
  return a.number == b.number && a.reason == b.reason;
}

BOOST_DESCRIBE_STRUCT(JointMember, (), (case_id, organ, matter, matter_name, part))
BOOST_DESCRIBE_STRUCT(JointConclusion, (), (case_id, conclusion))
BOOST_DESCRIBE_STRUCT(JointBegun, (),
                      (project_code, project_name, project_region, unit_name, unit_code, lead,
                       mandate, members))
BOOST_DESCRIBE_STRUCT(JointMeetingHeld, (), (held_on, place, attendants, minutes, conclusions))
BOOST_DESCRIBE_STRUCT(JointOpinionGiven, (), (case_id, organ, view, text))
BOOST_DESCRIBE_STRUCT(JointExtensionAsked, (), (days, reason))
BOOST_DESCRIBE_STRUCT(JointExtended, (), (days, reason, cases))
BOOST_DESCRIBE_STRUCT(JointConcluded, (), (summary))
BOOST_DESCRIBE_STRUCT(JointExtensionRefused, (), (reason))

BOOST_DESCRIBE_STRUCT(BeginJoint::Member, (), (case_id, part))
BOOST_DESCRIBE_STRUCT(BeginJoint, (), (region, department, mandate, members))
BOOST_DESCRIBE_STRUCT(HoldMeeting, (), (held_on, place, attendants, minutes, conclusions))
BOOST_DESCRIBE_STRUCT(GiveJointOpinion, (), (case_id, view, text))
BOOST_DESCRIBE_STRUCT(AskJointExtension, (), (days, reason))
BOOST_DESCRIBE_STRUCT(ExtendJoint, (), (days, reason))
BOOST_DESCRIBE_STRUCT(ConcludeJoint, (), (summary))
BOOST_DESCRIBE_STRUCT(RefuseJointExtension, (), (reason))

}  // namespace qidi::domain

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(OpinionListed, (),
                      (case_id, project_code, project_name, unit_name, matter, matter_name, papers,
                       from, asked_on, asked))
BOOST_DESCRIBE_STRUCT(OpinionAnswered, (), (given, given_on))
BOOST_DESCRIBE_STRUCT(OpinionTakenBack, (), (withdrawn, withdrawn_on))

namespace {

template <class T>
std::string object_of(const T& value) {
  std::string out;
  write_object(out, value);
  return out;
}

template <class Body>
std::string object_of_one(const Body& body) {
  return std::visit([](const auto& one) { return object_of(one); }, body);
}

template <class T>
Result<T, std::string> read_whole(std::string_view body) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("事件内容不是 JSON 对象")};
  T event;
  Reading reading;
  read_object(json.get_object(), event, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

/// Reads the alternative of this name; false when there is none.
template <class Body, class NameOf, std::size_t Index = 0>
bool read_named(std::string_view name, const boost::json::object& json, Body& body,
                Reading& reading, const NameOf& name_of) {
  if constexpr (Index == std::variant_size_v<Body>) {
    return false;
  } else {
    Body candidate{std::in_place_index<Index>};
    if (name_of(candidate) == name) {
      read_object(json, std::get<Index>(candidate), reading);
      body = std::move(candidate);
      return true;
    }
    return read_named<Body, NameOf, Index + 1>(name, json, body, reading, name_of);
  }
}

}  // namespace

std::string encode_body(const domain::JointEventBody& body) {
  return object_of_one(body);
}

Result<domain::JointEvent, std::string> open_joint_event(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("事件内容不是 JSON 对象")};
  domain::JointEvent event;
  event.recorded = envelope.recorded;
  event.legal_day = envelope.legal_day;
  event.sequence = envelope.sequence;
  event.actor.id = envelope.actor;
  event.actor.name = envelope.actor_name;
  event.actor.department = envelope.department;
  event.actor.region = envelope.region;
  event.actor.role = domain::role_from(envelope.role).value_or(domain::Role::job);
  Reading reading;
  const auto name = [](const domain::JointEventBody& body) { return domain::kind_of(body); };
  if (envelope.kind_version != 1 ||
      !read_named(envelope.kind, json.get_object(), event.body, reading, name)) {
    return Unexpected{std::string("不认识的事件种类（可能由更新版本写入）：") + envelope.kind};
  }
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

std::string canonical_command(const domain::JointCommand& command) {
  std::string out = "{\"joint\":";
  write_text(out, command.group_id);
  out += ",\"act\":";
  write_text(out, domain::act_name(command.body));
  out += ",\"actor\":";
  write(out, command.actor);
  out += ",\"body\":" + object_of_one(command.body) + "}";
  return out;
}

Result<domain::JointCommandBody, MalformedCommand> read_joint_body(
    std::string_view act, const boost::json::object& json) {
  domain::JointCommandBody body;
  Reading reading;
  const auto name = [](const domain::JointCommandBody& one) { return domain::act_name(one); };
  if (!read_named(act, json, body, reading, name)) {
    return Unexpected{MalformedCommand{"act", "没有这种办理动作"}};
  }
  if (!reading.good()) return Unexpected{MalformedCommand{reading.field(), reading.error()}};
  return body;
}

std::string encode(const OpinionListed& event) {
  return object_of(event);
}
std::string encode(const OpinionAnswered& event) {
  return object_of(event);
}
std::string encode(const OpinionTakenBack& event) {
  return object_of(event);
}
Result<OpinionListed, std::string> read_opinion_listed(std::string_view body) {
  return read_whole<OpinionListed>(body);
}
Result<OpinionAnswered, std::string> read_opinion_answered(std::string_view body) {
  return read_whole<OpinionAnswered>(body);
}
Result<OpinionTakenBack, std::string> read_opinion_taken_back(std::string_view body) {
  return read_whole<OpinionTakenBack>(body);
}

}  // namespace qidi::record
