// The order of a ledger's pages, the same for every store: by what is asked, none last, then by the
// order in which the cases came.
#pragma once

#include "office/ports.h"

namespace qidi::store {

/// Where a line stands in the order that `query` asks for.
office::PageCursor place_of(const office::LedgerPageQuery& query, const office::LedgerLine& line,
                            std::int64_t case_no);

/// Whether `a` comes before `b`, both of one order.
bool comes_before(const office::PageCursor& a, const office::PageCursor& b);

/// The page size asked, within its bounds.
std::size_t page_size(const office::LedgerPageQuery& query);

}  // namespace qidi::store
