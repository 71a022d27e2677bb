// Dates written as text: 2022-08-31, 2022.8.31, 2022/8/31, 2022年8月31日, 20220831, 15-Feb-11,
// date-times, weekdays and times behind the day. Used by cell_value.cpp only.
#pragma once

#include <optional>
#include <string>

#include "domain/result.h"
#include "domain/time/day.h"
#include "sheets/cell_value.h"

namespace qidi::sheets {

/// Reads a day from a text that is not empty.
Result<std::optional<domain::Day>, CellProblem> day_of_text(const std::string& text);

/// The day itself when its year can be a ledger's (1980 to 2099), else the problem.
Result<std::optional<domain::Day>, CellProblem> plausible(domain::Day day);

}  // namespace qidi::sheets
