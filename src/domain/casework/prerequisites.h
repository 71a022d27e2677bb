// What must come first (前置事项): which of a matter's prerequisites a project already has a result
// for. It is told to the unit before it files and to the clerk beside the case; it refuses nothing,
// since an organ may not refuse to receive (行政许可法 32).
// Clauses N7, N12; domain.md 3, `file`; docs/decisions/0015.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/casework/matter.h"

namespace qidi::domain {

/// How a project stands towards one prerequisite, the best of its cases counting.
enum class PrerequisiteStanding : std::uint8_t {
  absent,     ///< no case of that matter, or only ended without a grant
  under_way,  ///< a case is open
  unclear,    ///< a ledger says that it ended, not how
  there,      ///< granted
};
/// "absent", …
std::string_view name_of(PrerequisiteStanding standing);

/// A case of the project on the day asked.
struct ProjectCase {
  CaseFacts facts;
  CaseState state{};
  Organ holder;
};

struct PrerequisiteFound {
  Prerequisite asked;
  PrerequisiteStanding standing{};
  ProjectCase by;  ///< the case that shows it; nothing in it when absent
};

/// One entry for each prerequisite of the version, in its order.
std::vector<PrerequisiteFound> prerequisites_found(const MatterVersion& matter,
                                                   const std::vector<ProjectCase>& cases);

}  // namespace qidi::domain
