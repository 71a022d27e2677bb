// correct, recount, settle: keeping the record right without ever changing it.
// domain.md 2 (a correction is a new event), 4.8 (a calendar's revision); features F25, F81.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_correct(const Act& act, const Correct& command) {
  auto no = act.objections();
  no.when_empty(command.agreed_by, "agreed_by");
  no.when(std::find(correctable_fields.begin(), correctable_fields.end(), command.field) ==
              correctable_fields.end(),
          RefusalCode::field_invalid, "field", command.field);
  no.when(command.field == "legal_day" &&
              (!parse_day(command.value) || *parse_day(command.value) > act.today()),
          RefusalCode::field_invalid, "value", command.value);
  no.when_said(command.agreed_by == act.command.actor.id, RefusalCode::needs_two_people,
               "agreed_by");
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  no.when(
      command.of_sequence < 1 || command.of_sequence > static_cast<long long>(act.current.version),
      RefusalCode::nothing_to_correct, "of_sequence", std::to_string(command.of_sequence));
  if (no) return no.first();
  return act.events(Corrected{command.of_sequence, command.field, command.value, command.reason,
                              command.agreed_by});
}

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
