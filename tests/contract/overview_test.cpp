// The overview of a day agrees with the lists and the circulars counted another way. N10, N11.
#include "office/overview.h"

#include <gtest/gtest.h>

#include "cites.h"
#include "contract/drawn_rows.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/answer_query.h"
#include "office/demonstration/demonstration.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using domain::make_day;

office::Regions regions() {
  std::vector<office::Region> list;
  for (auto& d : law::divisions()) {
    list.push_back({d.code, d.name, d.level, d.parent, d.reporting_unit});
  }
  return office::Regions(std::move(list));
}

/// A few hundred demonstration projects, worked by the rules themselves.
class OverviewOfWork : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder;
    sqlite_ = std::move(*store::SqliteStore::open_for_writing(folder_->path, "")).release();
    memory_ = new store::MemoryStore;
    office::DemoOptions options;
    options.projects = 400;
    for (office::Store* store : stores()) {
      office::DemoClock clock;
      clock.move_to(office::demo_begins(options));
      const auto rules = office::open_rule_book(
          store->log(), {law::calendar_years(), law::catalogue()}, clock.now());
      ASSERT_TRUE(rules) << rules.error().message;
      const auto made = office::demonstrate(store->log(), *rules, regions(), clock, options,
                                            [](long long, long long) {});
      ASSERT_TRUE(made) << made.error().message;
      ASSERT_TRUE(store->log().sync());
    }
  }
  static void TearDownTestSuite() {
    delete sqlite_;
    delete memory_;
    delete folder_;
  }
  static std::vector<office::Store*> stores() { return {memory_, sqlite_}; }

  static inline Folder* folder_ = nullptr;
  static inline office::Store* sqlite_ = nullptr;
  static inline office::Store* memory_ = nullptr;
};

domain::CircularCounts counts_under(const office::Circular& circular, const std::string& prefix) {
  domain::CircularCounts counts;
  for (const auto& row : circular.rows) {
    if (row.organ.region.starts_with(prefix)) counts += row.counts;
  }
  return counts;
}

TEST_F(OverviewOfWork, GivesEachMonthTheFiguresOfItsCircular) {
  cites("notice-4.3.1@606b");
  long long finished = 0;
  for (auto* store : stores()) {
    for (const auto* prefix : {"", "15", "1501", "150724"}) {
      const auto overview =
          *office::overview_of(store->view(), regions(), make_day(2022, 10, 31), prefix);
      ASSERT_EQ(overview.months.size(), 12U);
      EXPECT_EQ(overview.months.back().last, make_day(2022, 10, 31));
      for (const auto& month : overview.months) {
        const std::chrono::year_month_day first{month.first};
        const auto circular = *office::circular_of(
            store->view(), {static_cast<int>(first.year()), static_cast<unsigned>(first.month())});
        const auto counts = counts_under(circular, prefix);
        EXPECT_EQ(month.received, counts.accepted) << domain::to_text(month.first) << prefix;
        EXPECT_EQ(month.finished, counts.finished) << domain::to_text(month.first) << prefix;
        EXPECT_EQ(month.finished_late, counts.finished_late)
            << domain::to_text(month.first) << prefix;
        EXPECT_EQ(month.closing, counts.closing) << domain::to_text(month.first) << prefix;
        EXPECT_EQ(month.overdue, counts.overdue) << domain::to_text(month.first) << prefix;
        finished += month.finished;
      }
    }
  }
  EXPECT_GT(finished, 500);
}

