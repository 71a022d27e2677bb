// No question of a page, a list or a look-up reads a whole table: SQLite says how it would go about
// each statement. Bulk readings, which must, are named. rulings 22.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "contract/made_events.h"
#include "domain/embedded_file.h"
#include "store/sqlite/ledger_sql.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::LedgerQuery;

class QueryPlan : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(store::SqliteStore::open_for_writing(folder_.path, ""));
    ASSERT_EQ(sqlite3_open((folder_.path + "/qidi.sqlite").c_str(), &db_), SQLITE_OK);
  }
  void TearDown() override { sqlite3_close(db_); }

  std::vector<std::string> plan(const std::string& text) {
    std::vector<std::string> steps;
    sqlite3_stmt* statement = nullptr;
    const auto asked = "EXPLAIN QUERY PLAN " + text;
    if (sqlite3_prepare_v2(db_, asked.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      ADD_FAILURE() << text << ": " << sqlite3_errmsg(db_);
      return steps;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
      steps.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 3)));
    }
    sqlite3_finalize(statement);
    return steps;
  }
  /// The first step that reads a whole table of cases; a range of an index is no scan.
  std::string scan_in(const std::string& text) {
    for (const auto& step : plan(text)) {
      if (step.starts_with("SCAN ") && !step.starts_with("SCAN case_gram VIRTUAL") &&
          !step.starts_with("SCAN CONSTANT")) {
        return step;
      }
    }
    return "";
  }
  Folder folder_;
  sqlite3* db_ = nullptr;
};

// The list of opinions read all that were ever asked, of everybody, and kept one's own.
TEST_F(QueryPlan, OfOpinionsGoesByTheOrganOrByTheDayAndNeverThroughAll) {
  const auto steps_of = [&](std::string_view name) {
    std::string all;
    for (const auto& step : plan(std::string(store::sql(name)))) all += step + "\n";
    return all;
  };
  const auto own = steps_of("opinions_of_department");
  EXPECT_NE(own.find("SEARCH opinion USING COVERING INDEX opinion_by_asked"), std::string::npos)
      << own;
  EXPECT_NE(own.find("SEARCH opinion USING COVERING INDEX opinion_by_from"), std::string::npos)
      << own;
  EXPECT_EQ(own.find("SCAN opinion"), std::string::npos) << own;
  const auto due = steps_of("opinions_to_remind");
  EXPECT_NE(due.find("INDEX opinion_waiting (due>?)"), std::string::npos) << due;
}

// The first of an organ's tasks were found by reading all of them and sorting.
TEST_F(QueryPlan, OfTasksGoesByTheIndexInItsOrder) {
  const std::string whole = "head_task_waiting (region=? AND department=? AND kind=? AND since<?)";
  for (const auto* name : {"head_tasks_of_organ", "head_task_count"}) {
    std::string all;
    for (const auto& step : plan(std::string(store::sql(name)))) all += step + "\n";
    EXPECT_NE(all.find(whole), std::string::npos) << all;
    EXPECT_EQ(all.find("TEMP B-TREE"), std::string::npos) << all;
  }
}

TEST_F(QueryPlan, OfEveryListGoesByAnIndexSaveTheWholeLedger) {
  std::set<std::string> texts;
  int scans = 0;
  for (int list = 0; list < 5; ++list) {
    for (int mask = 0; mask < 8; ++mask) {
      for (int light = -1; light < 6; ++light) {
        LedgerQuery query;
        query.list = static_cast<LedgerQuery::List>(list);
        if ((mask & 1) != 0) query.region_prefix = "1501";
        if ((mask & 2) != 0) query.department = "住建局";
        if ((mask & 4) != 0) query.matter = "m1";
        if (light >= 0) query.light = static_cast<LedgerQuery::LightIs>(light);
        const auto text = store::ledger_sql(query);
        texts.insert(text);
        const auto scan = scan_in(text);
        if (query.list == LedgerQuery::List::all && !scan.empty()) {
          // Written out whole; it is not what a page asks.
          ++scans;
          continue;
        }
        EXPECT_EQ(scan, "") << text;
      }
    }
  }
  EXPECT_EQ(texts.size(), 280U) << "one text for each combination";
  EXPECT_LE(scans, 56);
}

TEST_F(QueryPlan, OfEveryOtherStatementGoesByAKeySaveTheBulkReadings) {
  // Whole tables by their nature: rebuilding, exports, monthly sums, the columns' first loading.
  const std::set<std::string> bulk{
      "columns_window", "count_last_day", "count_movements", "count_red_in_month", "day_flow_all",
      "day_flow_sums", "events_by_stream", "events_in_log_order", "facts_all", "facts_in_order",
      "gram_all", "last_recorded", "leaf_count", "leaves", "nodes", "table_count", "last_change",
      "facts_number_changes", "open_cases", "sessions_all",
      // A handful of rows, or what an index has already narrowed.
      "delivery_counts", "delivery_failing", "notice_choices", "notice_page", "notice_unread",
      "opinions_of_department", "opinions_of_region", "webhooks_all"};
  std::set<std::string> scanning;
  for (const auto& file : embedded::sql_files()) {
    const std::string name(file.name.substr(0, file.name.size() - 4));
    const std::string text(file.bytes);
    if (name.starts_with("V0") || name.starts_with("ledger_") || text.starts_with("DELETE") ||
        name.starts_with("act_")) {
      continue;
    }
    const auto scan = scan_in(text);
    if (!scan.empty() && !bulk.contains(name)) {
      ADD_FAILURE() << name << ": " << scan;
    }
  }
}

TEST_F(QueryPlan, OfTheNewestChangeReadsOneEntryOfAnIndex) {
  // "SCAN case_facts USING COVERING INDEX" with max() alone is a step to the index's end.
  const auto steps = plan(std::string(store::sql("last_change")));
  ASSERT_FALSE(steps.empty());
  EXPECT_NE(steps.back().find("case_by_change"), std::string::npos) << steps.back();
}

}  // namespace
}  // namespace qidi::tests
