// What the public may know of a case's progress: where it stands and what happened on which day, by
// kinds alone. Promises: no person's name, no telephone number, nothing that anybody wrote; what is
// the office's own affair (who was given the case, what was proposed) is left out.
// Clause N20; 通知四（三）1; docs/decisions/0019.
#pragma once

#include <string_view>
#include <vector>

#include "office/writs/case_writs.h"

namespace qidi::office {

struct ProgressStep {
  domain::Day day;
  std::string_view kind;  ///< as in the record: "returned_once"
  std::string_view word;  ///< Chinese
  bool operator==(const ProgressStep&) const = default;
};

/// The steps in order of their legal days as they hold now: a day that was corrected is the right
/// one, an acceptance by silence that a late paper took back is gone, and so is a row that an
/// import brought by mistake.
std::vector<ProgressStep> progress_steps(const CaseWrits& writs);

/// Whether an organ's and a unit's papers agree on whose case it is: the last four characters of
/// its credit code. Never for a case without one.
bool ends_credit_code(std::string_view unit_code, std::string_view ending);

}  // namespace qidi::office
