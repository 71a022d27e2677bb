// The main path, top to bottom. No rule stands here: rules are in domain/, storage behind ports.h.
#include "office/handle_command.h"

#include <algorithm>
#include <cassert>

#include "domain/casework/organs_named.h"
#include "domain/time/light.h"
#include "office/agreements.h"
#include "office/between.h"
#include "office/receipts.h"
#include "office/writ_numbers.h"
#include "record/command_codec.h"
#include "record/event_codec.h"

namespace qidi::office {

namespace {

/// The case as of the legal day an act is dated: only what folds up to that day.
domain::ApprovalCase as_of(const std::vector<domain::Event>& events, domain::Day day,
                           const std::string& case_id) {
  auto until = domain::fold(events, day);
  until.facts.case_id = case_id;
  until.version = events.size();
  return until;
}

domain::ApprovalCase folded(const std::vector<domain::Event>& events, const std::string& case_id) {
  auto current = domain::fold(events);
  current.facts.case_id = case_id;
  return current;
}

void number(std::vector<domain::Event>& events, std::size_t already, domain::Instant now) {
  for (auto& event : events) {
    event.sequence = static_cast<long long>(++already);
    event.recorded = now;
  }
}

std::optional<domain::Refusal> against_the_day(const domain::Command& command, domain::Day today) {
  if (!command.legal_day || *command.legal_day == today) return std::nullopt;
  if (*command.legal_day > today) {
    return refuse(domain::RefusalCode::day_in_future, "legal_day",
                  domain::to_text(*command.legal_day));
  }
  const bool window = command.actor.role == domain::Role::window_clerk;
  if (!command.on_paper && !window) {
    return refuse(domain::RefusalCode::back_dating_needs_paper, "legal_day",
                  domain::to_text(*command.legal_day));
  }
  return std::nullopt;
}

/// The command with the seals of what it says of persons, and what is to be kept of them.
std::vector<SealedValue> seal_personal_fields(domain::Command& command) {
  std::vector<SealedValue> sealed;
  for (auto& field : domain::personal_fields(command.body)) {
    assert(!command.salt.empty());  // without chance a seal could be guessed open
    SealedValue kept{0, std::string(field.name), salt_of(field.name, command.salt),
                     std::move(field.value)};
    command.seals[kept.field] = seal_of(kept.field, kept.salt, kept.value);
    sealed.push_back(std::move(kept));
  }
  return sealed;
}

std::vector<SealedValue> of_its_event(std::vector<SealedValue> sealed,
                                      const std::vector<domain::Event>& events) {
  const auto found = std::find_if(events.begin(), events.end(), [](const domain::Event& event) {
    return domain::bears_seals(event.body);
  });
  if (found == events.end()) return {};
  for (auto& value : sealed) value.sequence = static_cast<std::uint64_t>(found->sequence);
  return sealed;
}

Receipt receipt_of(const domain::Command& command, const domain::ApprovalCase& next,
                   const std::vector<domain::Event>& events, domain::Day today) {
  Receipt receipt;
  receipt.command_id = command.command_id;
  receipt.case_id = command.case_id;
  receipt.version = next.version;
  for (const auto& event : events) receipt.events.emplace_back(kind_of(event.body));
  receipt.state = next.state;
  for (const auto& standing : next.standings) {
    if (standing.from > today || today >= standing.to) continue;
    receipt.light = name_of(light_on(standing, today));
    receipt.due = standing.due;
  }
  return receipt;
}

/// Time first, then the act, then time again where the act is dated in the past.
domain::Decided decided(const std::vector<domain::Event>& stored, const domain::Command& command,
                        const RuleBook& rules, std::vector<domain::OnRecord> on_record,
                        domain::Day today, domain::Instant now) {
  const domain::Day legal_day = command.legal_day.value_or(today);
  auto then = rules.facts(legal_day);
  then.on_record = std::move(on_record);
  then.history = &stored;
  auto current = legal_day == today ? folded(stored, command.case_id)
                                    : as_of(stored, legal_day, command.case_id);
  auto events = settle(current, then);
  for (const auto& event : events) evolve(current, event);
  // Time's own events are not the actor's: the version that he saw is the one before them.
  current.version = stored.size();
  QIDI_TRY(acted, decide(current, command, then));
  if (rules.organs) {
    const auto known = rules.organs->get();
    const auto& named = command.requested ? *command.requested : command.body;
    if (auto refusal = against_organs(named, *known, legal_day)) return Unexpected{*refusal};
  }
  events.insert(events.end(), acted.begin(), acted.end());
  if (legal_day == today) return events;

  number(events, stored.size(), now);
  auto all = stored;
  all.insert(all.end(), events.begin(), events.end());
  const auto later = settle(folded(all, command.case_id), rules.facts(today));
  events.insert(events.end(), later.begin(), later.end());
  return events;
}

}  // namespace

std::string stream_of_case(const std::string& case_id) {
  return "case/" + case_id;
}

Result<std::vector<domain::Event>, Fault> open_events(
    const std::vector<record::SealedEvent>& stored) {
  std::vector<domain::Event> events;
  events.reserve(stored.size());
  for (const auto& sealed : stored) {
    auto event = record::open_event(sealed.envelope);
    if (!event) return Unexpected{Fault{FaultKind::unreadable, event.error()}};
    events.push_back(std::move(*event));
  }
  return events;
}

Result<domain::ApprovalCase, Fault> open_case(const std::string& case_id,
                                              const std::vector<record::SealedEvent>& stored) {
  QIDI_TRY(events, open_events(stored));
  return folded(events, case_id);
}

Result<Answer, Fault> handle_command(EventLog& log, const RuleBook& rules, Clock& clock,
                                     const domain::Command& asked) {
  QIDI_TRY(last, log.last_recorded());
  // Recorded instants never go back, whatever the machine's clock does.
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  const auto today = domain::day_of(now);

  domain::Command command = asked;
  QIDI_TRY(known_case, log.find_case(asked.case_id));
  if (known_case) command.case_id = *known_case;
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(answered, log.find_command(command.command_id));
  if (answered) {
    if (answered->content == content) return read_receipt(answered->receipt);
    return Answer{refuse(domain::RefusalCode::command_id_reused, "command_id", command.command_id)};
  }
  if (auto refusal = against_the_day(command, today)) return Answer{*refusal};

  const auto stream = stream_of_case(command.case_id);
  QIDI_TRY(stored, log.load(stream));
  QIDI_TRY(history, open_events(stored));
  command.requested = requested_act(command, history);
  auto sealed = seal_personal_fields(command);
  QIDI_TRY(on_record,
           on_record_for_command(log, rules, history, command, command.legal_day.value_or(today)));
  auto outcome = decided(history, command, rules, std::move(on_record), today, now);
  if (!outcome) return Answer{outcome.error()};

  auto& events = *outcome;
  number(events, history.size(), now);
  auto told = history;
  told.insert(told.end(), events.begin(), events.end());
  const auto next = folded(told, command.case_id);
  QIDI_TRY(numbered, take_numbers(log, next, command.command_id, now, events));
  if (const auto* refusal = std::get_if<domain::Refusal>(&numbered)) return Answer{*refusal};

  std::vector<StreamAppend> appends(1);
  auto& append = appends.front();
  append.stream = stream;
  append.expected_version = stored.size();
  auto previous = stored.empty() ? record::Digest{} : stored.back().hash;
  for (const auto& event : events) {
    append.events.push_back(record::seal_event(event, stream,
                                               static_cast<std::uint64_t>(event.sequence), previous,
                                               command.command_id, now, rules.calendar.revision()));
    previous = append.events.back().hash;
  }
  append.sealed = of_its_event(std::move(sealed), events);
  if (next.exists || next.undone) append.rows = rows_of(next, rules.facts(today));
  auto& numbers = std::get<TakenNumbers>(numbered).appends;
  const auto receipt = receipt_of(command, next, events, today);
  QIDI_TRY(opinions, opinion_appends(log, rules, next, events, command.command_id));
  for (auto& more : opinions) appends.push_back(std::move(more));
  std::move(numbers.begin(), numbers.end(), std::back_inserter(appends));
  QIDI_TRY(position,
           log.commit(appends, CommandRecord{command.command_id, content, write_receipt(receipt)}));
  (void)position;
  return Answer{receipt};
}

}  // namespace qidi::office
