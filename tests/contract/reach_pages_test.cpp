// What an actor's reach leaves of a list, and a team's board: the same from both stores, and just
// the rows that reach and filters both let through. office/ledger_page.h, narrow; team_board.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "cites.h"
#include "contract/drawn_rows.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/ledger_page.h"
#include "office/team_board.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using domain::Organ;
using domain::Reach;
using domain::Role;
using office::LedgerPageQuery;

constexpr unsigned seed = 20221201;

class ReachedPages : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened) << opened.error().message;
    sqlite_ = std::move(*opened);
    for (int number = 0; number < 400; ++number) {
      const auto rows = drawn_case("c" + std::to_string(number % 350), random_);
      ASSERT_TRUE(memory_.rows().put(rows));
      ASSERT_TRUE(sqlite_->rows().put(rows));
    }
    ASSERT_TRUE(sqlite_->log().sync());
  }
  std::vector<office::LedgerView*> views() { return {&memory_.view(), &sqlite_->view()}; }
  domain::Day some_day() {
    return domain::make_day(2022, 8, 1) + std::chrono::days{static_cast<int>(random_() % 150)};
  }

  std::mt19937 random_{seed};
  Folder folder_;
  store::MemoryStore memory_;
  std::unique_ptr<office::Store> sqlite_;
};

std::multiset<std::string> all_rows(office::LedgerView& view, LedgerPageQuery query,
                                    const Reach* within = nullptr) {
  std::multiset<std::string> rows;
  while (true) {
    const auto page = view.page(query);
    EXPECT_TRUE(page);
    if (!page) return rows;
    for (const auto& line : page->lines) {
      domain::ReachedCase reached;
      reached.holder = line.standing.holder;
      reached.unit_code = line.facts.unit_code;
      if (within == nullptr || reaches(*within, reached)) rows.insert(line.facts.case_id);
    }
    if (!page->next) return rows;
    query.after = page->next;
  }
}

std::multiset<std::string> listed(office::LedgerView& view, const office::LedgerQuery& query) {
  std::multiset<std::string> rows;
  EXPECT_TRUE(view.each_line(query, [&](const office::LedgerLine& line) {
    rows.insert(line.facts.case_id);
    return true;
  }));
  return rows;
}

Reach drawn_reach(std::mt19937& random) {
  static const std::vector<Role> roles{Role::clerk,        Role::superior, Role::office,
                                       Role::project_unit, Role::job,      Role::audit_admin};
  static const std::vector<std::string> regions{"150000", "150100", "150102", "150200", ""};
  static const std::vector<std::string> departments{"住建局", "水利局", "林草局"};
  static const std::vector<std::string> units{"91150100MA0000001X", "91150100MA0000007X", ""};
  return domain::reach_of(roles[random() % roles.size()], regions[random() % regions.size()],
                          departments[random() % departments.size()],
                          units[random() % units.size()]);
}

TEST_F(ReachedPages, HoldJustTheRowsThatTheQueryAndTheReachBothLetThrough) {
  cites("notice-4.1@606e");
  std::size_t left = 0;
  std::size_t taken = 0;
  for (int i = 0; i < 300; ++i) {
    const auto asked = drawn_query(some_day(), random_);
    const auto reach = drawn_reach(random_);
    auto narrowed = asked;
    office::narrow(narrowed, reach);
    for (auto* view : views()) {
      const auto expected = all_rows(*view, asked, &reach);
      ASSERT_EQ(all_rows(*view, narrowed), expected) << described(asked);
      ASSERT_EQ(*view->count(narrowed), static_cast<long long>(expected.size()));
      left += expected.size();
      taken += all_rows(*view, asked).size() - expected.size();
    }
  }
  EXPECT_GT(left, 500U);
  EXPECT_GT(taken, 500U);
}

TEST_F(ReachedPages, AgreeWithTheWholeListThatIsExported) {
  for (int i = 0; i < 150; ++i) {
    auto query = drawn_query(some_day(), random_);
    query.words.clear();
    query.project_code.clear();
    query.officer.clear();
    query.states.clear();
    query.received_from = query.received_to = query.due_from = query.due_to = std::nullopt;
    office::narrow(query, drawn_reach(random_));
    for (auto* view : views()) {
      ASSERT_EQ(listed(*view, query), all_rows(*view, query)) << described(query);
    }
  }
}

