// The same rows in memory and in SQLite give the same dump, lists and counts: what is written once
// in C++ and once in SQL must say one thing. rulings 3, 22.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::LedgerQuery;

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

/// Rows with every state, and lights, holders and months drawn from a few, so that they collide.
domain::CaseRows drawn_rows(const std::string& id, std::mt19937& random) {
  using namespace domain;
  const auto draw = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  const auto some_day = [&] { return make_day(2022, 8, 1) + std::chrono::days{draw(120)}; };
  CaseRows rows;
  rows.facts.case_id = id;
  rows.facts.external_id = draw(3) == 0 ? "" : "外" + std::to_string(draw(200));
  rows.facts.matter = draw(2) == 0 ? "m1" : "m2";
  rows.facts.list =
      std::array{"pending", "not_started", "made_up"}[static_cast<std::size_t>(draw(3))];
  rows.facts.received = some_day();
  if (draw(2) == 0) rows.facts.next_settle_day = some_day();
  auto from = rows.facts.received;
  const int stretches = 1 + draw(4);
  for (int i = 0; i < stretches; ++i) {
    Standing s;
    s.from = from;
    s.to = i + 1 == stretches ? end_of_days : from + std::chrono::days{1 + draw(30)};
    from = s.to;
    s.state = static_cast<CaseState>(draw(case_state_count));
    s.holder = {draw(2) == 0 ? "150100" : "150202", draw(2) == 0 ? "住建局" : "水利局"};
    if (draw(3) != 0) s.due = some_day();
    if (draw(2) == 0) s.yellow_from = some_day();
    if (draw(2) == 0 && !is_final(s.state)) s.red_from = some_day();
    if (draw(4) == 0) s.law_red_from = some_day();
    rows.standings.push_back(s);
    rows.movements.push_back({s.from, static_cast<MovementKind>(draw(8)),
                              static_cast<MovementMemo>(draw(10)), s.holder, draw(2) == 0,
                              draw(2) == 0});
  }
  return rows;
}

TEST_F(BothStores, AgreeOnRowsDrawnAtRandomInEveryState) {
  const unsigned seed = 20220927;
  std::mt19937 random(seed);
  for (int number = 0; number < 400; ++number) {
    const auto rows = drawn_rows("r" + std::to_string(number % 350), random);
    ASSERT_TRUE(memory_.rows().put(rows));
    ASSERT_TRUE(sqlite_->rows().put(rows));
  }
  EXPECT_EQ(dumped(memory_), dumped(*sqlite_)) << seed;
  for (int day = -5; day < 170; day += 5) {
    LedgerQuery query;
    query.as_of = domain::make_day(2022, 8, 1) + std::chrono::days{day};
    for (int list = 0; list < 5; ++list) {
      query.list = static_cast<LedgerQuery::List>(list);
      for (int light = -1; light <= 5; ++light) {
        query.light.reset();
        if (light >= 0) query.light = static_cast<LedgerQuery::LightIs>(light);
        EXPECT_EQ(listed(memory_, query), listed(*sqlite_, query))
            << day << " list " << list << " light " << light;
      }
    }
    EXPECT_EQ(*memory_.view().open_cases(query.as_of), *sqlite_->view().open_cases(query.as_of));
  }
  for (unsigned month = 7; month <= 12; ++month) {
    EXPECT_EQ(counted(memory_, {2022, month}), counted(*sqlite_, {2022, month})) << month;
  }
}

TEST_F(BothStores, StopAListWhenTheReaderHasEnough) {
  for (auto* store : {static_cast<office::Store*>(&memory_), sqlite_.get()}) {
    LedgerQuery query;
    query.as_of = domain::make_day(2022, 9, 1);
    query.list = LedgerQuery::List::all;
    int seen = 0;
    ASSERT_TRUE(store->view().each_line(query, [&](const auto&) { return ++seen < 3; }));
    EXPECT_EQ(seen, 3);
    ASSERT_TRUE(store->view().each_line(query, [&](const auto&) { return ++seen < 5; }));
    EXPECT_EQ(seen, 5);
  }
}

}  // namespace
}  // namespace qidi::tests
