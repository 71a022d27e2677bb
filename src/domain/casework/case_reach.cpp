// The holders are read from the movements: each hop enters one organ's stock and leaves another's,
// also where both fell on one day and no standing is left of it.
#include "domain/casework/case_reach.h"

#include <algorithm>

namespace qidi::domain {

namespace {

void add_holder(ReachedCase& reached, const Organ& organ) {
  auto& earlier = reached.earlier_holders;
  if (organ == Organ{} || organ == reached.holder) return;
  if (std::find(earlier.begin(), earlier.end(), organ) == earlier.end()) earlier.push_back(organ);
}

/// The head who is to agree to a transfer holds nothing yet (docs/decisions/0018).
void add_asked(ReachedCase& reached, const HeadTask& task) {
  if (task.kind == HeadTaskKind::agree) add_holder(reached, task.organ);
}

ReachedCase reached_by(const CaseFacts& facts, const Organ& holder,
                       const std::vector<Standing>& standings,
                       const std::vector<Movement>& movements) {
  ReachedCase reached;
  reached.holder = holder;
  reached.project_region = facts.project_region;
  reached.unit_code = facts.unit_code;
  for (const auto& movement : movements) add_holder(reached, movement.organ);
  for (const auto& standing : standings) add_holder(reached, standing.holder);
  return reached;
}

}  // namespace

ReachedCase reached_case(const ApprovalCase& current) {
  auto reached = reached_by(current.facts, current.holder, current.standings, current.movements);
  add_holder(reached, current.lower);
  for (const auto& task : head_tasks(current)) add_asked(reached, task);
  return reached;
}

ReachedCase reached_case(const CaseRows& rows) {
  const auto holder = rows.standings.empty() ? Organ{} : rows.standings.back().holder;
  auto reached = reached_by(rows.facts, holder, rows.standings, rows.movements);
  for (const auto& task : rows.tasks) add_asked(reached, task);
  return reached;
}

}  // namespace qidi::domain
