// The tasks stand in rows of their own, so that nothing need be asked case by case.
#include "office/head_desk.h"

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

}  // namespace

Result<std::vector<WaitingTask>, Fault> waiting_for_head(LedgerView& view, const RuleBook& rules,
                                                         const domain::Organ& organ,
                                                         domain::Day as_of) {
  QIDI_TRY(tasks, view.head_tasks(organ, as_of));
  std::vector<WaitingTask> list;
  for (auto& found : tasks) {
    QIDI_TRY(rows, view.case_rows(found.case_id));
    if (!rows) continue;
    for (const auto& standing : rows->standings) {
      if (as_of < standing.from || standing.to <= as_of) continue;
      WaitingTask waiting;
      waiting.task = std::move(found.task);
      waiting.line = {rows->facts, standing};
      add_own_light(waiting, rules, as_of);
      list.push_back(std::move(waiting));
      break;
    }
  }
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
