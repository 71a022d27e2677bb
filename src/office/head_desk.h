// The desk of a department's head: what waits for him, with where each case stands, and how the
// service of his department was rated. Reads only. Clauses N1, N20; domain.md 10.
#pragma once

#include <map>
#include <optional>
#include <vector>

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

/// Call-backs by their due day, then the others as long as they wait.
Result<std::vector<WaitingTask>, Fault> waiting_for_head(LedgerView& view, const RuleBook& rules,
                                                         const domain::Organ& organ,
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
