// Readers beside a writer in one process: each sees only what was committed, all share the columns,
// and what was rolled back or cleared is never shown. architecture.md, SQLite; rulings 13.
#include "store/columns/shared_ledger.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "contract/drawn_rows.h"
#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using store::SharedLedger;
using store::SqliteStore;

office::LedgerPageQuery everything_on(int month, int day) {
  office::LedgerPageQuery query;
  query.as_of = domain::make_day(2022, static_cast<unsigned>(month), static_cast<unsigned>(day));
  query.list = office::LedgerQuery::List::all;
  query.limit = 200;
  return query;
}

class SharedReaders : public ::testing::Test {
 protected:
  void SetUp() override { writer_ = std::move(*SqliteStore::open_for_writing(folder_.path, "")); }
  std::unique_ptr<office::Store> reader() {
    auto opened = SqliteStore::open_for_reading(folder_.path, shared_);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  /// One case with its event, committed; its words are `name`.
  void file(const std::string& id, const std::string& name = "光伏") {
    auto append = chains_.next("case/" + id);
    append.rows = made_rows(id, 1);
    append.rows->facts.project_name = name;
    ASSERT_TRUE(writer_->log().commit({&append, 1}, std::nullopt));
  }
  static long long counted(office::Store& store) {
    const auto count = store.view().count(everything_on(9, 20));
    EXPECT_TRUE(count) << count.error().message;
    return count ? *count : -1;
  }
  Folder folder_;
  Chains chains_;
  std::shared_ptr<SharedLedger> shared_ = std::make_shared<SharedLedger>();
  std::unique_ptr<office::Store> writer_;
};

TEST_F(SharedReaders, SeeWhatIsCommittedOnceTheyRenew) {
  file("c1");
  ASSERT_TRUE(writer_->log().sync());
  const auto first = reader();
  const auto second = reader();
  EXPECT_EQ(counted(*first), 1);
  file("c2");
  EXPECT_EQ(counted(*writer_), 2) << "the writer sees its own act";
  ASSERT_TRUE(first->view().renew());
  EXPECT_EQ(counted(*first), 1) << "not durable, not shown";
  ASSERT_TRUE(writer_->log().sync());
  EXPECT_EQ(counted(*first), 1) << "its snapshot stands";
  ASSERT_TRUE(first->view().renew());
  EXPECT_EQ(counted(*first), 2);
  EXPECT_EQ(counted(*second), 2) << "the columns are already there: it looks with a newer snapshot";
  EXPECT_TRUE(*second->reader().find_case("c2"));
}

TEST_F(SharedReaders, ForgetWhatWasRolledBackAndWhatWasCleared) {
  file("c1");
  ASSERT_TRUE(writer_->log().sync());
  EXPECT_EQ(counted(*writer_), 1);
  // An act whose second stream conflicts is undone, rows and all.
  auto good = chains_.next("case/c2");
  good.rows = made_rows("c2", 2);
  Chains others;
  auto bad = others.next("case/c1");
  ASSERT_FALSE(writer_->log().commit(std::vector{good, bad}, std::nullopt));
  EXPECT_EQ(counted(*writer_), 1);
  file("c3", "风电");
  EXPECT_EQ(counted(*writer_), 2);
  ASSERT_TRUE(writer_->rows().clear());
  EXPECT_EQ(counted(*writer_), 0);
  ASSERT_TRUE(writer_->rows().put(made_rows("c9", 9)));
  ASSERT_TRUE(writer_->log().sync());
  EXPECT_EQ(counted(*writer_), 1);
  const auto late = reader();
  EXPECT_EQ(counted(*late), 1);
  auto query = everything_on(9, 20);
  query.words = "风电";
  EXPECT_EQ(*late->view().count(query), 0);
}

TEST_F(SharedReaders, DropWhatARebuildLeftOutThoughNobodyAskedMeanwhile) {
  for (const auto* id : {"c1", "c2", "c3"}) file(id);
  ASSERT_TRUE(writer_->log().sync());
  const auto early = reader();
  EXPECT_EQ(counted(*early), 3);
  EXPECT_EQ(counted(*writer_), 3);
  ASSERT_TRUE(writer_->rows().clear());
  ASSERT_TRUE(writer_->rows().put(made_rows("c9", 9)));
  ASSERT_TRUE(writer_->log().sync());
  EXPECT_EQ(counted(*writer_), 1);
  ASSERT_TRUE(early->view().renew());
  EXPECT_EQ(counted(*early), 1);
}

TEST_F(SharedReaders, ShowAnUndoneActToNobodyThoughItWasLookedAt) {
  file("c1");
  ASSERT_TRUE(writer_->log().sync());
  {
    file("lost");
    EXPECT_EQ(counted(*writer_), 2);
    writer_.reset();  // closed without a sync: the act was never acknowledged
  }
  writer_ = std::move(*SqliteStore::open_for_writing(folder_.path, ""));
  EXPECT_EQ(counted(*writer_), 1);
  const auto one = reader();
  EXPECT_EQ(counted(*one), 1);
  chains_ = Chains();
  (void)chains_.next("case/c1");
  file("c2");
  ASSERT_TRUE(writer_->log().sync());
  ASSERT_TRUE(one->view().renew());
  EXPECT_EQ(counted(*one), 2);
}

TEST_F(SharedReaders, KeepUpFromManyThreadsWhileOneWrites) {
  constexpr int cases = 300;
  file("c0");
  ASSERT_TRUE(writer_->log().sync());
  std::atomic<int> durable = 1;
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&, i] {
      auto store = reader();
      long long last = 0;
      while (!done) {
        const int before = durable;
        if (!store->view().renew()) ++wrong;
        auto query = everything_on(i == 2 ? 8 : 9, 20);
        const auto count = store->view().count(query);
        const auto page = store->view().page(query);
        if (!count || !page) {
          ++wrong;
          break;
        }
        // Never less than was durable before the question, never fewer than last time.
        if (i < 2 && (*count < before || *count < last)) ++wrong;
        if (page->lines.size() > 200) ++wrong;
        last = *count;
      }
    });
  }
  for (int i = 1; i < cases; ++i) {
    file("c" + std::to_string(i));
    ASSERT_TRUE(writer_->log().sync());
    durable = i + 1;
  }
  done = true;
  for (auto& thread : readers) thread.join();
  EXPECT_EQ(wrong, 0);
  const auto last = reader();
  EXPECT_EQ(counted(*last), cases);
}

