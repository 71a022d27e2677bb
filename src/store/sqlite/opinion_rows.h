// Opinions asked between organs to and from columns, and the two questions that have an index of
// their own: whose, and of which a reminder is due. Private to the SQLite store.
#pragma once

#include "store/sqlite/connection.h"

namespace qidi::store {

/// Takes away a case's opinions, and writes those of its rows.
Result<void, office::Fault> replace_opinion_rows(Connection& db, std::int64_t case_no,
                                                 const domain::CaseRows& rows);
/// Reads them into the case's rows.
Result<void, office::Fault> read_opinion_rows(Connection& db, std::int64_t case_no,
                                              domain::CaseRows& rows);
Result<std::vector<office::OpinionLine>, office::Fault> opinions_listed(
    Connection& db, const office::OpinionQuery& query);
Result<std::vector<std::string>, office::Fault> cases_of_due_opinions(
    Connection& db, std::optional<domain::Day> after, domain::Day today);

}  // namespace qidi::store