TEST_F(OverviewOfWork, CountsWhatTheListsHold) {
  for (auto* store : stores()) {
    for (int back = 0; back < 200; back += 19) {
      for (const auto* prefix : {"", "1501"}) {
        const auto day = make_day(2022, 10, 31) - std::chrono::days{back};
        const auto overview = *office::overview_of(store->view(), regions(), day, prefix);
        office::LedgerPageQuery query;
        query.as_of = day;
        query.region_prefix = prefix;
        EXPECT_EQ(overview.total.pending, *store->view().count(query));
        EXPECT_EQ(overview.days.back().closing, overview.total.pending);
        query.list = office::LedgerQuery::List::overdue;
        EXPECT_EQ(overview.total.overdue, *store->view().count(query));
        EXPECT_EQ(overview.days.back().overdue, overview.total.overdue);
        query.list = office::LedgerQuery::List::all;
        const auto lit = [&](office::LedgerQuery::LightIs light) {
          query.light = light;
          return *store->view().count(query);
        };
        using LightIs = office::LedgerQuery::LightIs;
        EXPECT_EQ(overview.total.green, lit(LightIs::green));
        EXPECT_EQ(overview.total.paused, lit(LightIs::paused));
        EXPECT_EQ(overview.total.yellow, lit(LightIs::yellow));
        EXPECT_EQ(overview.total.red + overview.total.red_by_law, lit(LightIs::red));
        EXPECT_EQ(overview.total.red_by_law, lit(LightIs::red_by_law));
        query.states = {domain::CaseState::waiting_for_unit};
        EXPECT_EQ(overview.total.none, lit(LightIs::none));
      }
    }
  }
}

TEST_F(OverviewOfWork, AddsUpThePartsToTheWhole) {
  const auto overview = *office::overview_of(sqlite_->view(), regions(), make_day(2022, 9, 30), "");
  const auto summed = [](const auto& parts) {
    office::LightCounts sum;
    for (const auto& part : parts) sum += part.counts;
    return sum;
  };
  ASSERT_GT(overview.total.pending, 50);
  EXPECT_EQ(summed(overview.by_reporting_unit), overview.total);
  EXPECT_EQ(summed(overview.by_region), overview.total);
  EXPECT_EQ(summed(overview.by_matter), overview.total);
  EXPECT_EQ(summed(overview.by_department), overview.total);
  EXPECT_LE(overview.by_reporting_unit.size(), 16U);
  EXPECT_GT(overview.by_region.size(), overview.by_reporting_unit.size());
}

TEST(Overview, IsTheSameFromBothStoresForRowsDrawnAtRandom) {
  std::mt19937 random{54};
  const Folder folder;
  store::MemoryStore memory;
  const auto sqlite = std::move(*store::SqliteStore::open_for_writing(folder.path, ""));
  for (int turn = 0; turn < 6; ++turn) {
    for (int number = 0; number < 100; ++number) {
      const auto rows = drawn_case("c" + std::to_string(random() % 300), random);
      ASSERT_TRUE(static_cast<office::Store&>(memory).rows().put(rows));
      ASSERT_TRUE(static_cast<office::Store&>(*sqlite).rows().put(rows));
    }
    auto& ours = static_cast<office::Store&>(*sqlite).view();
    auto& plain = memory.view();
    for (int back = 0; back < 200; back += 23) {
      const auto day = make_day(2022, 12, 31) - std::chrono::days{back};
      for (const auto* prefix : {"", "1501", "2"}) {
        EXPECT_EQ(*ours.count_day(day, prefix), *plain.count_day(day, prefix));
        EXPECT_EQ(*ours.day_flows(day, prefix), *plain.day_flows(day, prefix));
      }
    }
  }
}

TEST(Trend, AddsDaysIntoSpansAndStocks) {
  const auto day = [](unsigned d) { return make_day(2022, 9, d); };
  const std::vector<office::DayFlow> flows{
      {day(1), 5, 0, 0, 5, 0}, {day(3), 2, 3, 1, -1, 2}, {day(9), 1, 1, 0, 0, -1}};
  const auto points = office::trend_of(flows, {{day(2), day(3)}, {day(4), day(8)}});
  EXPECT_EQ(points[0], (office::TrendPoint{day(2), day(3), 2, 3, 1, 4, 2}));
  EXPECT_EQ(points[1], (office::TrendPoint{day(4), day(8), 0, 0, 0, 4, 2}));
}

}  // namespace
}  // namespace qidi::tests
