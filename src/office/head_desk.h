// The desk of whoever has the last word: what waits for a department's head, for a government's
// people, for a government's leader, with where each case stands; and how the service of a
// department was rated. Reads only. Clauses N1, N20; 行政许可法 42.2; domain.md 10.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "domain/casework/joint.h"
#include "domain/people/reach.h"
#include "office/answer_query.h"

namespace qidi::office {

/// A task and its case as a ledger shows it.
struct WaitingTask {
  domain::HeadTask task;
  LedgerLine line;
  domain::Light light{};         ///< of the task's own due day; none without one
  std::optional<int> days_left;  ///< working days to it, negative when over
};

/// Of each kind so many are told; of reasons owed there may be as many as there are red cases.
inline constexpr int most_waiting_of_a_kind = 50;

struct Waiting {
  domain::Organ organ;             ///< for whom it waits; a government bears no department
  std::vector<WaitingTask> tasks;  ///< what has a due day first, by it; then as long as they wait
  std::map<domain::HeadTaskKind, long long> counts;  ///< all there are, of kinds that there are
};

/// What waits for this person: for the head of his organ, for his government's people to agree to,
/// for his government's leader to lengthen. Nothing for anybody else.
Result<Waiting, Fault> waiting_for(LedgerView& view, const RuleBook& rules,
                                   const domain::Actor& person, domain::Day as_of);

/// A joint handling whose lead asked for more time, with the member that is due first.
struct WaitingJoint {
  domain::JointGroup group;
  std::optional<LedgerLine> first_due;  ///< none when every member is decided
};

/// Those that wait for this person's yes or no, as the leader of the lead's government: what is due
/// first, first.
Result<std::vector<WaitingJoint>, Fault> joint_waiting_for(EventReader& reader, LedgerView& view,
                                                           const domain::Actor& person,
                                                           domain::Day as_of);

/// Ratings of a stretch of days that lie within reach.
struct RatingFigures {
  std::map<domain::RatingGrade, long long> by_grade;
  long long cases = 0;
  long long points = 0;  ///< the sum of the grades, 5 to 1
};
Result<RatingFigures, Fault> rating_figures(LedgerView& view, const domain::Reach& reach,
                                            domain::Day first, domain::Day last);

}  // namespace qidi::office
