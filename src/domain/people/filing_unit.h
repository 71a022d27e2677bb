// For which unit (项目单位) somebody who signed in may file: a unit for itself, under the name and
// the code of its account; a window clerk or an agent for any, whose code must then be a real one.
// What other systems and old sheets bring is not refused but flagged: old stock has such codes.
// Clauses N8, N10; GB 32100-2015.
#pragma once

#include <optional>
#include <string>

#include "domain/casework/refusals.h"
#include "domain/people/actor.h"

namespace qidi::domain {

struct FilingUnit {
  std::string name;
  std::string code;  ///< 统一社会信用代码
};

/// Why a filing for `stated` is refused to an account of that role, whose own unit is `own`.
std::optional<Refusal> against_filing_for(Role role, const FilingUnit& own,
                                          const FilingUnit& stated);

}  // namespace qidi::domain
