// A case's derived rows to and from columns. Private to the SQLite store.
#pragma once

#include "store/sqlite/connection.h"

namespace qidi::store {

/// The columns of facts_*.sql from `column` on.
domain::CaseFacts facts_from(const Statement& row, int column);
inline constexpr int facts_columns = 23;
/// The columns of a standing from `column` on.
domain::Standing standing_from(const Statement& row, int column);

/// The columns of day_flow_*.sql.
office::DayFlow day_flow_from(const Statement& row);

/// The number of a case in this database, 0 when it has none.
Result<std::int64_t, office::Fault> case_no_of(Connection& db, const std::string& case_id);

/// Replaces all rows of a case, or adds one (number 0); says its number. `keys_stand`: the indexed
/// texts are those that are there, so that their indexes need not be touched.
Result<std::int64_t, office::Fault> put_rows(Connection& db, std::int64_t case_no,
                                             const domain::CaseRows& rows, std::int64_t changed,
                                             bool keys_stand);
Result<std::optional<domain::CaseFacts>, office::Fault> facts_of_case(Connection& db,
                                                                      std::int64_t case_no);
/// All but the segments: what flows are made of.
Result<std::optional<domain::CaseRows>, office::Fault> rows_that_count(Connection& db,
                                                                       std::int64_t case_no);
Result<std::optional<domain::CaseRows>, office::Fault> rows_of_case(Connection& db,
                                                                    std::int64_t case_no);

}  // namespace qidi::store
