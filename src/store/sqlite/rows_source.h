// A connection's rows as the shared columns read them. Private to the SQLite store.
#pragma once

#include "store/columns/shared_ledger.h"
#include "store/sqlite/connection.h"

namespace qidi::store {

class SqliteRows : public RowsSource {
 public:
  /// `may_renew`: a reader outside any transaction of its own making.
  SqliteRows(Connection& db, bool may_renew) : db_(db), may_renew_(may_renew) {}

  Result<RowsVersion, office::Fault> version() override;
  Result<bool, office::Fault> newer() override;
  Result<std::optional<domain::Day>, office::Fault> last_day() override;
  Result<void, office::Fault> load(domain::Day first, domain::Day last,
                                   LedgerColumns& columns) override;
  Result<void, office::Fault> update(domain::Day first, domain::Day last, const RowsVersion& after,
                                     LedgerColumns& columns) override;

 private:
  Result<void, office::Fault> add_rows(Statement& rows, domain::Day first, domain::Day last,
                                       LedgerColumns& columns);
  Connection& db_;
  bool may_renew_;
};

}  // namespace qidi::store
