// remove and restore: a project that breaks industrial policy or land-saving rules leaves the
// platform; its cases close that day, the record stays, and a mistake can be reversed.
// Clause N4 (不合规的项目从在线审批平台移除); domain.md 6; example 21; invariant 9.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_remove(const Act& act, const Remove& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when_empty(command.basis, "basis");
  no.when_empty(command.reviewed_by, "reviewed_by");
  no.when_empty(command.approved_by, "approved_by");
  // Proposed, reviewed and approved by different people.
  no.when_said(!command.approved_by.empty() && (command.approved_by == command.reviewed_by ||
                                                command.approved_by == act.command.actor.id ||
                                                command.reviewed_by == act.command.actor.id),
               RefusalCode::needs_two_people, "approved_by");
  no.when(is_final(current.state) || current.state == CaseState::granted, RefusalCode::case_ended,
          "case", chinese_of(current.state));
  no.when(command.remedies.empty(), RefusalCode::remedies_missing, "remedies");
  if (no) return no.first();
  return act.events(
      Removed{command.basis, command.reviewed_by, command.approved_by, command.remedies});
}

Decided decide_restore(const Act& act, const Restore& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(current.state != CaseState::removed || !current.before_end, RefusalCode::not_removed,
          "case", chinese_of(current.state));
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  if (no) return no.first();

  // What ran when the project was removed runs on with the days left, from today; what was past
  // due stays past due.
  const Day removed = current.before_end->ended_on;
  Restored restored;
  restored.reason = command.reason;
  for (auto countdown : current.before_end->running) {
    if (countdown.kind == CountdownKind::pause_plan ||
        countdown.kind == CountdownKind::obligation) {
      continue;
    }
    if (countdown.stopped) countdown = released(std::move(countdown), removed, act.facts.calendar);
    if (countdown.due > removed) {
      countdown.taken_out.push_back({removed, act.today()});
      countdown = counted(std::move(countdown), act.facts.calendar);
    }
    restored.told.push_back(std::move(countdown));
  }
  return act.events(std::move(restored));
}

}  // namespace qidi::domain
