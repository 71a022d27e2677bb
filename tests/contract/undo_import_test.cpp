// An import undone through the office, in memory and in SQLite: lists, counts and a month's
// circular as before it, the earlier knowledge of it still there, rows rebuilt the same
// (docs/decisions/0008).
#include "office/undo_import.h"

#include <gtest/gtest.h>

#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/answer_query.h"
#include "office/rebuild.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

constexpr domain::Month august{2022, 8};

class ManualClock : public office::Clock {
 public:
  domain::Instant now() override { return now_; }
  void move_to(const char* day) { now_ = domain::start_of(*domain::parse_day(day)); }

 private:
  domain::Instant now_ = domain::start_of(domain::make_day(2022, 9, 1));
};

class UndoneImport : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "sqlite") {
      auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
      ASSERT_TRUE(opened);
      store_ = std::move(*opened);
    } else {
      store_ = std::make_unique<store::MemoryStore>();
    }
    auto rules = office::open_rule_book(store_->log(), {law::calendar_years(), law::catalogue()},
                                        clock_.now());
    ASSERT_TRUE(rules);
    rules_.emplace(std::move(*rules));
  }

  static office::LedgerEntry entry(int row, const char* received, const char* officer) {
    office::LedgerEntry made;
    made.sheet = "表1";
    made.row = row;
    made.case_id = "A-" + std::to_string(row);
    made.project_name = "项目" + std::to_string(row);
    made.department = "住建局";
    made.officer = officer;
    made.received = domain::parse_day(received);
    made.due = domain::make_day(2022, 8, 20);
    return made;
  }

  record::ImportSummary import(const std::string& id, const std::vector<office::LedgerEntry>& rows,
                               bool update = false) {
    office::LedgerImport::Options options;
    options.file_hash = id;
    options.update = update;
    options.command_prefix = "import-" + id + "/";
    office::LedgerImport import(store_->log(), *rules_, clock_, regions_, options,
                                [](const office::RowProblem&) {});
    for (const auto& row : rows) EXPECT_TRUE(import.take(row));
    auto counts = import.finish({"表1", std::string(64, 'a'), {}, {}, 0, 0});
    EXPECT_TRUE(counts);
    return *counts;
  }

  struct Undone {
    int taken_back = 0, kept = 0, nothing_left = 0;
    bool operator==(const Undone&) const = default;
  };
  Undone undo(const std::string& id) {
    Undone undone;
    const office::UndoOrder order{id, "import-" + id + "/", "表选错了"};
    const auto cases = office::cases_of_import(store_->reader(), order.command_prefix);
    EXPECT_TRUE(cases);
    for (const auto& case_id : *cases) {
      const auto row = office::undo_row(store_->log(), *rules_, clock_, order, case_id);
      EXPECT_TRUE(row);
      if (row->outcome == office::RowUndoing::taken_back) ++undone.taken_back;
      if (row->outcome == office::RowUndoing::kept) ++undone.kept;
      if (row->outcome == office::RowUndoing::nothing_left) ++undone.nothing_left;
    }
    EXPECT_TRUE(store_->log().sync());
    return undone;
  }

  static domain::CircularCounts circular(office::Store& store) {
    const auto made = office::circular_of(store.view(), august);
    EXPECT_TRUE(made);
    return made->total;
  }
  long long count(office::LedgerQuery::List list) {
    EXPECT_TRUE(store_->view().renew());
    office::LedgerPageQuery query;
    query.as_of = domain::make_day(2022, 9, 1);
    query.list = list;
    const auto counted = store_->view().count(query);
    EXPECT_TRUE(counted);
    const auto page = store_->view().page(query);
    EXPECT_TRUE(page);
    EXPECT_EQ(static_cast<long long>(page->lines.size()), *counted);
    return *counted;
  }
  long long pending_by_flows() {
    long long pending = 0;
    const auto flows = store_->view().day_flows(domain::make_day(2022, 9, 1), "");
    EXPECT_TRUE(flows);
    for (const auto& flow : *flows) pending += flow.pending;
    return pending;
  }
  static std::string dumped(office::Store& store) {
    std::string text;
    EXPECT_TRUE(store.rows().dump([&](const std::string& line) { text += line + "\n"; }));
    return text;
  }
  std::unique_ptr<office::Store> derived(const office::KnownBy& known_by) {
    auto fresh = std::make_unique<store::MemoryStore>();
    EXPECT_TRUE(office::derive_rows(store_->reader(), known_by, [&](const domain::CaseRows& rows) {
      return fresh->rows().put(rows);
    }));
    return fresh;
  }

  Folder folder_;
  std::unique_ptr<office::Store> store_;
  ManualClock clock_;
  std::optional<office::RuleBook> rules_;
  office::Regions regions_{{}};
};

using List = office::LedgerQuery::List;

TEST_P(UndoneImport, ListsCountsAndTheCircularAreAsBeforeIt) {
  import("kept", {entry(1, "2022-08-01", "张三")});
  const auto before = circular(*store_);
  clock_.move_to("2022-09-05");
  EXPECT_EQ(import("wrong", {entry(2, "2022-08-02", "张三"), entry(3, "2022-07-02", "")}).adopted,
            2);
  const auto published = circular(*store_);
  EXPECT_NE(published, before);
  EXPECT_EQ(count(List::all), 3);
  EXPECT_EQ(pending_by_flows(), 3);
  clock_.move_to("2022-09-10");
  EXPECT_EQ(undo("wrong"), (Undone{2, 0, 0}));
  EXPECT_EQ(circular(*store_), before);
  EXPECT_EQ(count(List::all), 1);
  EXPECT_EQ(count(List::overdue), 1);
  EXPECT_EQ(pending_by_flows(), 1);
  const auto then = derived({domain::start_of(domain::make_day(2022, 9, 6)), std::nullopt});
  EXPECT_EQ(circular(*then), published) << "what was published can still be told";
  EXPECT_EQ(dumped(*derived({})), dumped(*store_)) << "rebuilding gives the same rows";
  EXPECT_EQ(undo("wrong"), (Undone{0, 0, 2})) << "again is harmless";
}

TEST_P(UndoneImport, WhatWasWorkedOnSinceIsKeptAndAnUpdateIsTakenBack) {
  import("first", {entry(1, "2022-08-01", "张三"), entry(2, "2022-08-01", "张三")});
  import("second", {entry(1, "2022-08-01", "李四"), entry(3, "2022-08-01", "李四")}, true);
  EXPECT_EQ(undo("first"), (Undone{1, 1, 0})) << "the first row has been updated since";
  EXPECT_EQ(undo("second"), (Undone{2, 0, 0}));
  EXPECT_EQ(undo("first"), (Undone{1, 0, 1}));
  EXPECT_EQ(count(List::all), 0);
  EXPECT_EQ(
      import("first", {entry(1, "2022-08-01", "张三"), entry(2, "2022-08-01", "张三")}).adopted, 2)
      << "the same file again is a new adoption";
  EXPECT_EQ(count(List::all), 2);
}

INSTANTIATE_TEST_SUITE_P(Stores, UndoneImport, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return std::string(store.param); });

}  // namespace
}  // namespace qidi::tests
