// Pages of a ledger: all pages together are the whole list, in either store, for any filters, order
// and day; a cursor lives on while cases come, and a bad one is told. rulings 3, 22.
#include "office/ledger_page.h"

#include <gtest/gtest.h>

#include <set>

#include "cites.h"
#include "contract/drawn_rows.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "store/memory/memory_store.h"
#include "store/page_order.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::LedgerPageQuery;
using office::LedgerSort;

constexpr unsigned seed = 20221126;

class LedgerPages : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened) << opened.error().message;
    sqlite_ = std::move(*opened);
    for (int number = 0; number < 400; ++number) put("c" + std::to_string(number % 350));
    sync();
  }
  void put(const std::string& id) {
    const auto rows = drawn_case(id, random_);
    ASSERT_TRUE(memory_.rows().put(rows));
    ASSERT_TRUE(sqlite_->rows().put(rows));
  }
  void sync() { ASSERT_TRUE(sqlite_->log().sync()); }
  office::LedgerView& memory() { return memory_.view(); }
  office::LedgerView& sqlite() { return sqlite_->view(); }

  std::mt19937 random_{seed};
  Folder folder_;
  store::MemoryStore memory_;
  std::unique_ptr<office::Store> sqlite_;
};

domain::Day some_day(std::mt19937& random) {
  return domain::make_day(2022, 7, 25) + std::chrono::days{static_cast<int>(random() % 180)};
}

std::string line_text(const office::LedgerLine& line) {
  return line.facts.case_id + " " + domain::to_text(line.standing.from) + " " +
         std::string(name_of(line.standing.state));
}

/// Every page to the end, as texts; each page but the last is full.
std::vector<std::string> walked(office::LedgerView& view, LedgerPageQuery query) {
  std::vector<std::string> lines;
  while (true) {
    const auto page = view.page(query);
    EXPECT_TRUE(page) << page.error().message;
    if (!page) return lines;
    for (const auto& line : page->lines) lines.push_back(line_text(line));
    if (!page->next) return lines;
    EXPECT_EQ(page->lines.size(), store::page_size(query));
    query.after = page->next;
  }
}

TEST_F(LedgerPages, AreTheSameFromBothStoresAndAddUpToTheCount) {
  std::size_t found = 0;
  for (int i = 0; i < 1500; ++i) {
    const auto query = drawn_query(some_day(random_), random_);
    const auto lines = walked(memory(), query);
    ASSERT_EQ(lines, walked(sqlite(), query)) << seed << ", " << i << ": " << described(query);
    for (auto* view : {&memory(), &sqlite()}) {
      ASSERT_EQ(*view->count(query), static_cast<long long>(lines.size())) << described(query);
    }
    for (int field = 0; field < 4; ++field) {
      const auto values = *memory().values(query, static_cast<office::LedgerField>(field));
      ASSERT_EQ(values, *sqlite().values(query, static_cast<office::LedgerField>(field)))
          << described(query);
      long long sum = 0;
      for (const auto& value : values) sum += value.cases;
      ASSERT_EQ(sum, static_cast<long long>(lines.size()));
    }
    found += lines.size();
  }
  EXPECT_GT(found, 10000U) << "too few rows found to mean anything";
}

/// What the page's own filters mean, said once more without any store.
bool belongs(const LedgerPageQuery& query, const office::LedgerLine& line) {
  const auto& s = line.standing;
  const auto in = [](const std::optional<domain::Day>& day, const auto& from, const auto& to) {
    if (!from && !to) return true;
    return day && (!from || *from <= *day) && (!to || *day <= *to);
  };
  bool state = query.states.empty();
  for (const auto wanted : query.states) state = state || wanted == s.state;
  return state && (query.officer.empty() || query.officer == s.officer) &&
         (query.project_code.empty() || query.project_code == line.facts.project_code) &&
         in(line.facts.received, query.received_from, query.received_to) &&
         in(s.due, query.due_from, query.due_to);
}

TEST_F(LedgerPages, HoldExactlyTheRowsOfTheListThatMeetTheFilters) {
  for (int i = 0; i < 400; ++i) {
    auto query = drawn_query(some_day(random_), random_);
    query.words.clear();
    std::multiset<std::string> expected;
    ASSERT_TRUE(memory().each_line(query, [&](const office::LedgerLine& line) {
      if (belongs(query, line)) expected.insert(line_text(line));
      return true;
    }));
    for (auto* view : {&memory(), &sqlite()}) {
      const auto lines = walked(*view, query);
      EXPECT_EQ(std::multiset<std::string>(lines.begin(), lines.end()), expected)
          << seed << ", " << i << ": " << described(query);
    }
  }
}

