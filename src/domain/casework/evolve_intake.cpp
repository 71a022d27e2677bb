// What filing, review, returning and forwarding change. Clauses N5, N7, N9; domain.md 3.
#include <algorithm>

#include "domain/casework/change.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

bool Change::operator()(const Filed& e) {
  if (now_.exists) return false;
  now_.exists = true;
  now_.live = true;
  now_.facts.external_id = e.external_id;
  now_.facts.project_code = e.project_code;
  now_.facts.project_name = e.project_name;
  now_.facts.project_region = e.project_region;
  now_.facts.unit_name = e.unit_name;
  now_.facts.unit_code = e.unit_code;
  now_.facts.matter = e.matter;
  now_.facts.matter_version = e.matter_version;
  now_.facts.list = e.list;
  now_.facts.remark = e.remark;
  now_.facts.received = day();
  now_.holder = e.holder;
  now_.upper = e.upper;
  now_.power = e.power;
  now_.officer = e.officer.empty() ? std::string(duty_officer) : e.officer;
  now_.round = 1;
  now_.received_round = day();
  hand_in(e.papers);
  now_.form = e.form;
  tell(e.told);
  move(MovementKind::accepted, e.offline ? MovementMemo::offline_filed : MovementMemo::filed);
  return true;
}

bool Change::operator()(const Accepted& e) {
  if (!is(CaseState::in_review)) return false;
  now_.state = CaseState::deciding;
  now_.accepted = day();
  now_.gap_papers = {e.gap_papers.begin(), e.gap_papers.end()};
  close(CountdownKind::initial_review);
  tell(e.told);
  move(MovementKind::memo, MovementMemo::formally_accepted);
  return true;
}

bool Change::operator()(const DeemedAccepted& e) {
  // A notice that was dated in time but entered late folds before this event and undoes it: the
  // silence recorded here is then no longer this round's.
  const auto* review = running_of(now_, CountdownKind::initial_review);
  if (!is(CaseState::in_review) || review == nullptr || review->due >= day() ||
      e.effective != now_.received_round) {
    return false;
  }
  now_.state = CaseState::deciding;
  now_.accepted = e.effective;
  now_.facts.deemed_on = day();
  close(CountdownKind::initial_review);
  tell(e.told);
  move(MovementKind::memo, MovementMemo::deemed);
  return true;
}

bool Change::operator()(const ReturnedOnce& e) {
  if (!is(CaseState::in_review)) return false;
  move(MovementKind::returned);
  now_.state = CaseState::waiting_for_unit;
  now_.running.clear();
  now_.unanswered.clear();
  for (const auto& defect : e.defects) {
    now_.told.push_back(defect);
    now_.unanswered.insert(defect.paper);
  }
  now_.new_papers.clear();
  tell(e.told);
  return true;
}

bool Change::operator()(const Refiled& e) {
  if (!is(CaseState::waiting_for_unit)) return false;
  now_.state = CaseState::in_review;
  ++now_.round;
  now_.received_round = day();
  now_.unanswered.clear();
  now_.unmended.clear();
  for (const auto& answer : e.answers) {
    if (!answer.mended) now_.unmended.insert(answer.paper);
  }
  now_.new_papers = {e.papers.begin(), e.papers.end()};
  hand_in(e.papers);
  if (!e.form.empty()) now_.form = e.form;
  now_.running.clear();
  tell(e.told);
  move(MovementKind::accepted, MovementMemo::refiled);
  return true;
}

bool Change::operator()(const NotAccepted&) {
  if (!is(CaseState::in_review) && !is(CaseState::deciding)) return false;
  finish(CaseState::not_accepted, MovementMemo::not_accepted);
  return true;
}

bool Change::operator()(const Forwarded& e) {
  if (now_.power == PowerAbove::none || now_.forwarded || !is_pending(now_.state)) return false;
  now_.forwarded = true;
  now_.lower = now_.holder;
  new_hop(e.to, e.officer);
  now_.package = {e.package.begin(), e.package.end()};
  now_.round = 1;
  now_.received_round = day();
  now_.running.clear();
  now_.pause.reset();
  now_.state = now_.power == PowerAbove::plain ? CaseState::in_review : CaseState::deciding;
  if (now_.power == PowerAbove::plain) now_.accepted.reset();
  tell(e.told);
  return true;
}

bool Change::operator()(const SentBack& e) {
  if (!now_.forwarded || !is_pending(now_.state)) return false;
  const Organ below = now_.lower;
  new_hop(below, {});
  // The power turned out to lie below: the limits run there anew (domain.md 3, `forward`).
  now_.forwarded = false;
  now_.power = PowerAbove::none;
  now_.round = 1;
  now_.received_round = day();
  now_.package.clear();
  now_.running.clear();
  now_.pause.reset();
  now_.state = now_.accepted ? CaseState::deciding : CaseState::in_review;
  tell(e.told);
  return true;
}

}  // namespace qidi::domain
