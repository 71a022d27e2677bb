// Days and numbers of days read from cells in every shape that departments' sheets use.
// A day is taken only when it can be read in one way; what is impossible or open to two readings
// is told, never guessed. Clause N1.
#pragma once

#include <optional>
#include <string>

#include "domain/result.h"
#include "domain/time/day.h"
#include "sheets/raw_row.h"

namespace qidi::sheets {

/// What is wrong with a cell's value and how to mend it, in Chinese.
struct CellProblem {
  std::string problem;
  std::string mend;
};

/// The day in a cell; nothing when the cell is empty or holds a stand-in such as 无, - or NULL.
/// A date-time keeps the civil day as printed, whatever its offset. Numbers from 20000 to 80000
/// are serials of the 1900 system, eight digits are YYYYMMDD.
Result<std::optional<domain::Day>, CellProblem> day_in(const RawCell& cell);

/// The number of days in a cell: "20", "２０日", "20个工作日", "二十个工作日", 即办 (0).
Result<std::optional<int>, CellProblem> days_in(const RawCell& cell);

/// Chinese numerals in a text made digits: 二〇二二年八月三十一日 becomes 2022年8月31日.
std::string with_digits(const std::string& text);

}  // namespace qidi::sheets
