// The tasks stand in rows of their own, so that nothing need be asked case by case.
#include "office/head_desk.h"

#include <algorithm>
#include <utility>

#include "domain/casework/opinions.h"
#include "office/between.h"

namespace qidi::office {

namespace {

void add_own_light(WaitingTask& waiting, const RuleBook& rules, domain::Day as_of) {
  if (!waiting.task.due) return;
  const auto due = *waiting.task.due;
  const auto& calendar = rules.calendar.in(waiting.line.standing.holder.region);
  if (as_of > due) {
    waiting.light = domain::Light::red;
    waiting.days_left = -calendar.working_days_between(due, as_of);
    return;
  }
  const int left = calendar.working_days_between(as_of, due);
  waiting.light = left <= domain::warning_days(1) ? domain::Light::yellow : domain::Light::green;
  waiting.days_left = left;
}

/// Where the case stands on the day; nothing when it is not there yet.
Result<std::optional<LedgerLine>, Fault> line_on(LedgerView& view, const std::string& case_id,
                                                 domain::Day as_of) {
  QIDI_TRY(rows, view.case_rows(case_id));
  if (!rows) return std::optional<LedgerLine>{};
  for (const auto& standing : rows->standings) {
    if (as_of < standing.from || standing.to <= as_of) continue;
    return std::optional(LedgerLine{rows->facts, standing});
  }
  return std::optional<LedgerLine>{};
}

/// Whose word is asked, and for what. A government's people are asked as such, whichever of its
/// offices they are in.
std::vector<domain::HeadTaskKind> kinds_of(domain::Role role) {
  using enum domain::HeadTaskKind;
  switch (role) {
    case domain::Role::head:
      return {call_back, explain, decide, extend, agree};
    case domain::Role::region_government:
      return {agree};
    case domain::Role::government_leader:
      return {extend};
    default:
      return {};
  }
}

Result<void, Fault> add_tasks(LedgerView& view, const RuleBook& rules, const HeadTaskQuery& query,
                              Waiting& waiting) {
  QIDI_TRY(found, view.head_tasks(query, most_waiting_of_a_kind));
  if (found.empty()) return {};
  QIDI_TRY(count, view.count_head_tasks(query));
  waiting.counts[query.kind] = count;
  for (auto& one : found) {
    QIDI_TRY(line, line_on(view, one.case_id, query.as_of));
    if (!line) continue;
    WaitingTask task;
    task.task = std::move(one.task);
    task.line = std::move(*line);
    add_own_light(task, rules, query.as_of);
    waiting.tasks.push_back(std::move(task));
  }
  return {};
}

}  // namespace

Result<Waiting, Fault> waiting_for(LedgerView& view, const RuleBook& rules,
                                   const domain::Actor& person, domain::Day as_of) {
  const bool is_head = person.role == domain::Role::head;
  Waiting waiting;
  waiting.organ = {person.region, is_head ? person.department : std::string()};
  for (const auto kind : kinds_of(person.role)) {
    QIDI_CHECK(add_tasks(view, rules, {waiting.organ, kind, as_of}, waiting));
  }
  std::stable_sort(waiting.tasks.begin(), waiting.tasks.end(),
                   [](const WaitingTask& one, const WaitingTask& other) {
                     const auto key = [](const domain::HeadTask& task) {
                       return std::pair(task.due.value_or(domain::end_of_days), task.since);
                     };
                     return key(one.task) < key(other.task);
                   });
  return waiting;
}

Result<std::vector<WaitingJoint>, Fault> joint_waiting_for(EventReader& reader, LedgerView& view,
                                                           const domain::Actor& person,
                                                           domain::Day as_of) {
  std::vector<WaitingJoint> list;
  if (person.role != domain::Role::government_leader) return list;
  QIDI_CHECK(each_joint(reader, [&](const domain::JointGroup& group) {
    if (waits_for_leader(group) && is_leader_over(person, group)) list.push_back({group, {}});
  }));
  const auto due_of = [](const std::optional<LedgerLine>& line) {
    return line ? line->standing.due.value_or(domain::end_of_days) : domain::end_of_days;
  };
  for (auto& waiting : list) {
    for (const auto& member : waiting.group.begun.members) {
      QIDI_TRY(line, line_on(view, member.case_id, as_of));
      if (!line || domain::is_decided(line->standing.state)) continue;
      const bool is_sooner = !waiting.first_due || due_of(line) < due_of(waiting.first_due);
      if (is_sooner) waiting.first_due = std::move(line);
    }
  }
  std::stable_sort(list.begin(), list.end(), [&](const auto& one, const auto& other) {
    return due_of(one.first_due) < due_of(other.first_due);
  });
  return list;
}

Result<RatingFigures, Fault> rating_figures(LedgerView& view, const domain::Reach& reach,
                                            domain::Day first, domain::Day last) {
  RatingFigures figures;
  QIDI_TRY(counts, view.count_ratings(reach.region_prefix, first, last));
  for (const auto& count : counts) {
    if (!domain::reaches(reach, count.organ)) continue;
    figures.by_grade[count.grade] += count.cases;
    figures.cases += count.cases;
    figures.points += count.cases * static_cast<long long>(count.grade);
  }
  return figures;
}

}  // namespace qidi::office
