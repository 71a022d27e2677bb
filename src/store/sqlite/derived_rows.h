// A case's derived rows to and from columns. Private to the SQLite store.
#pragma once

#include "store/sqlite/connection.h"

namespace qidi::store {

/// The columns of facts_*.sql from `column` on.
domain::CaseFacts facts_from(const Statement& row, int column);
inline constexpr int facts_columns = 23;
/// The columns of a standing from `column` on.
domain::Standing standing_from(const Statement& row, int column);

/// Replaces all rows of a case.
Result<void, office::Fault> put_rows(Connection& db, const domain::CaseRows& rows);
Result<std::optional<domain::CaseRows>, office::Fault> rows_of_case(Connection& db,
                                                                    const std::string& case_id);

}  // namespace qidi::store
