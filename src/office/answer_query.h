// Questions: a ledger's rows on a day with light and days left, and a month's circular. Reads only;
// the clock's day is an argument. Clauses N1, N10, N11; domain.md 5, 7; rulings 2, 3.
#pragma once

#include <functional>
#include <string>

#include "domain/supervision/circular.h"
#include "domain/time/light.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// One row as it is shown.
struct LedgerRow {
  const LedgerLine& line;
  domain::Light light{};
  std::optional<int> days_left;  ///< negative when over; none without a due day or once ended
};

/// The rows of a ledger in order of due day. `each` returns false to stop.
Result<void, Fault> ledger_rows(LedgerView& view, const RuleBook& rules, const LedgerQuery& query,
                                const std::function<bool(const LedgerRow&)>& each);

/// Light of a line on the day asked.
LedgerRow row_of(const LedgerLine& line, const RuleBook& rules, domain::Day as_of);

/// A month's circular: rows by organ and matter, the organs in order of rank, the total.
struct Circular {
  domain::Month month;
  domain::CircularCounts total;
  std::vector<domain::CircularRow> rows;
  std::vector<domain::Ranked> ranking;
};
Result<Circular, Fault> circular_of(LedgerView& view, domain::Month month);

}  // namespace qidi::office
