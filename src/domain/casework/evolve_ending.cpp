// How a case ends, comes back, changes hands, or is set right. Clauses N1, N4, N18; domain.md 3, 6.
#include <algorithm>

#include "domain/casework/change.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

bool Change::operator()(const Withdrawn&) {
  if (!now_.exists || !undecided()) return false;
  if (is_pending(now_.state)) move(MovementKind::withdrawn);
  leave(CaseState::withdrawn);
  return true;
}

bool Change::operator()(const Lapsed&) {
  if (!is(CaseState::waiting_for_unit)) return false;
  leave(CaseState::lapsed);
  return true;
}

bool Change::operator()(const Assigned& e) {
  if (!now_.exists) return false;
  now_.officer = e.officer;
  return true;
}

bool Change::operator()(const Taken& e) {
  // What was entered late on paper may have named somebody before: his name stands.
  if (!now_.exists || has_named_officer(now_)) return false;
  now_.officer = e.officer;
  return true;
}

bool Change::operator()(const Transferred& e) {
  if (!now_.exists || is_final(now_.state)) return false;
  const bool pending = is_pending(now_.state);
  if (pending) {
    new_hop(e.to, e.officer);
  } else {
    now_.holder = e.to;
    now_.officer = e.officer;
  }
  tell(e.told);
  return true;
}

bool Change::operator()(const OverdueExplained& e) {
  if (!now_.exists) return false;
  now_.explained = Explanation{e.reason, day(), event_.actor.name};
  return true;
}

bool Change::operator()(const ObligationFulfilled& e) {
  if (!now_.exists) return false;
  hand_in(e.papers);
  now_.gap_papers.clear();
  close(CountdownKind::obligation);
  return true;
}

bool Change::operator()(const ObligationBroken&) {
  if (!now_.exists) return false;
  now_.obligation_broken = true;
  close(CountdownKind::obligation);
  return true;
}

bool Change::operator()(const Reopened& e) {
  if (!now_.exists || !now_.before_end || !now_.ended) return false;
  now_.state = e.decide_again || now_.before_end->state == CaseState::paused
                   ? CaseState::deciding
                   : now_.before_end->state;
  now_.ended.reset();
  now_.before_end.reset();
  forget_proposal();
  if (e.decide_again) now_.joint.reset();
  stop_all();
  tell(e.told);
  // One that waits for its unit enters nobody's stock.
  if (is_pending(now_.state)) move(MovementKind::accepted, MovementMemo::reopened);
  return true;
}

bool Change::operator()(const Removed&) {
  if (!now_.exists || !undecided()) return false;
  if (is_pending(now_.state)) move(MovementKind::removed);
  leave(CaseState::removed);
  return true;
}

bool Change::operator()(const Restored& e) {
  if (!is(CaseState::removed) || !now_.before_end) return false;
  now_.state =
      now_.before_end->state == CaseState::paused ? CaseState::deciding : now_.before_end->state;
  now_.ended.reset();
  now_.before_end.reset();
  stop_all();
  tell(e.told);
  if (is_pending(now_.state)) move(MovementKind::accepted, MovementMemo::reopened);
  return true;
}

bool Change::operator()(const DueDaysMoved& e) {
  if (!now_.exists || is_final(now_.state)) return false;
  for (const auto& countdown : e.told) {
    if (running_of(now_, countdown.kind) == nullptr) return false;
  }
  tell(e.told);
  if (now_.pause) {
    if (const auto* plan = running_of(now_, CountdownKind::pause_plan)) {
      now_.pause->planned_end = plan->due;
    }
  }
  return true;
}

bool Change::operator()(const AdoptedFromLedger& e) {
  if (now_.exists) return false;
  adopt(now_, e.row, e.told, day_of(event_.recorded));
  now_.row_events = {event_.sequence};
  return true;
}

bool Change::operator()(const LedgerRowUpdated& e) {
  if (!now_.exists || !now_.imported || now_.live) return false;
  auto row_events = now_.row_events;
  row_events.push_back(event_.sequence);
  adopt(now_, e.row, e.told, day_of(event_.recorded));
  now_.row_events = std::move(row_events);
  return true;
}

}  // namespace qidi::domain
