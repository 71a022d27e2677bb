// What each event changes. Total: an event that makes no sense in this order of legal days is
// flagged and changes nothing (rulings 4). Rows of lists grow here, one note a day.
// Clauses N8, N10; domain.md 2, 3, 7.
#include <algorithm>
#include <cassert>

#include "domain/casework/rules.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

namespace {

/// Applies one event's body; true when it made sense.
class Change {
 public:
  Change(ApprovalCase& current, const Event& event) : now_(current), event_(event) {}

  bool operator()(const Filed& e);
  bool operator()(const Accepted& e);
  bool operator()(const DeemedAccepted& e);
  bool operator()(const ReturnedOnce& e);
  bool operator()(const Refiled& e);
  bool operator()(const NotAccepted&);
  bool operator()(const Forwarded& e);
  bool operator()(const SentBack& e);
  bool operator()(const MoreAsked& e);
  bool operator()(const Paused& e);
  bool operator()(const PauseProlonged& e);
  bool operator()(const Resumed& e);
  bool operator()(const ExtensionAsked& e);
  bool operator()(const Extended& e);
  bool operator()(const SiteChecked&) { return now_.exists; }
  bool operator()(const DecisionProposed& e);
  bool operator()(const Granted& e);
  bool operator()(const Refused&);
  bool operator()(const Issued& e);
  bool operator()(const Withdrawn&);
  bool operator()(const Lapsed&);
  bool operator()(const Assigned& e);
  bool operator()(const Transferred& e);
  bool operator()(const OverdueExplained&);
  bool operator()(const ObligationFulfilled& e);
  bool operator()(const ObligationBroken&);
  bool operator()(const Reopened& e);
  bool operator()(const Removed&);
  bool operator()(const Restored& e);
  bool operator()(const DueDaysMoved& e);
  bool operator()(const AdoptedFromLedger& e);
  bool operator()(const LedgerRowUpdated& e);
  bool operator()(const Corrected&) { return now_.exists; }

 private:
  Day day() const { return event_.legal_day; }
  bool is(CaseState state) const { return now_.exists && now_.state == state; }
  bool undecided() const {
    return is_pending(now_.state) || now_.state == CaseState::waiting_for_unit;
  }
  void tell(const std::vector<Countdown>& told);
  void close(CountdownKind kind);
  void stop_all();
  void finish(CaseState state, MovementMemo memo);
  void leave(CaseState state);
  void move(MovementKind kind, MovementMemo memo = MovementMemo::none, bool late = false);
  void hand_in(const std::vector<std::string>& papers);
  void new_hop(const Organ& organ, const std::string& officer);
  bool still_planned(const Resumed& resumed) const;

  ApprovalCase& now_;
  const Event& event_;
};

void Change::tell(const std::vector<Countdown>& told) {
  for (const auto& countdown : told) {
    close(countdown.kind);
    now_.running.push_back(countdown);
  }
}

void Change::close(CountdownKind kind) {
  std::erase_if(now_.running, [&](const Countdown& c) { return c.kind == kind; });
}

void Change::move(MovementKind kind, MovementMemo memo, bool late) {
  now_.movements.push_back({day(), kind, memo, now_.holder, late, now_.paper_acts});
}

void Change::hand_in(const std::vector<std::string>& papers) {
  now_.papers.insert(papers.begin(), papers.end());
}

/// Ends every countdown but the unit's obligation, which runs beside any state.
void Change::stop_all() {
  std::erase_if(now_.running,
                [](const Countdown& c) { return c.kind != CountdownKind::obligation; });
}

/// The case leaves its holder's work; it keeps what a reopening or restoring needs.
void Change::leave(CaseState state) {
  now_.before_end = BeforeEnd{now_.state, now_.running, day()};
  stop_all();
  now_.state = state;
  now_.ended = day();
  now_.pause.reset();
}

void Change::finish(CaseState state, MovementMemo memo) {
  const auto* due = governing(now_);
  const bool late = due != nullptr && day() > due->due;
  move(MovementKind::finished, memo, late);
  leave(state);
}

void Change::new_hop(const Organ& organ, const std::string& officer) {
  move(MovementKind::moved_out);
  now_.holder = organ;
  now_.officer = officer.empty() ? std::string(duty_officer) : officer;
  now_.told.clear();
  now_.unmended.clear();
  now_.unanswered.clear();
  now_.new_papers.clear();
  // What the former holder's clerk proposed or asked for is not the new holder's.
  now_.proposal.reset();
  now_.proposed_by.clear();
  now_.extension_asked.reset();
  now_.extension_asked_by.clear();
  move(MovementKind::moved_in);
}

/// Whether a pause still ends by the plan that this event was counted on. What was entered late on
/// paper may have prolonged it, or lengthened a limit; time then ends it anew.
bool Change::still_planned(const Resumed& resumed) const {
  if (!now_.pause || now_.pause->planned_end > day()) return false;
  for (const auto& countdown : now_.running) {
    if (!countdown.stopped) continue;
    const bool told = std::any_of(
        resumed.told.begin(), resumed.told.end(), [&](const Countdown& c) {
          return c.kind == countdown.kind && c.day_zero == countdown.day_zero &&
                 c.limit == countdown.limit && c.extended == countdown.extended &&
                 c.taken_out.size() == countdown.taken_out.size();
        });
    if (!told) return false;
  }
  return true;
}

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

bool Change::operator()(const MoreAsked&) {
  if (!now_.exists || !is_pending(now_.state)) return false;
  now_.more_asked = true;
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

bool Change::operator()(const OverdueExplained&) {
  if (!now_.exists) return false;
  now_.overdue_explained = true;
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
  now_.proposal.reset();
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
  now_.state = now_.before_end->state == CaseState::paused ? CaseState::deciding
                                                           : now_.before_end->state;
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
  return true;
}

bool Change::operator()(const LedgerRowUpdated& e) {
  if (!now_.exists || !now_.imported || now_.live) return false;
  adopt(now_, e.row, e.told, day_of(event_.recorded));
  return true;
}

bool is_import(const EventBody& body) {
  return std::holds_alternative<AdoptedFromLedger>(body) ||
         std::holds_alternative<LedgerRowUpdated>(body);
}

}  // namespace

void evolve(ApprovalCase& current, const Event& event) {
  ++current.version;
  if (event.on_paper) current.paper_acts = true;
  if (!std::visit(Change{current, event}, event.body)) {
    current.flagged.push_back(event.sequence);
    return;
  }
  if (!is_import(event.body)) {
    // A clerk's first act takes an imported row up as a live case (domain.md 4.9); a job's does not.
    if (event.actor.role != Role::job) current.live = true;
    note_day(current, event.legal_day, kind_of(event.body));
  }
  if (!current.last_legal_day || *current.last_legal_day < event.legal_day) {
    current.last_legal_day = event.legal_day;
  }
}

const Countdown* running_of(const ApprovalCase& current, CountdownKind kind) {
  for (const auto& countdown : current.running) {
    if (countdown.kind == kind) return &countdown;
  }
  return nullptr;
}

const Countdown* governing(const ApprovalCase& current) {
  const Countdown* first = nullptr;
  for (const auto kind : {CountdownKind::initial_review, CountdownKind::forward,
                          CountdownKind::promised, CountdownKind::statutory}) {
    const auto* countdown = running_of(current, kind);
    if (countdown != nullptr && (first == nullptr || countdown->due < first->due)) {
      first = countdown;
    }
  }
  return first;
}

}  // namespace qidi::domain
