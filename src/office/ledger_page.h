// A page of a ledger as it is shown, with light and days left; and the cursor as text between
// pages. Reads only. Clauses N1, N11; domain.md 5; interface.md, HTTP lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/reach.h"
#include "domain/time/light.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// One row, owned.
struct LedgerPageRow {
  LedgerLine line;
  domain::Light light{};
  std::optional<int> days_left;  ///< working days, negative when over; none without a due day
};

struct LedgerPageRows {
  std::vector<LedgerPageRow> rows;
  std::optional<std::string> next;  ///< the cursor's text; none: this was the last page
};

/// The page that `query` asks for.
Result<LedgerPageRows, Fault> ledger_page(LedgerView& view, const RuleBook& rules,
                                          const LedgerPageQuery& query);

/// Draws a list in to what lies within reach: of an asked region or department and the reach only
/// what is in both; what is in neither leaves nothing. A list goes by who holds a case on the day;
/// the page of a case alone is open to its earlier holders, too.
void narrow(LedgerQuery& query, const domain::Reach& reach);

/// A cursor as opaque text (URL-safe).
std::string to_text(const PageCursor& cursor);

/// A cursor that cannot be used: garbage, or of another order.
struct BadCursor {
  std::string message;  ///< Chinese
};
/// Reads a cursor handed back by a client who now asks for this order.
Result<PageCursor, BadCursor> cursor_from(std::string_view text, LedgerSort sort, bool descending);

/// "due", "received", …, "matter".
std::string_view name_of(LedgerSort sort);
std::optional<LedgerSort> ledger_sort_from(std::string_view name);

}  // namespace qidi::office
