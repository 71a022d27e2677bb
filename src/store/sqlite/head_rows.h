// Ratings and the tasks of heads to and from columns, and the values kept beside the record.
// Private to the SQLite store.
#pragma once

#include "store/sqlite/connection.h"

namespace qidi::store {

/// Takes away a case's ratings and tasks, and writes those of its rows.
Result<void, office::Fault> replace_head_rows(Connection& db, std::int64_t case_no,
                                              const domain::CaseRows& rows);
/// Reads them into the case's rows.
Result<void, office::Fault> read_head_rows(Connection& db, std::int64_t case_no,
                                           domain::CaseRows& rows);
Result<std::vector<office::HeadTaskLine>, office::Fault> tasks_waiting(
    Connection& db, const office::HeadTaskQuery& query, int most);
Result<long long, office::Fault> tasks_counted(Connection& db, const office::HeadTaskQuery& query);
Result<std::vector<office::RatingCount>, office::Fault> ratings_counted(
    Connection& db, const std::string& region_prefix, domain::Day first, domain::Day last);

Result<void, office::Fault> put_sealed(Connection& db, const std::string& stream,
                                       const office::SealedValue& value);
Result<std::vector<office::SealedValue>, office::Fault> sealed_values(Connection& db,
                                                                      const std::string& stream);

}  // namespace qidi::store
