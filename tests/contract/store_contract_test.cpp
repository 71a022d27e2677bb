// One contract for every store: what memory does, SQLite does, to the byte of the derived rows.
#include <gtest/gtest.h>

#include <map>

#include "cites.h"
#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::FaultKind;
using office::LedgerQuery;

class StoreContract : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { store_ = open(); }
  std::unique_ptr<office::Store> open() {
    if (GetParam() == "memory") return std::make_unique<store::MemoryStore>();
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  Result<std::uint64_t, office::Fault> commit(
      std::vector<office::StreamAppend> appends,
      std::optional<office::CommandRecord> command = std::nullopt) {
    return store_->log().commit(appends, command);
  }
  Folder folder_;
  std::unique_ptr<office::Store> store_;
  Chains chains_;
};

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return store.param; });

TEST_P(StoreContract, KeepsWhatItWasGivenInOrder) {
  cites("notice-4.3.1@606b");
  for (const auto* stream : {"case/b", "case/a", "case/b", "system", "case/a"}) {
    ASSERT_TRUE(commit({chains_.next(stream, R"({"x":"值"})")}));
  }
  ASSERT_TRUE(store_->log().sync());
  const auto events = store_->log().load("case/b");
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ((*events)[1].envelope,
            made_event("case/b", 2, (*events)[0].hash, R"({"x":"值"})").envelope);
  std::vector<std::string> order;
  ASSERT_TRUE(store_->reader().each_in_log_order([&](const auto& event) {
    EXPECT_EQ(event.global_index, order.size());
    order.push_back(event.envelope.stream);
    return Result<void, office::Fault>{};
  }));
  EXPECT_EQ(order, (std::vector<std::string>{"case/b", "case/a", "case/b", "system", "case/a"}));
  order.clear();
  ASSERT_TRUE(store_->reader().each_by_stream([&](const auto& event) {
    order.push_back(event.envelope.stream + std::to_string(event.envelope.sequence));
    return Result<void, office::Fault>{};
  }));
  EXPECT_EQ(order,
            (std::vector<std::string>{"case/a1", "case/a2", "case/b1", "case/b2", "system1"}));
  EXPECT_EQ(*store_->reader().log_size(), 5U);
}

TEST_P(StoreContract, RefusesAStaleVersionAndLeavesTheBatchUnharmed) {
  ASSERT_TRUE(commit({chains_.next("case/a")}));
  office::StreamAppend stale;
  stale.stream = "case/a";
  stale.expected_version = 0;
  stale.events.push_back(made_event("case/a", 1, {}));
  const auto refused = commit({stale});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::conflict);
  ASSERT_TRUE(commit({chains_.next("case/b")}));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_EQ(store_->log().load("case/a")->size(), 1U);
  EXPECT_EQ(store_->log().load("case/b")->size(), 1U);
  EXPECT_EQ(*store_->reader().log_size(), 2U);
}

TEST_P(StoreContract, CommitsSeveralStreamsAllOrNothing) {
  ASSERT_TRUE(commit({chains_.next("case/a"), chains_.next("case/b")}));
  office::StreamAppend stale;
  stale.stream = "case/a";
  stale.expected_version = 7;
  stale.events.push_back(made_event("case/a", 8, {}));
  Chains others;
  EXPECT_FALSE(commit({others.next("case/c"), stale}));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_TRUE(store_->log().load("case/c")->empty());
  EXPECT_EQ(*store_->reader().log_size(), 2U);
}

TEST_P(StoreContract, AnswersACommandOnce) {
  const office::CommandRecord command{"k1", record::sm3("content"), R"({"ok":1})"};
  ASSERT_TRUE(commit({chains_.next("case/a")}, command));
  const auto found = store_->log().find_command("k1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->content, command.content);
  EXPECT_EQ((*found)->receipt, command.receipt);
  EXPECT_FALSE(*store_->log().find_command("k2"));
  Chains others;
  EXPECT_FALSE(commit({others.next("case/b")}, command)) << "an id was used twice";
  EXPECT_TRUE(store_->log().load("case/b")->empty());
}

TEST_P(StoreContract, FindsACaseByItsOwnIdOrTheSheets) {
  auto append = chains_.next("case/c1");
  append.rows = made_rows("c1", 1);
  ASSERT_TRUE(commit({append}));
  EXPECT_EQ(*store_->log().find_case("c1"), "c1");
  EXPECT_EQ(*store_->log().find_case("外1"), "c1");
  EXPECT_FALSE(*store_->log().find_case("外2"));
  EXPECT_FALSE(*store_->log().find_case(""));
}

TEST_P(StoreContract, ReplacesACasesRowsWhole) {
  for (const int number : {1, 4, 2}) {
    auto append = chains_.next("case/c1");
    append.rows = made_rows("c1", number);
    ASSERT_TRUE(commit({append}));
  }
  ASSERT_TRUE(store_->log().sync());
  const auto rows = store_->view().case_rows("c1");
  ASSERT_TRUE(rows && *rows);
  EXPECT_EQ(**rows, made_rows("c1", 2));
}

TEST_P(StoreContract, KnowsTheLastRecordedInstant) {
  EXPECT_FALSE(*store_->log().last_recorded());
  ASSERT_TRUE(commit({chains_.next("case/a")}));
  EXPECT_EQ(**store_->log().last_recorded(), domain::Instant{std::chrono::seconds{1664244000}});
}

/// Both stores filled alike, for the tests that compare them.
class BothStores : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened);
    sqlite_ = std::move(*opened);
    for (int number = 0; number < 300; ++number) {
      const auto id = "c" + std::to_string(number);
      auto append = chains_.next("case/" + id);
      append.rows = made_rows(id, number);
      ASSERT_TRUE(memory_.log().commit({&append, 1}, std::nullopt));
      ASSERT_TRUE(sqlite_->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE(sqlite_->log().sync());
  }
  Folder folder_;
  store::MemoryStore memory_;
  std::unique_ptr<office::Store> sqlite_;
  Chains chains_;
};

