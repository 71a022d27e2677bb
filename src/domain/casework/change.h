// One event applied to one case: a function for each event, spread over evolve_*.cpp by subject.
// Private to the fold.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/approval_case.h"
#include "domain/casework/rules.h"

namespace qidi::domain {

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
  bool operator()(const Delivered& e);
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
  /// Its work is done by fold, which leaves out what it takes back.
  bool operator()(const LedgerImportUndone&) { return true; }
  bool operator()(const Corrected&) { return now_.exists; }
  bool operator()(const OpinionAsked& e);
  bool operator()(const OpinionGiven& e);
  bool operator()(const OpinionWithdrawn& e);
  bool operator()(const JointJoined& e);
  bool operator()(const Rated& e);
  bool operator()(const RatingSupplemented& e);
  bool operator()(const CalledBack&);
  bool operator()(const ExtensionRefused&);
  bool operator()(const ProposalSentBack&);
  bool operator()(const ProposalTakenBack&);
  bool operator()(const Taken& e);
  bool operator()(const MoreAnswered& e);
  bool operator()(const MoreUnanswered&);
  bool operator()(const AgreementAsked& e);
  bool operator()(const AgreementGiven& e);
  bool operator()(const AgreementDeclined& e);

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
  void forget_extension_asked();
  void forget_proposal();
  bool still_planned(const Resumed& resumed) const;

  ApprovalCase& now_;
  const Event& event_;
};

/// Notes the writ that an event gives rise to and what it does to earlier ones. `holder_before`:
/// who held the case until then, and signs.
void note_writ(ApprovalCase& current, const Event& event, const Organ& holder_before);
/// The writ of an event that the order of legal days made senseless (a silence that a notice on
/// paper broke in time): its number was taken and it may have been given out, so it stays listed.
void note_undone_writ(ApprovalCase& current, const Event& event);

}  // namespace qidi::domain