TEST_F(ReachedPages, AreEmptyWhereAnotherRegionOrDepartmentIsAskedFor) {
  const auto clerk = domain::reach_of(Role::clerk, "150100", "住建局", {});
  const auto asked = [&](std::string region, std::string department) {
    LedgerPageQuery query;
    query.region_prefix = std::move(region);
    query.department = std::move(department);
    office::narrow(query, clerk);
    return query;
  };
  EXPECT_FALSE(asked("", "").nothing);
  EXPECT_EQ(asked("", "").region_prefix, "1501");
  EXPECT_EQ(asked("15", "").region_prefix, "1501");
  EXPECT_EQ(asked("150102", "住建局").region_prefix, "150102");
  EXPECT_TRUE(asked("1502", "").nothing);
  EXPECT_TRUE(asked("", "水利局").nothing);
  LedgerPageQuery query;
  office::narrow(query, Reach{});
  EXPECT_TRUE(query.nothing);
}

TEST_F(ReachedPages, CountOfficersAlikeInBothStoresAndAddUpToTheList) {
  for (int i = 0; i < 300; ++i) {
    auto query = drawn_query(some_day(), random_);
    query.words.clear();
    query.project_code.clear();
    const auto soon = query.as_of + std::chrono::days{static_cast<int>(random_() % 9)};
    const auto plain = *views()[0]->count_officers(query, soon);
    ASSERT_EQ(plain, *views()[1]->count_officers(query, soon)) << described(query);
    long long cases = 0;
    for (const auto& count : plain) cases += count.cases;
    ASSERT_EQ(cases, *views()[0]->count(query));
  }
}

TEST_F(ReachedPages, MakeABoardOfEveryPendingCaseOnce) {
  cites("notice-4.1@606e");
  const office::RuleBook rules{law::published_calendar(), law::catalogue()};
  long long seen = 0;
  long long soon = 0;
  for (int i = 0; i < 60; ++i) {
    const auto day = some_day();
    const Organ bureau{"150000", i % 2 == 0 ? "住建局" : ""};
    LedgerPageQuery query;
    query.as_of = day;
    query.region_prefix = "15";
    query.department = bureau.department;
    std::map<std::string, office::OfficerLoad> expected;  // by name, over all organs
    std::vector<domain::Day> dues;
    ASSERT_TRUE(views()[0]->each_line(query, [&](const office::LedgerLine& line) {
      const auto& s = line.standing;
      auto& load = expected[s.officer == domain::duty_officer ? "" : s.officer];
      ++load.cases;
      if (!s.due) return true;
      dues.push_back(*s.due);
      if (*s.due < day)
        ++load.overdue;
      else if (domain::days_left(*s.due, day, rules.calendar) <= 3)
        ++load.due_soon;
      return true;
    }));
    for (auto* view : views()) {
      const auto board = office::team_board(*view, rules, bureau, std::nullopt, day);
      ASSERT_TRUE(board);
      std::map<std::string, office::OfficerLoad> found;
      for (const auto* loads : {&board->officers, &board->unassigned}) {
        for (const auto& load : *loads) {
          auto& sum = found[load.officer];
          sum.cases += load.cases;
          sum.overdue += load.overdue;
          sum.due_soon += load.due_soon;
          long long lights = 0;
          for (const auto count : load.by_light) lights += count;
          EXPECT_EQ(lights, load.cases);
          EXPECT_TRUE(load.organ.region.starts_with("15"));
          EXPECT_TRUE(bureau.department.empty() || load.organ.department == bureau.department);
        }
      }
      EXPECT_EQ(found, expected) << domain::to_text(day);
      // The days between which a ledger lists them: a page had counted these by itself.
      EXPECT_EQ(board->total.due_soon, std::count_if(dues.begin(), dues.end(), [&](auto due) {
                  return due >= day && due <= board->due_soon_to;
                }));
      seen += board->total.cases;
      soon += board->total.due_soon;
    }
  }
  EXPECT_GT(seen, 500);
  EXPECT_GT(soon, 50);
}

TEST_F(ReachedPages, KeepABoardWithinReach) {
  const office::RuleBook rules{law::published_calendar(), law::catalogue()};
  const auto day = domain::make_day(2022, 9, 20);
  const auto clerk = domain::reach_of(Role::clerk, "150100", "住建局", {});
  for (auto* view : views()) {
    const auto all = *office::team_board(*view, rules, {"150000", ""}, std::nullopt, day);
    const auto own = *office::team_board(*view, rules, {"150000", ""}, clerk, day);
    EXPECT_GT(own.total.cases, 0);
    EXPECT_LT(own.total.cases, all.total.cases);
    for (const auto& load : own.officers) {
      EXPECT_TRUE(load.organ.region.starts_with("1501"));
      EXPECT_EQ(load.organ.department, "住建局");
    }
    const auto none = *office::team_board(*view, rules, {"150200", "水利局"}, clerk, day);
    EXPECT_EQ(none.total.cases, 0);
  }
}

}  // namespace
}  // namespace qidi::tests