std::string dumped(office::Store& store) {
  std::string text;
  EXPECT_TRUE(store.rows().dump([&](const std::string& line) { text += line + "\n"; }));
  return text;
}

TEST_F(BothStores, HoldTheSameDerivedRowsToTheByte) {
  EXPECT_EQ(dumped(memory_), dumped(*sqlite_));
  EXPECT_GT(dumped(memory_).size(), 10000U);
}

std::vector<std::string> listed(office::Store& store, const LedgerQuery& query) {
  std::vector<std::string> ids;
  EXPECT_TRUE(store.view().each_line(query, [&](const office::LedgerLine& line) {
    ids.push_back(line.facts.case_id);
    return true;
  }));
  return ids;
}

TEST_F(BothStores, AnswerEveryLedgerAlike) {
  std::size_t found = 0;
  for (int day = 0; day < 110; day += 7) {
    LedgerQuery query;
    query.as_of = domain::make_day(2022, 7, 25) + std::chrono::days{day};
    for (const auto list :
         {LedgerQuery::List::pending, LedgerQuery::List::overdue, LedgerQuery::List::not_started,
          LedgerQuery::List::made_up, LedgerQuery::List::all}) {
      query.list = list;
      for (const auto* region : {"", "15", "1501", "150202"}) {
        query.region_prefix = region;
        for (const auto* matter : {"", "energy_review"}) {
          query.matter = matter;
          query.department = day % 2 == 0 ? "" : "水利局";
          query.light.reset();
          for (int light = -1; light <= 5; ++light) {
            if (light >= 0) query.light = static_cast<LedgerQuery::LightIs>(light);
            const auto ids = listed(memory_, query);
            found += ids.size();
            EXPECT_EQ(ids, listed(*sqlite_, query));
          }
        }
      }
    }
  }
  EXPECT_GT(found, 10000U);
}

using Counted = std::map<std::string, std::vector<long long>>;

Counted counted(office::Store& store, domain::Month month) {
  Counted cells;
  const auto movements = store.view().count_movements(month.first(), month.last());
  for (const auto& m : *movements) {
    const auto key = m.organ.region + m.organ.department + m.matter + std::string(name_of(m.kind)) +
                     std::string(name_of(m.memo)) + (m.late ? "late" : "") +
                     (m.offline ? "offline" : "");
    cells[key] = {m.before, m.within};
  }
  const auto standings = store.view().count_standings(month.first(), month.last());
  for (const auto& s : *standings) {
    auto& cell = cells[s.organ.region + s.organ.department + s.matter];
    cell.resize(5);
    cell[0] += s.overdue;
    cell[1] += s.days_over;
    cell[2] += s.issue_overdue;
    cell[3] += s.waiting;
    cell[4] += s.red_in_month;
  }
  return cells;
}

TEST_F(BothStores, CountMonthsAlike) {
  for (unsigned month = 7; month <= 12; ++month) {
    const auto cells = counted(memory_, {2022, month});
    EXPECT_EQ(cells, counted(*sqlite_, {2022, month})) << month;
    EXPECT_EQ(*memory_.view().cases_to_settle(domain::make_day(2022, month, 1)),
              *sqlite_->view().cases_to_settle(domain::make_day(2022, month, 1)));
    EXPECT_EQ(*memory_.view().open_cases(domain::make_day(2022, month, 1)),
              *sqlite_->view().open_cases(domain::make_day(2022, month, 1)));
  }
  EXPECT_GT(counted(memory_, {2022, 9}).size(), 12U);
}

}  // namespace
}  // namespace qidi::tests
