// The state of a case (办件): what its events add up to. Built only by evolve; read by decide,
// settle and by whoever shows a case. Plain values throughout.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/casework/events.h"
#include "domain/casework/writs.h"

namespace qidi::domain {

/// A pause that runs.
struct RunningPause {
  std::string ground;
  Day from;
  Day planned_end;
  int days = 0;
};

/// A published reason for being late (优化营商环境条例 36).
struct Explanation {
  std::string reason;
  Day on;
  std::string by;  ///< the person's name
};

/// What an ended case goes back to when it is reopened or restored.
struct BeforeEnd {
  CaseState state{};
  std::vector<Countdown> running;
  Day ended_on;
};

struct ApprovalCase {
  bool exists = false;
  unsigned long long version = 0;  ///< number of recorded events; grows by sequence only
  std::optional<Day> last_legal_day;

  CaseFacts facts;
  bool live = false;  ///< an imported row is not, until a clerk acts on it
  bool imported = false;

  CaseState state = CaseState::in_review;
  Organ holder;
  Organ upper;
  Organ lower;  ///< who forwarded it here
  std::string officer;
  PowerAbove power{};
  bool forwarded = false;
  int round = 0;       ///< of this hop: 1 at filing and at a new hop
  Day received_round;  ///< receipt of this round by this holder
  std::optional<Day> accepted;
  std::vector<Countdown> running;

  std::string form;                  ///< the form's values in force, canonical JSON
  std::set<std::string> papers;      ///< codes handed in so far
  std::set<std::string> package;     ///< frozen when forwarded
  std::set<std::string> new_papers;  ///< handed in with this round's refiling
  std::vector<Defect> told;          ///< defects told in this hop
  std::set<std::string> unanswered;  ///< papers of the last notice, which a refiling answers
  std::set<std::string> unmended;    ///< papers whose told defect the unit left unmended
  bool more_asked = false;
  std::optional<MoreAsked> more;  ///< asked after acceptance and not answered
  bool more_unanswered = false;   ///< its day has passed in silence

  std::optional<RunningPause> pause;
  bool extended = false;
  std::optional<ExtensionAsked> extension_asked;
  std::string extension_asked_by;
  std::string extension_asked_name;  ///< of the same person, for who is to be told
  std::optional<DecisionProposed> proposal;
  std::string proposed_by;
  std::string proposed_name;
  std::set<std::string> gap_papers;
  bool obligation_broken = false;
  std::optional<Explanation> explained;   ///< the last reason that was published
  std::vector<OpenAgreement> agreements;  ///< what waits for another person, and what became void
  bool paper_acts = false;                ///< some act was done on paper (N17)
  std::vector<Opinion> opinions;          ///< asked of other organs, in order
  std::optional<JointLink> joint;         ///< member of a joint handling (行政许可法 42.2)
  std::optional<Day> ended;
  std::optional<BeforeEnd> before_end;
  std::optional<LedgerFacts> row;     ///< an imported row's facts as last applied
  std::vector<long long> row_events;  ///< the sequences of the events that made the row what it is
  bool acted_on_since_row = false;    ///< something else than an import came after them
  /// The row's adoption was undone: its facts are kept to be shown, and nothing of it counts.
  bool undone = false;
  std::vector<Rating> ratings;  ///< in the order in which they were given

  std::vector<GivenWrit> writs;  ///< in the order of legal days

  /// Events that this order of legal days would have refused: flagged, never undone.
  std::vector<long long> flagged;
  std::vector<Segment> segments;
  std::vector<Standing> standings;
  std::vector<Movement> movements;
};

/// The running countdown of a kind, or null: of one kind there is one at most.
const Countdown* running_of(const ApprovalCase& current, CountdownKind kind);
/// domain.md 4.5: the earliest due day among running initial_review, forward, promised, statutory.
const Countdown* governing(const ApprovalCase& current);
/// Whether somebody is named; the duty officer stands in where nobody is.
bool has_named_officer(const ApprovalCase& current);
/// What waits for the head of the holder: a proposal, a request for more time, a call-back.
std::vector<HeadTask> head_tasks(const ApprovalCase& current);

}  // namespace qidi::domain