TEST_F(SharedReaders, GiveDaysLongPastAsMemoryDoes) {
  std::mt19937 random{99};
  store::MemoryStore memory;
  auto append = chains_.next("case/x");
  ASSERT_TRUE(writer_->log().commit({&append, 1}, std::nullopt));
  for (int turn = 0; turn < 5; ++turn) {
    for (int i = 0; i < 80; ++i) {
      const auto rows = drawn_case("c" + std::to_string(random() % 120), random);
      ASSERT_TRUE(writer_->rows().put(rows));
      ASSERT_TRUE(static_cast<office::Store&>(memory).rows().put(rows));
    }
    ASSERT_TRUE(writer_->log().sync());
    const auto one = reader();
    // Several past days in turn: fewer are kept than are asked for here.
    for (int back = 0; back < 400; back += 37) {
      auto query = everything_on(12, 31);
      query.as_of -= std::chrono::days{back};
      EXPECT_EQ(*one->view().count(query), *memory.view().count(query)) << back;
    }
  }
}

/// The database as the version before pages left it.
void take_back_to_second_schema(const std::string& folder) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder + "/qidi.sqlite").c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db,
                         "DROP TABLE credential; DROP TABLE session;"
                         "DROP TABLE delivery; DROP TABLE webhook; DROP TABLE notice_reader;"
                         "DROP TABLE notice_read; DROP TABLE notice_to; DROP TABLE notice;"
                         "DROP TABLE rating; DROP TABLE head_task; DROP TABLE sealed_value;"
                         "DROP TABLE gram_count; DROP TABLE case_gram; DROP TABLE day_flow;"
                         "DROP INDEX case_by_change; DROP INDEX case_by_project;"
                         "ALTER TABLE case_facts DROP COLUMN changed;"
                         "UPDATE meta SET value = '2' WHERE key = 'schema'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(db);
  sqlite3_close(db);
}

TEST_F(SharedReaders, FindAnOlderDatabaseFilledAsIfItHadBeenWrittenToday) {
  std::mt19937 random{3};
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(writer_->rows().put(drawn_case("c" + std::to_string(i), random)));
  }
  ASSERT_TRUE(writer_->log().sync());
  const auto dumped = [](office::Store& store) {
    std::string text;
    EXPECT_TRUE(store.rows().dump([&](const std::string& line) { text += line + "\n"; }));
    return text;
  };
  const auto before = dumped(*writer_);
  EXPECT_NE(before.find("\ngram\t"), std::string::npos);
  EXPECT_NE(before.find("\nflow\t"), std::string::npos);
  const auto found = counted(*writer_);
  writer_.reset();
  take_back_to_second_schema(folder_.path);

  const auto old = reader();
  const auto refused = old->view().count(everything_on(9, 20));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, office::FaultKind::unreadable);

  writer_ = std::move(*SqliteStore::open_for_writing(folder_.path, ""));
  EXPECT_EQ(dumped(*writer_), before);
  EXPECT_EQ(counted(*writer_), found);
  ASSERT_TRUE(writer_->rows().put(drawn_case("c5", random)));
  ASSERT_TRUE(writer_->log().sync());
  const auto now = reader();
  EXPECT_EQ(counted(*now), counted(*writer_));
}

}  // namespace
}  // namespace qidi::tests
