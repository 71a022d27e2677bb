// The path of an act on a joint handling: clock, load, fold, settle, decide, rows, one commit over
// the group's stream and the members'.
#include <algorithm>

#include "domain/casework/organs_named.h"
#include "office/between.h"
#include "office/handle_command.h"
#include "record/account_codec.h"
#include "record/event_codec.h"

namespace qidi::office {

namespace {

using domain::RefusalCode;

/// A member's case with its kept events.
struct Member {
  std::vector<record::SealedEvent> stored;
  std::vector<domain::Event> history;
  std::vector<domain::Event> settled;  ///< what time has done, not yet recorded
};

Result<domain::JointGroup, Fault> open_group(const std::string& id,
                                             const std::vector<record::SealedEvent>& stored) {
  domain::JointGroup group;
  group.id = id;
  for (const auto& sealed : stored) {
    auto event = record::open_joint_event(sealed.envelope);
    if (!event) {
      return Unexpected{
          Fault{FaultKind::unreadable, sealed.envelope.stream + "：" + event.error()}};
    }
    evolve(group, *event);
  }
  return group;
}

/// The case on a day, time having done its work; nothing recorded.
Result<domain::ApprovalCase, Fault> settled_case(const LoadStream& load, const RuleBook& rules,
                                                 const std::string& case_id, domain::Day day,
                                                 Member& member) {
  QIDI_TRY(stored, load(stream_of_case(case_id)));
  QIDI_TRY(history, open_events(stored));
  auto current = domain::fold(history);
  current.facts.case_id = case_id;
  member.settled = domain::settle(current, rules.facts(day));
  for (const auto& event : member.settled) domain::evolve(current, event);
  member.stored = std::move(stored);
  member.history = std::move(history);
  return current;
}

std::vector<std::string> cases_named(const domain::JointGroup& group,
                                     const domain::JointCommand& command) {
  std::vector<std::string> ids;
  for (const auto& member : group.begun.members) ids.push_back(member.case_id);
  if (const auto* begin = std::get_if<domain::BeginJoint>(&command.body)) {
    for (const auto& member : begin->members) ids.push_back(member.case_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

StreamAppend group_append(const domain::JointCommand& command,
                          const std::vector<record::SealedEvent>& stored,
                          const std::vector<domain::JointEventBody>& bodies, domain::Instant now) {
  StreamAppend append;
  append.stream = stream_of_joint(command.group_id);
  append.expected_version = stored.size();
  auto previous = stored.empty() ? record::Digest{} : stored.back().hash;
  for (const auto& body : bodies) {
    record::Envelope envelope;
    envelope.stream = append.stream;
    envelope.sequence = stored.size() + append.events.size() + 1;
    envelope.kind = domain::kind_of(body);
    envelope.body = record::encode_body(body);
    envelope.actor = command.actor.id;
    envelope.actor_name = command.actor.name;
    envelope.role = domain::name_of(command.actor.role);
    envelope.department = command.actor.department;
    envelope.region = command.actor.region;
    envelope.command_id = command.command_id;
    envelope.recorded = now;
    envelope.legal_day = domain::day_of(now);
    envelope.previous_hash = previous;
    append.events.push_back(record::seal(std::move(envelope)));
    previous = append.events.back().hash;
  }
  return append;
}

StreamAppend case_append(const std::string& case_id, Member& member, const domain::Event& event,
                         const std::string& command_id, const RuleBook& rules,
                         domain::Instant now) {
  StreamAppend append;
  append.stream = stream_of_case(case_id);
  append.expected_version = member.stored.size();
  auto previous = member.stored.empty() ? record::Digest{} : member.stored.back().hash;
  auto events = member.settled;
  events.push_back(event);
  for (auto& one : events) {
    one.sequence = static_cast<long long>(member.history.size()) + 1;
    one.recorded = now;
    append.events.push_back(record::seal_event(one, append.stream,
                                               static_cast<std::uint64_t>(one.sequence), previous,
                                               command_id, now, rules.calendar.revision()));
    previous = append.events.back().hash;
    member.history.push_back(one);
  }
  auto next = domain::fold(member.history);
  next.facts.case_id = case_id;
  append.rows = rows_of(next, rules.facts(domain::day_of(now)));
  return append;
}

Result<std::optional<JointAnswer>, Fault> answered_before(EventLog& log,
                                                          const std::string& command_id,
                                                          const record::Digest& content) {
  QIDI_TRY(answered, log.find_command(command_id));
  if (!answered) return std::optional<JointAnswer>{};
  if (answered->content != content) {
    return std::optional<JointAnswer>{
        refuse(RefusalCode::command_id_reused, "command_id", command_id)};
  }
  auto fields = record::read_account_receipt(answered->receipt);
  if (!fields) return Unexpected{Fault{FaultKind::unreadable, fields.error()}};
  return std::optional<JointAnswer>{
      JointReceipt{fields->command_id, fields->id, fields->version, fields->events, {}, true}};
}

}  // namespace

std::string stream_of_joint(const std::string& id) {
  return "joint/" + id;
}

Result<JointAnswer, Fault> perform_joint_act(EventLog& log, const RuleBook& rules, Clock& clock,
                                             const domain::JointCommand& command) {
  QIDI_TRY(last, log.last_recorded());
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command.command_id, content));
  if (before) return std::move(*before);

  const auto today = domain::day_of(now);
  QIDI_TRY(stored, log.load(stream_of_joint(command.group_id)));
  QIDI_TRY(group, open_group(command.group_id, stored));
  const LoadStream load = [&log](const std::string& stream) { return log.load(stream); };
  std::map<std::string, Member> members;
  domain::MemberCases cases;
  for (const auto& id : cases_named(group, command)) {
    QIDI_TRY(current, settled_case(load, rules, id, today, members[id]));
    cases.emplace(id, std::move(current));
  }
  auto outcome = domain::decide_joint(group, command, cases, rules.facts(today));
  if (!outcome) return JointAnswer{outcome.error()};
  const auto* begin = std::get_if<domain::BeginJoint>(&command.body);
  if (begin != nullptr && rules.organs) {
    const domain::Organ lead{begin->region, begin->department};
    if (auto refusal = against_organ(lead, "department", *rules.organs->get(), today)) {
      return JointAnswer{*refusal};
    }
  }

  std::vector<StreamAppend> appends{group_append(command, stored, outcome->group, now)};
  JointReceipt receipt{command.command_id,
                       command.group_id,
                       stored.size() + appends.front().events.size(),
                       {},
                       {},
                       false};
  for (const auto& event : appends.front().events) receipt.events.push_back(event.envelope.kind);
  for (const auto& [case_id, event] : outcome->cases) {
    appends.push_back(
        case_append(case_id, members[case_id], event, command.command_id, rules, now));
    receipt.cases.push_back(case_id);
  }
  const auto kept = record::encode(record::AccountReceiptFields{receipt.command_id, receipt.id,
                                                                receipt.version, receipt.events});
  QIDI_TRY(position, log.commit(appends, CommandRecord{receipt.command_id, content, kept}));
  (void)position;
  return JointAnswer{std::move(receipt)};
}

Result<std::optional<JointPage>, Fault> joint_page(EventReader& reader, const RuleBook& rules,
                                                   const std::string& id, domain::Day day) {
  QIDI_TRY(stored, reader.load(stream_of_joint(id)));
  if (stored.empty()) return std::optional<JointPage>{};
  JointPage page;
  QIDI_TRY(group, open_group(id, stored));
  page.group = std::move(group);
  const LoadStream load = [&reader](const std::string& stream) { return reader.load(stream); };
  for (const auto& member : page.group.begun.members) {
    Member unused;
    QIDI_TRY(current, settled_case(load, rules, member.case_id, day, unused));
    page.members.emplace(member.case_id, std::move(current));
  }
  return std::optional(std::move(page));
}

Result<void, Fault> each_joint(EventReader& reader,
                               const std::function<void(const domain::JointGroup&)>& each) {
  std::vector<record::SealedEvent> stream;
  const auto prefix = stream_of_joint("");
  const auto flush = [&]() -> Result<void, Fault> {
    if (stream.empty()) return {};
    QIDI_TRY(group, open_group(stream.front().envelope.stream.substr(prefix.size()), stream));
    each(group);
    stream.clear();
    return {};
  };
  QIDI_CHECK(
      reader.each_of_streams(prefix, [&](const record::SealedEvent& event) -> Result<void, Fault> {
        if (!stream.empty() && stream.front().envelope.stream != event.envelope.stream) {
          QIDI_CHECK(flush());
        }
        stream.push_back(event);
        return {};
      }));
  return flush();
}

}  // namespace qidi::office
