// Opinions and papers between departments: the two lists that need more than one case.
#include <algorithm>

#include "domain/casework/case_reach.h"
#include "domain/casework/on_record.h"
#include "office/between.h"
#include "office/handle_command.h"

namespace qidi::office {

namespace {

Unexpected<Fault> unreadable(const record::SealedEvent& sealed, const std::string& why) {
  return Unexpected{Fault{FaultKind::unreadable, sealed.envelope.stream + "：" + why}};
}

record::OpinionListed listing(const domain::ApprovalCase& next, const RuleBook& rules,
                              const domain::OpinionAsked& asked, domain::Day day) {
  record::OpinionListed listed;
  const auto& facts = next.facts;
  const auto* matter = rules.matters.version(facts.matter, facts.matter_version);
  listed.case_id = facts.case_id;
  listed.project_code = facts.project_code;
  listed.project_name = facts.project_name;
  listed.unit_name = facts.unit_name;
  listed.matter = facts.matter;
  listed.matter_name = matter == nullptr ? facts.matter : matter->name;
  if (matter != nullptr) {
    for (const auto& paper : matter->papers) {
      const bool asked_about = asked.papers.empty()
                                   ? next.papers.contains(paper.code)
                                   : std::find(asked.papers.begin(), asked.papers.end(),
                                               paper.code) != asked.papers.end();
      if (asked_about) listed.papers.push_back(paper.name);
    }
  }
  listed.from = next.holder;
  listed.asked_on = day;
  listed.asked = asked;
  return listed;
}

Result<StreamAppend, Fault> one_more(EventLog& log, const std::string& stream,
                                     const domain::Event& event, const std::string& command_id,
                                     std::string_view kind, std::string body) {
  QIDI_TRY(stored, log.load(stream));
  record::Envelope envelope;
  envelope.stream = stream;
  envelope.sequence = stored.size() + 1;
  envelope.kind = kind;
  envelope.body = std::move(body);
  envelope.actor = event.actor.id;
  envelope.actor_name = event.actor.name;
  envelope.role = domain::name_of(event.actor.role);
  envelope.department = event.actor.department;
  envelope.region = event.actor.region;
  envelope.command_id = command_id;
  envelope.recorded = event.recorded;
  envelope.legal_day = event.legal_day;
  if (!stored.empty()) envelope.previous_hash = stored.back().hash;
  StreamAppend append;
  append.stream = stream;
  append.expected_version = stored.size();
  append.events.push_back(record::seal(std::move(envelope)));
  return append;
}

/// An opinion out of its own stream; nothing when that is empty.
Result<std::optional<ListedOpinion>, Fault> opened(const std::vector<record::SealedEvent>& stored) {
  std::optional<ListedOpinion> opinion;
  for (const auto& sealed : stored) {
    const auto& envelope = sealed.envelope;
    if (envelope.kind == record::opinion_listed) {
      auto listed = record::read_opinion_listed(envelope.body);
      if (!listed) return unreadable(sealed, listed.error());
      opinion = ListedOpinion{std::move(*listed), {}, {}};
    } else if (opinion && envelope.kind == record::opinion_answered) {
      auto answered = record::read_opinion_answered(envelope.body);
      if (!answered) return unreadable(sealed, answered.error());
      opinion->answered = std::move(*answered);
    } else if (opinion && envelope.kind == record::opinion_taken_back) {
      auto taken_back = record::read_opinion_taken_back(envelope.body);
      if (!taken_back) return unreadable(sealed, taken_back.error());
      opinion->taken_back = std::move(*taken_back);
    }
  }
  return opinion;
}

}  // namespace

std::string stream_of_opinion(const std::string& case_id, int number) {
  return "opinion/" + case_id + "/" + std::to_string(number);
}

Result<std::vector<StreamAppend>, Fault> opinion_appends(EventLog& log, const RuleBook& rules,
                                                         const domain::ApprovalCase& next,
                                                         const std::vector<domain::Event>& events,
                                                         const std::string& command_id) {
  std::vector<StreamAppend> appends;
  for (const auto& event : events) {
    if (const auto* asked = std::get_if<domain::OpinionAsked>(&event.body)) {
      QIDI_TRY(append, one_more(log, stream_of_opinion(next.facts.case_id, asked->number), event,
                                command_id, record::opinion_listed,
                                encode(listing(next, rules, *asked, event.legal_day))));
      appends.push_back(std::move(append));
    }
    if (const auto* given = std::get_if<domain::OpinionGiven>(&event.body)) {
      QIDI_TRY(append, one_more(log, stream_of_opinion(next.facts.case_id, given->number), event,
                                command_id, record::opinion_answered,
                                encode(record::OpinionAnswered{*given, event.legal_day})));
      appends.push_back(std::move(append));
    }
    if (const auto* back = std::get_if<domain::OpinionWithdrawn>(&event.body)) {
      QIDI_TRY(append, one_more(log, stream_of_opinion(next.facts.case_id, back->number), event,
                                command_id, record::opinion_taken_back,
                                encode(record::OpinionTakenBack{*back, event.legal_day})));
      appends.push_back(std::move(append));
    }
  }
  return appends;
}

Result<std::vector<ListedOpinion>, Fault> listed_opinions(Store& store,
                                                          const domain::Reach& reach) {
  using Kind = domain::Reach::Kind;
  std::vector<ListedOpinion> found;
  OpinionQuery query{reach.region_prefix, reach.kind == Kind::organ ? reach.department : ""};
  if (reach.kind == Kind::everything) query.region_prefix.clear();
  if (reach.kind == Kind::nothing || reach.kind == Kind::unit) return found;
  QIDI_TRY(lines, store.view().opinions(query));
  for (const auto& line : lines) {
    const auto& row = line.opinion;
    if (!reaches(reach, row.asked) && !reaches(reach, row.from)) continue;
    QIDI_TRY(stored, store.reader().load(stream_of_opinion(line.case_id, row.number)));
    QIDI_TRY(opinion, opened(stored));
    if (opinion) found.push_back(std::move(*opinion));
  }
  return found;
}

Result<std::vector<domain::OnRecord>, Fault> gather_on_record(
    const LoadStream& load, const RuleBook& rules, const std::vector<std::string>& case_ids,
    const std::string& own, const domain::MatterVersion& target,
    const std::optional<domain::Reach>& reach) {
  std::vector<domain::OnRecord> known;
  for (const auto& id : case_ids) {
    if (id == own) continue;
    QIDI_TRY(stored, load(stream_of_case(id)));
    QIDI_TRY(events, open_events(stored));
    auto other = domain::fold(events);
    other.facts.case_id = id;
    if (!other.exists || (reach && !reaches(*reach, domain::reached_case(other)))) continue;
    auto found = domain::on_record_for(target, other, events, rules.matters);
    known.insert(known.end(), found.begin(), found.end());
  }
  return known;
}

Result<std::vector<domain::OnRecord>, Fault> on_record_for_command(
    EventLog& log, const RuleBook& rules, const std::vector<domain::Event>& history,
    const domain::Command& command, domain::Day day) {
  std::vector<domain::OnRecord> none;
  std::string project;
  const domain::MatterVersion* target = nullptr;
  std::optional<domain::Reach> reach;
  if (const auto* filing = std::get_if<domain::File>(&command.body)) {
    if (filing->reused.empty()) return none;
    project = filing->project_code;
    const auto matter = rules.matters.resolve(filing->matter);
    if (matter) target = rules.matters.in_force(*matter, day);
    reach = command.reach;
  } else if (std::holds_alternative<domain::ReturnOnce>(command.body) ||
             std::holds_alternative<domain::AskMore>(command.body)) {
    const auto current = domain::fold(history);
    project = current.facts.project_code;
    target = rules.matters.version(current.facts.matter, current.facts.matter_version);
  }
  if (project.empty() || target == nullptr) return none;
  QIDI_TRY(ids, log.find_cases(project));
  const LoadStream load = [&log](const std::string& stream) { return log.load(stream); };
  return gather_on_record(load, rules, ids, command.case_id, *target, reach);
}

}  // namespace qidi::office
