// What happens to a case while it is decided, up to the issued document. Clause N6; domain.md 3, 4.
#include <algorithm>

#include "domain/casework/change.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

bool Change::operator()(const MoreAsked& e) {
  if (!now_.exists || !is_pending(now_.state)) return false;
  now_.more_asked = true;
  now_.more = e;
  return true;
}

bool Change::operator()(const Paused& e) {
  if (!is(CaseState::deciding)) return false;
  now_.state = CaseState::paused;
  now_.pause = RunningPause{e.ground, day(), e.planned_end, e.days};
  tell(e.told);
  return true;
}

bool Change::operator()(const PauseProlonged& e) {
  if (!is(CaseState::paused)) return false;
  now_.pause->planned_end = e.planned_end;
  now_.pause->days = e.days;
  tell(e.told);
  return true;
}

bool Change::operator()(const Resumed& e) {
  if (!is(CaseState::paused) || (e.by_plan && !still_planned(e))) return false;
  now_.state = CaseState::deciding;
  now_.pause.reset();
  close(CountdownKind::pause_plan);
  tell(e.told);
  return true;
}

bool Change::operator()(const ExtensionAsked& e) {
  if (!now_.exists) return false;
  now_.extension_asked = e;
  now_.extension_asked_by = event_.actor.id;
  now_.extension_asked_name = event_.actor.name;
  return true;
}

bool Change::operator()(const ExtensionRefused&) {
  if (!now_.extension_asked || now_.extended) return false;
  forget_extension_asked();
  return true;
}

bool Change::operator()(const Extended& e) {
  if (!is(CaseState::deciding) && !is(CaseState::paused)) return false;
  now_.extended = true;
  tell(e.told);
  return true;
}

bool Change::operator()(const DecisionProposed& e) {
  if (!is(CaseState::deciding)) return false;
  now_.proposal = e;
  now_.proposed_by = event_.actor.id;
  now_.proposed_name = event_.actor.name;
  return true;
}

bool Change::operator()(const ProposalSentBack&) {
  if (!undecided() || !now_.proposal) return false;
  forget_proposal();
  return true;
}

bool Change::operator()(const ProposalTakenBack&) {
  if (!undecided() || !now_.proposal) return false;
  forget_proposal();
  return true;
}

bool Change::operator()(const Granted& e) {
  if (!is(CaseState::deciding)) return false;
  if (e.by_silence) {
    const auto* law = running_of(now_, CountdownKind::statutory);
    if (law == nullptr || law->due >= day()) return false;
  }
  finish(CaseState::granted, MovementMemo::granted);
  tell(e.told);
  return true;
}

bool Change::operator()(const Refused&) {
  if (!is(CaseState::deciding)) return false;
  finish(CaseState::refused, MovementMemo::refused);
  return true;
}

bool Change::operator()(const Issued& e) {
  if (!is(CaseState::granted)) return false;
  now_.state = CaseState::issued;
  now_.facts.document_no = e.document_no;
  close(CountdownKind::issue);
  return true;
}

}  // namespace qidi::domain
