// The one file that joins SQL: a ledger's query from literal named parts in src/store/sql, by what
// is asked; values are always bound (rulings 22).
#pragma once

#include <string>

#include "office/ports.h"

namespace qidi::store {

/// The text for this combination of filters; the same combination gives the same text.
std::string ledger_sql(const office::LedgerQuery& query);

}  // namespace qidi::store
