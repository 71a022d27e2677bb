// recount, settle: what jobs do. A correction stands in correct.cpp.
// domain.md 4.8 (a calendar's revision); features F25.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_recount(const Act& act, const Recount&) {
  const auto& current = act.current;
  auto no = act.objections();
  if (no) return no.first();

  DueDaysMoved moved;
  moved.calendar_revision = act.facts.calendar.revision();
  // First the plan of a running pause, since the due days by plan hang on it.
  auto running = current.running;
  std::optional<Day> planned_end;
  for (auto& countdown : running) {
    if (countdown.kind != CountdownKind::pause_plan) continue;
    countdown = counted(std::move(countdown), act.facts.calendar);
    planned_end = countdown.due;
  }
  for (auto& countdown : running) {
    if (countdown.stopped && planned_end) countdown.taken_out.back().to = *planned_end;
    countdown = counted(std::move(countdown), act.facts.calendar);
    const auto* before = running_of(current, countdown.kind);
    // Never to before the revision's recording (domain.md 4.8).
    if (countdown.due < before->due && countdown.due < act.today()) {
      countdown.due = std::min(before->due, act.today());
    }
    if (countdown == *before) continue;
    moved.red_undone =
        moved.red_undone || (before->due < act.today() && countdown.due >= act.today());
    moved.told.push_back(countdown);
  }
  if (moved.told.empty()) return std::vector<Event>{};
  return act.events(std::move(moved));
}

Decided decide_settle(const Act& act, const Settle&) {
  auto no = act.objections();
  if (no) return no.first();
  return std::vector<Event>{};
}

}  // namespace qidi::domain
