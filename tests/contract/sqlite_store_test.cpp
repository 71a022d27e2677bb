// What only a store on disk must bear: other processes, foreign files, full disks, rude hands.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "cites.h"
#include "contract/made_events.h"
#include "store/sqlite/ledger_sql.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::FaultKind;
using store::SqliteStore;

/// The database by itself, as somebody with the file in hands would open it.
class Raw {
 public:
  explicit Raw(const std::string& folder) {
    EXPECT_EQ(sqlite3_open((folder + "/qidi.sqlite").c_str(), &db_), SQLITE_OK);
  }
  ~Raw() { sqlite3_close(db_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  int run(const std::string& text) {
    return sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
  }
  std::vector<std::string> rows(const std::string& text) {
    std::vector<std::string> lines;
    sqlite3_exec(
        db_, text.c_str(),
        [](void* into, int count, char** values, char**) {
          std::string line;
          for (int i = 0; i < count; ++i) line += std::string(values[i] ? values[i] : "") + "|";
          static_cast<std::vector<std::string>*>(into)->push_back(line);
          return 0;
        },
        &lines, nullptr);
    return lines;
  }

 private:
  sqlite3* db_ = nullptr;
};

std::unique_ptr<SqliteStore> opened(const std::string& folder) {
  auto store = SqliteStore::open_for_writing(folder, "");
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

TEST(SqliteStore, KeepsEverythingAcrossReopening) {
  const Folder folder;
  Chains chains;
  {
    auto store = opened(folder.path);
    auto append = chains.next("case/a");
    append.rows = made_rows("a", 3);
    ASSERT_TRUE(store->log().commit({&append, 1}, std::nullopt));
    ASSERT_TRUE(store->log().sync());
    ASSERT_TRUE(store->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));
    auto lost = chains.next("case/lost");
    ASSERT_TRUE(store->log().commit({&lost, 1}, std::nullopt));
  }
  auto store = opened(folder.path);
  EXPECT_EQ(store->log().load("case/a")->size(), 1U);
  EXPECT_TRUE(store->log().load("case/lost")->empty()) << "never synced, never acknowledged";
  EXPECT_EQ(**store->view().case_rows("a"), made_rows("a", 3));
}

TEST(SqliteStore, LetsOnlyOneProcessWriteAndNamesIt) {
  const Folder folder;
  auto store = opened(folder.path);
  const pid_t child = fork();
  if (child == 0) {
    const auto second = SqliteStore::open_for_writing(folder.path, "");
    const bool right = !second && second.error().kind == FaultKind::locked &&
                       second.error().message.find(std::to_string(getppid())) != std::string::npos;
    const auto reader = SqliteStore::open_for_reading(folder.path);
    _exit(right && reader ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(SqliteStore, HasTriggersAgainstChangingTheRecord) {
  cites("notice-4.3.1@606b");
  const Folder folder;
  {
    auto store = opened(folder.path);
    Chains chains;
    auto append = chains.next("case/a");
    ASSERT_TRUE(
        store->log().commit({&append, 1}, office::CommandRecord{"k", record::sm3("x"), "{}"}));
    ASSERT_TRUE(store->log().sync());
  }
  Raw raw(folder.path);
  for (const auto* statement :
       {"UPDATE event SET body = '{}'", "DELETE FROM event", "UPDATE log_leaf SET hash = x'00'",
        "DELETE FROM log_leaf", "UPDATE command SET receipt = ''", "DELETE FROM command",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "INSERT OR REPLACE INTO log_leaf SELECT * FROM log_leaf",
        "INSERT OR REPLACE INTO command SELECT id, content, 'other' FROM command"}) {
    EXPECT_EQ(raw.run(statement), SQLITE_CONSTRAINT) << statement;
  }
}

TEST(SqliteStore, TellsWhatItCannotOpen) {
  const Folder folder;
  EXPECT_EQ(SqliteStore::open_for_reading(folder.path + "/none").error().kind,
            FaultKind::not_found);
  std::ofstream(folder.path + "/qidi.sqlite") << std::string(5000, 'x');
  EXPECT_EQ(SqliteStore::open_for_reading(folder.path).error().kind, FaultKind::unreadable);
  EXPECT_EQ(SqliteStore::open_for_writing(folder.path, "").error().kind, FaultKind::unreadable);

  const Folder newer;
  opened(newer.path).reset();
  Raw(newer.path).run("UPDATE meta SET value = '99' WHERE key = 'schema'");
  EXPECT_EQ(SqliteStore::open_for_writing(newer.path, "").error().kind, FaultKind::newer_schema);
  EXPECT_EQ(SqliteStore::open_for_reading(newer.path).error().kind, FaultKind::newer_schema);
}

TEST(SqliteStore, NeverBuildsUponAnotherProgramsDatabase) {
  const Folder folder;
  Raw(folder.path).run("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('kept')");
  EXPECT_EQ(SqliteStore::open_for_writing(folder.path, "").error().kind, FaultKind::unreadable);
  EXPECT_EQ(SqliteStore::open_for_reading(folder.path).error().kind, FaultKind::unreadable);
  EXPECT_EQ(Raw(folder.path).rows("SELECT name FROM sqlite_master").size(), 1U);
}

TEST(SqliteStore, IsForItsOwnersEyes) {
  const Folder parent;
  const auto folder = parent.path + "/data";
  auto store = opened(folder);
  namespace fs = std::filesystem;
  EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
  for (const auto* file : {"/qidi.sqlite", "/qidi.sqlite-wal", "/lock", "/keys/head_key.pem"}) {
    EXPECT_EQ(fs::status(folder + file).permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << file;
  }
}

TEST(SqliteStore, ShowsItsPublicKeyWhereverTheSecretIs) {
  const Folder folder;
  const Folder keys;
  ASSERT_TRUE(SqliteStore::open_for_writing(folder.path, keys.path));
  EXPECT_TRUE(record::PublicKey::read(folder.path + "/keys/head_public.pem"));
  EXPECT_FALSE(std::filesystem::exists(folder.path + "/keys/head_key.pem"));
  const Folder others;
  const auto refused = SqliteStore::open_for_writing(folder.path, others.path);
  ASSERT_FALSE(refused) << "its heads would be called forged";
  EXPECT_TRUE(SqliteStore::open_for_writing(folder.path, keys.path));
}

TEST(SqliteStore, ReadersSeeOneMomentAndNothingUnsynced) {
  const Folder folder;
  Chains chains;
  auto writer = opened(folder.path);
  const auto write = [&] {
    auto append = chains.next("case/a");
    ASSERT_TRUE(writer->log().commit({&append, 1}, std::nullopt));
  };
  write();
  ASSERT_TRUE(writer->log().sync());
  write();
  auto reader = *SqliteStore::open_for_reading(folder.path);
  EXPECT_EQ(*reader->reader().log_size(), 1U) << "the second is not durable yet";
  ASSERT_TRUE(writer->log().sync());
  EXPECT_EQ(*reader->reader().log_size(), 1U) << "its moment stays";
  EXPECT_EQ(*(*SqliteStore::open_for_reading(folder.path))->reader().log_size(), 2U);
  auto append = Chains().next("case/b");
  EXPECT_FALSE(reader->log().commit({&append, 1}, std::nullopt)) << "a reader never writes";
}

TEST(SqliteStore, FindsItsLogsEdgeAgainAcrossWholeRuns) {
  const Folder folder;
  Chains chains;
  record::MerkleFrontier log;
  for (const int events : {200, 60, 252, 300}) {
    auto store = opened(folder.path);
    for (int i = 0; i < events; ++i) {
      auto append = chains.next("case/" + std::to_string(i % 9));
      log.append(append.events[0].hash);
      ASSERT_TRUE(store->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE(store->log().sync());
    ASSERT_TRUE(store->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));
    EXPECT_EQ(record::read_heads(folder.path + "/heads")->heads.back().root, log.root());
  }
  Raw raw(folder.path);
  EXPECT_EQ(raw.rows("SELECT count(*) FROM log_node"), (std::vector<std::string>{"3|"}));
  for (const auto* harm :
       {"UPDATE log_node SET hash = zeroblob(32) WHERE run = 1",
        "DROP TRIGGER leaf_never_goes; DELETE FROM log_leaf WHERE position = 800",
        "DELETE FROM log_frontier"}) {
    const Folder copy;
    raw.run("VACUUM INTO '" + copy.path + "/qidi.sqlite'");
    EXPECT_TRUE(SqliteStore::open_for_writing(copy.path, ""));
    ASSERT_EQ(Raw(copy.path).run(harm), SQLITE_OK);
    EXPECT_EQ(SqliteStore::open_for_writing(copy.path, "").error().kind, FaultKind::unreadable)
        << harm;
  }
}

TEST(SqliteStore, RefusesToWriteOnATamperedEnd) {
  const Folder folder;
  {
    auto store = opened(folder.path);
    Chains chains;
    for (int i = 0; i < 3; ++i) {
      auto append = chains.next("case/a");
      ASSERT_TRUE(store->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE(store->log().sync());
  }
  Raw(folder.path)
      .run("DROP TRIGGER event_never_changes; UPDATE event SET body = '[]' WHERE sequence = 2");
  const auto refused = SqliteStore::open_for_writing(folder.path, "");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("第 2 条"), std::string::npos) << refused.error().message;
}

TEST(SqliteStore, TellsAFullDiskAndKeepsWhatWasDurable) {
  const Folder folder;
  Chains chains;
  bool full = false;
  std::size_t durable = 0;
  auto store = opened(folder.path);
  // SQLite's own page limit stands in for the disk: the same error, at the same places.
  ASSERT_TRUE(store->limit_pages(60));
  for (int i = 0; i < 2000 && !full; ++i) {
    auto append =
        chains.next("case/" + std::to_string(i), "{\"x\":\"" + std::string(900, 'x') + "\"}");
    const auto committed = store->log().commit({&append, 1}, std::nullopt);
    if (!committed) {
      EXPECT_EQ(committed.error().kind, FaultKind::store_full) << committed.error().message;
      full = true;
      break;
    }
    const auto synced = store->log().sync();
    if (!synced) {
      full = true;
      break;
    }
    ++durable;
  }
  EXPECT_TRUE(full);
  EXPECT_GT(durable, 3U);
  store.reset();
  auto again = opened(folder.path);
  EXPECT_EQ(*again->reader().log_size(), durable);
}

TEST(SqliteStore, ScansNoLedgerForAnyFilter) {
  const Folder folder;
  opened(folder.path).reset();
  Raw raw(folder.path);
  using List = office::LedgerQuery::List;
  for (int mask = 0; mask < 8; ++mask) {
    for (const auto list : {List::pending, List::overdue, List::not_started, List::made_up}) {
      for (int light = -1; light <= 5; ++light) {
        office::LedgerQuery query;
        query.list = list;
        if ((mask & 1) != 0) query.region_prefix = "1501";
        if ((mask & 2) != 0) query.department = "水利局";
        if ((mask & 4) != 0) query.matter = "energy_review";
        if (light >= 0) query.light = static_cast<office::LedgerQuery::LightIs>(light);
        const auto text = store::ledger_sql(query);
        const auto plan = raw.rows("EXPLAIN QUERY PLAN " + text);
        ASSERT_FALSE(plan.empty()) << text;
        for (const auto& line : plan) {
          EXPECT_EQ(line.find("SCAN s"), std::string::npos) << line << "\n" << text;
          EXPECT_EQ(line.find("SCAN f"), std::string::npos) << line << "\n" << text;
        }
      }
    }
  }
}

TEST(SqliteStore, KnowsTheVersionsThatLoseWrites) {
  for (const int bad : {3007000, 3040001, 3044005, 3045000, 3050006, 3051000, 3051002}) {
    EXPECT_FALSE(store::is_safe_sqlite(bad)) << bad;
  }
  for (const int good : {3044006, 3050007, 3051003, 3053002}) {
    EXPECT_TRUE(store::is_safe_sqlite(good)) << good;
  }
  EXPECT_TRUE(store::is_safe_sqlite(sqlite3_libversion_number()));
}

}  // namespace
}  // namespace qidi::tests
