// Writes a case's derived rows and all that follows from them in this database: sums of flows,
// grams for search, the number of the change. Same transaction, same rollback.
#pragma once

#include <vector>

#include "store/day_flow.h"
#include "store/sqlite/connection.h"

namespace qidi::store {

/// Not thread-safe; inside the caller's transaction.
class RowsWriter {
 public:
  explicit RowsWriter(Connection& db) : db_(db) {}

  /// Finds where the numbers of changes stand.
  Result<void, office::Fault> open();
  /// Replaces all rows of a case.
  Result<void, office::Fault> put(const domain::CaseRows& rows);
  Result<void, office::Fault> clear();
  /// Indexes the texts put since the last time: before each commit, and before this connection
  /// searches. Once a batch, because the index writes a segment at every savepoint.
  Result<void, office::Fault> index_texts();
  /// Flows, grams and numbers for rows of an older schema.
  Result<void, office::Fault> fill();

 private:
  Result<void, office::Fault> add(const DayFlows& flows);
  Result<void, office::Fault> index_text(std::int64_t case_no);

  Connection& db_;
  std::int64_t changed_ = 0;  ///< never goes back while open, so that a rollback is noticed
  std::int64_t epoch_ = 0;    ///< counts clearings, for the same reason
  std::vector<std::int64_t> unindexed_;
};

}  // namespace qidi::store