TEST_F(LedgerPages, StandInTheOrderAskedWithRowsWithoutTheDayLast) {
  for (int sort = 0; sort < 6; ++sort) {
    for (const bool descending : {false, true}) {
      LedgerPageQuery query;
      query.as_of = domain::make_day(2022, 9, 20);
      query.list = LedgerPageQuery::List::all;
      query.sort = static_cast<LedgerSort>(sort);
      query.descending = descending;
      query.limit = 200;
      const auto page = *sqlite().page(query);
      ASSERT_GT(page.lines.size(), 100U);
      const auto key = [&](const office::LedgerLine& line) -> std::pair<std::string, long long> {
        const auto& s = line.standing;
        const auto number = [&](const std::optional<domain::Day>& day, bool turned) {
          if (!day) return 99999999LL;
          const long long count = day->time_since_epoch().count();
          return turned ? -count : count;
        };
        switch (query.sort) {
          case LedgerSort::due:
            return {"", number(s.due, descending)};
          case LedgerSort::received:
            return {"", number(line.facts.received, descending)};
          case LedgerSort::accepted:
            return {"", number(s.accepted, descending)};
          case LedgerSort::ended:
            return {"", number(s.ended, descending)};
          case LedgerSort::region:
            return {s.holder.region, number(s.due, false)};
          case LedgerSort::matter:
            return {line.facts.matter, number(s.due, false)};
        }
        return {};
      };
      for (std::size_t i = 1; i < page.lines.size(); ++i) {
        const auto before = key(page.lines[i - 1]);
        const auto after = key(page.lines[i]);
        if (before.first != after.first) {
          EXPECT_EQ(before.first < after.first, !descending) << sort;
        } else {
          EXPECT_LE(before.second, after.second) << sort << descending;
        }
      }
    }
  }
}

TEST_F(LedgerPages, GoOnAfterTheCursorWhileCasesComeAndChange) {
  LedgerPageQuery query;
  query.as_of = domain::make_day(2022, 10, 10);
  query.list = LedgerPageQuery::List::all;
  query.limit = 10;
  for (const auto sort : {LedgerSort::due, LedgerSort::region, LedgerSort::ended}) {
    query.sort = sort;
    query.after.reset();
    const auto before = walked(sqlite(), query);
    std::vector<std::string> seen;
    int number = 1000;
    while (true) {
      const auto page = *sqlite().page(query);
      for (const auto& line : page.lines) seen.push_back(line_text(line));
      if (!page.next) break;
      query.after = page.next;
      put("new" + std::to_string(static_cast<int>(sort)) + std::to_string(number++));
    }
    // What was there at first comes once and in its order; what is new may stand between.
    std::erase_if(seen, [](const std::string& line) { return line.starts_with("new"); });
    std::vector<std::string> old = before;
    std::erase_if(old, [](const std::string& line) { return line.starts_with("new"); });
    EXPECT_EQ(seen, old);
    sync();
  }
}

TEST_F(LedgerPages, ShowLightAndDaysLeftAsTheListDoes) {
  cites("notice-4.3.1@606b");
  const office::RuleBook rules{law::published_calendar(), law::catalogue()};
  LedgerPageQuery query;
  query.as_of = domain::make_day(2022, 9, 20);
  query.limit = 200;
  const auto rows = office::ledger_page(sqlite(), rules, query);
  ASSERT_TRUE(rows);
  ASSERT_FALSE(rows->rows.empty());
  for (const auto& row : rows->rows) {
    EXPECT_EQ(row.light, domain::light_on(row.line.standing, query.as_of));
    EXPECT_EQ(row.days_left.has_value(), row.line.standing.due.has_value());
  }
}

TEST(LedgerCursor, ComesBackFromTextAsItWas) {
  std::mt19937 random{seed};
  for (int i = 0; i < 2000; ++i) {
    office::PageCursor cursor;
    cursor.sort = static_cast<LedgerSort>(random() % 6);
    cursor.descending = random() % 2 == 0;
    if (random() % 2 == 0) cursor.text = "地区|1501|";
    if (random() % 2 == 0) cursor.day = domain::make_day(2022, 1, 1) + std::chrono::days{i};
    cursor.case_no = static_cast<std::int64_t>(random());
    const auto text = office::to_text(cursor);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_"),
              std::string::npos);
    const auto back = office::cursor_from(text, cursor.sort, cursor.descending);
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(*back, cursor);
  }
}

TEST(LedgerCursor, IsRefusedWhenItIsGarbageOrOfAnotherOrder) {
  const office::PageCursor cursor{LedgerSort::due, false, "", domain::make_day(2022, 9, 1), 17};
  const auto text = office::to_text(cursor);
  EXPECT_FALSE(office::cursor_from(text, LedgerSort::received, false));
  EXPECT_FALSE(office::cursor_from(text, LedgerSort::due, true));
  EXPECT_FALSE(office::cursor_from("", LedgerSort::due, false));
  EXPECT_FALSE(office::cursor_from("没有", LedgerSort::due, false));
  int taken = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char other : {'A', 'b', '7', '_', '!', '\0'}) {
      auto spoilt = text;
      if (spoilt[at] == other) continue;
      spoilt[at] = other;
      taken += office::cursor_from(spoilt, LedgerSort::due, false) ? 1 : 0;
    }
    taken += office::cursor_from(text.substr(0, at), LedgerSort::due, false) ? 1 : 0;
  }
  EXPECT_EQ(taken, 0);
}

}  // namespace
}  // namespace qidi::tests
