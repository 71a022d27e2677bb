// Pages, counts and search: for now by way of memory.
#include "store/memory/memory_store.h"
#include "store/sqlite/derived_rows.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

namespace {

Result<std::unique_ptr<MemoryStore>, office::Fault> in_memory(Connection& db) {
  auto store = std::make_unique<MemoryStore>();
  std::vector<std::string> ids;
  {
    QIDI_TRY(all, db.prepare("facts_in_order"));
    while (true) {
      QIDI_TRY(more, all.step());
      if (!more) break;
      ids.push_back(all.text(0));
    }
  }
  for (const auto& id : ids) {
    QIDI_TRY(rows, rows_of_case(db, id));
    if (rows) QIDI_CHECK(static_cast<office::Store&>(*store).rows().put(*rows));
  }
  return store;
}

}  // namespace

Result<office::LedgerPage, office::Fault> SqliteStore::page(const office::LedgerPageQuery& query) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().page(query);
}

Result<long long, office::Fault> SqliteStore::count(const office::LedgerPageQuery& query) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().count(query);
}

Result<std::vector<office::ValueCount>, office::Fault> SqliteStore::values(
    const office::LedgerPageQuery& query, office::LedgerField field) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().values(query, field);
}

Result<std::vector<office::DayCount>, office::Fault> SqliteStore::count_day(
    domain::Day as_of, const std::string& region_prefix) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().count_day(as_of, region_prefix);
}

Result<std::vector<office::DayFlow>, office::Fault> SqliteStore::day_flows(
    domain::Day last, const std::string& region_prefix) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().day_flows(last, region_prefix);
}

Result<std::vector<std::string>, office::Fault> SqliteStore::find_cases(const std::string& text) {
  QIDI_TRY(store, in_memory(*db_));
  return static_cast<office::Store&>(*store).view().find_cases(text);
}

Result<void, office::Fault> SqliteStore::renew() {
  if (lock_ != nullptr) return {};
  return db_->execute("COMMIT; BEGIN");
}

}  // namespace qidi::store
