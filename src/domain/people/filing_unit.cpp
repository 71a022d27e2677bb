// See filing_unit.h.
#include "domain/people/filing_unit.h"

#include "domain/projects/project_code.h"

namespace qidi::domain {

std::optional<Refusal> against_filing_for(Role role, const FilingUnit& own,
                                          const FilingUnit& stated) {
  if (role == Role::project_unit) {
    // A receipt is addressed to the name and proves, by its number, that it was given.
    if (stated.code != own.code) {
      return refuse(RefusalCode::not_permitted, "unit_code", "须与本账号的统一社会信用代码一致");
    }
    if (stated.name != own.name) {
      return refuse(RefusalCode::not_permitted, "unit_name", "须与本账号的单位名称一致");
    }
    return std::nullopt;
  }
  if (!stated.code.empty() && !is_credit_code(stated.code)) {
    return refuse(RefusalCode::credit_code_invalid, "unit_code");
  }
  return std::nullopt;
}

}  // namespace qidi::domain
