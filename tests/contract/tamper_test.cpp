// Rude hands on the database: every byte of every stored event, rows deleted, swapped, re-parented,
// tails cut, everything hashed anew. All of it must be found, and located where it can be.
// reliability.md R53-R55.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <set>

#include "cites.h"
#include "contract/made_events.h"
#include "record/verify.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

constexpr int streams = 60;
constexpr int events_each = 5;  // 300 events

using Places = std::set<std::pair<std::string, std::uint64_t>>;

class Tampered : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened);
    Chains chains;
    for (int round = 0; round < events_each; ++round) {
      for (int number = 0; number < streams; ++number) {
        auto append =
            chains.next("case/c" + std::to_string(number), R"({"project":"某项目","x":7})");
        ASSERT_TRUE((*opened)->log().commit({&append, 1}, std::nullopt));
      }
      ASSERT_TRUE((*opened)->log().sync());
      ASSERT_TRUE((*opened)->sign_head(domain::Instant{std::chrono::seconds{1664244000 + round}}));
    }
    opened->reset();
    run("DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes;"
        "DROP TRIGGER leaf_never_changes; DROP TRIGGER leaf_never_goes");
  }

  void run(const std::string& text) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((folder_.path + "/qidi.sqlite").c_str(), &db), SQLITE_OK);
    char* said = nullptr;
    EXPECT_EQ(sqlite3_exec(db, text.c_str(), nullptr, nullptr, &said), SQLITE_OK)
        << (said ? said : "") << text;
    sqlite3_free(said);
    sqlite3_close(db);
  }

  std::vector<record::Finding> verified() {
    auto store = store::SqliteStore::open_for_reading(folder_.path);
    EXPECT_TRUE(store);
    auto heads = record::read_heads(folder_.path + "/heads");
    EXPECT_TRUE(heads);
    record::Verifier verifier(heads->heads);
    EXPECT_TRUE((*store)->reader().each_leaf([&](auto position, const auto& hash) {
      verifier.leaf(position, hash);
      return Result<void, office::Fault>{};
    }));
    EXPECT_TRUE((*store)->reader().each_in_log_order([&](const auto& event) {
      verifier.event(event);
      return Result<void, office::Fault>{};
    }));
    const auto key = record::PublicKey::read(folder_.path + "/keys/head_public.pem");
    verifier.finish(&*key);
    return verifier.findings();
  }

  Places places(const std::vector<record::Finding>& findings) {
    Places found;
    for (const auto& finding : findings) found.insert({finding.stream, finding.sequence});
    return found;
  }

  bool found(const std::string& kind) {
    for (const auto& finding : verified()) {
      if (finding.kind == kind) return true;
    }
    return false;
  }

  Folder folder_;
};

TEST_F(Tampered, NothingIsFoundWhereNothingWasDone) {
  EXPECT_TRUE(verified().empty());
}

TEST_F(Tampered, EveryByteOfEveryEventIsUnderTheHash) {
  cites("notice-4.3.1@606b");
  // One byte position at a time, in all 300 events at once: each of them must be named.
  run("CREATE TABLE kept AS SELECT * FROM event");
  const std::vector<std::pair<std::string, int>> texts{
      {"kind", 5},       {"body", 29},  {"actor", 2},      {"actor_name", 9},     {"role", 12},
      {"department", 9}, {"region", 6}, {"command_id", 9}, {"previous_hash", 32}, {"hash", 32}};
  int passes = 0;
  for (const auto& [column, length] : texts) {
    for (int at = 1; at <= length; ++at) {
      const auto byte = "substr(CAST(" + column + " AS BLOB), " + std::to_string(at) + ", 1)";
      // The lowest bit of that byte, flipped through hex.
      const auto cell = "CAST(" + column + " AS BLOB)";
      run("UPDATE event SET " + column + " = CAST(substr(" + cell + ", 1, " +
          std::to_string(at - 1) + ") || CAST(unhex(printf('%02x', (CASE WHEN hex(" + byte +
          ") IN ('') THEN 0 ELSE (instr('0123456789ABCDEF', substr(hex(" + byte +
          "),1,1))-1)*16 + instr('0123456789ABCDEF', substr(hex(" + byte +
          "),2,1))-1 END) + CASE WHEN (instr('0123456789ABCDEF', substr(hex(" + byte +
          "),2,1))-1) % 2 = 0 THEN 1 ELSE -1 END)) AS BLOB) || substr(" + cell + ", " +
          std::to_string(at + 1) + ") AS " +
          (column == "previous_hash" || column == "hash" ? "BLOB" : "TEXT") + ") WHERE length(" +
          cell + ") >= " + std::to_string(at));
      const auto found = places(verified());
      int named = 0;
      for (int number = 0; number < streams; ++number) {
        for (std::uint64_t sequence = 1; sequence <= events_each; ++sequence) {
          named += found.contains({"case/c" + std::to_string(number), sequence}) ? 1 : 0;
        }
      }
      const bool partly = column == "command_id" && at > 9;
      EXPECT_TRUE(partly || named == streams * events_each)
          << column << " byte " << at << ": " << named;
      run("DELETE FROM event; INSERT INTO event SELECT * FROM kept");
      ++passes;
    }
  }
  for (const auto* column : {"kind_version", "recorded", "legal_day", "calendar_revision"}) {
    run(std::string("UPDATE event SET ") + column + " = " + column + " + 1");
    EXPECT_GE(places(verified()).size(), static_cast<std::size_t>(streams * events_each)) << column;
    run("DELETE FROM event; INSERT INTO event SELECT * FROM kept");
    ++passes;
  }
  EXPECT_TRUE(verified().empty());
  EXPECT_GT(passes, 140);
}

TEST_F(Tampered, OneChangedEventIsNamedAlone) {
  run("UPDATE event SET body = '{\"project\":\"另一项目\",\"x\":7}' WHERE stream = 'case/c7' AND "
      "sequence = 3");
  const auto findings = verified();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].stream, "case/c7");
  EXPECT_EQ(findings[0].sequence, 3U);
  EXPECT_EQ(findings[0].kind, "hash_mismatch");
}

TEST_F(Tampered, DeletionsAreFound) {
  run("DELETE FROM event WHERE stream = 'case/c7' AND sequence = 3");
  EXPECT_TRUE(places(verified()).contains({"case/c7", 4}));
  EXPECT_TRUE(found("index_gap"));
}

TEST_F(Tampered, AWholeCaseCutOutIsFound) {
  run("DELETE FROM event WHERE stream = 'case/c7'; DELETE FROM stream WHERE name = 'case/c7'");
  EXPECT_TRUE(found("index_gap"));
  // Its leaves, too, and the rest renumbered: only the signed heads still tell.
  run("DELETE FROM log_leaf WHERE position % 60 = 7;"
      "CREATE TABLE l AS SELECT row_number() OVER (ORDER BY position) - 1 AS position, hash "
      "FROM log_leaf; DELETE FROM log_leaf; INSERT INTO log_leaf SELECT * FROM l;"
      "CREATE TABLE e AS SELECT row_number() OVER (ORDER BY global_index) - 1 AS n, * FROM event;"
      "DELETE FROM event; INSERT INTO event SELECT n, stream, sequence, kind, kind_version, body,"
      "actor, actor_name, role, department, region, command_id, recorded, legal_day,"
      "calendar_revision, previous_hash, hash FROM e");
  EXPECT_TRUE(found("head_mismatch") || found("tail_cut"));
}

TEST_F(Tampered, ACutTailIsFoundAgainstTheHeads) {
  run("DELETE FROM event WHERE global_index >= 290; DELETE FROM log_leaf WHERE position >= 290");
  EXPECT_TRUE(found("tail_cut"));
}

TEST_F(Tampered, SwappedAndReparentedEventsAreFound) {
  run("UPDATE event SET global_index = 100000 WHERE global_index = 10;"
      "UPDATE event SET global_index = 10 WHERE global_index = 11;"
      "UPDATE event SET global_index = 11 WHERE global_index = 100000");
  EXPECT_TRUE(found("leaf_mismatch"));
  run("UPDATE event SET stream = 'case/other', sequence = 1 WHERE stream = 'case/c9' AND "
      "sequence = 5");
  EXPECT_TRUE(places(verified()).contains({"case/other", 1}));
}

TEST_F(Tampered, AnInsertedEventIsFound) {
  run("INSERT INTO event SELECT 300, 'case/c7', 6, kind, kind_version, body, actor, actor_name,"
      "role, department, region, 'forged', recorded, legal_day, calendar_revision, hash, hash "
      "FROM event WHERE stream = 'case/c7' AND sequence = 5");
  EXPECT_TRUE(places(verified()).contains({"case/c7", 6}));
}

TEST_F(Tampered, ARecordHashedAnewWithOurOwnCodeFailsAgainstAnOlderHead) {
  // An insider with our code rewrites case c7 from its third event on and all the leaves.
  std::vector<record::SealedEvent> events;
  {
    auto store = store::SqliteStore::open_for_reading(folder_.path);
    ASSERT_TRUE((*store)->reader().each_in_log_order([&](const auto& event) {
      events.push_back(event);
      return Result<void, office::Fault>{};
    }));
  }
  const auto old_heads = folder_.path + "/heads";
  const Folder forged;
  {
    auto store = store::SqliteStore::open_for_writing(forged.path, folder_.path + "/keys");
    ASSERT_TRUE(store);
    std::map<std::string, record::Digest> last;
    for (auto event : events) {
      auto envelope = event.envelope;
      if (envelope.stream == "case/c7" && envelope.sequence == 3) envelope.body = "{}";
      envelope.previous_hash = last[envelope.stream];
      office::StreamAppend append;
      append.stream = envelope.stream;
      append.expected_version = envelope.sequence - 1;
      append.events.push_back(record::seal(envelope));
      last[append.stream] = append.events.back().hash;
      ASSERT_TRUE((*store)->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE((*store)->log().sync());
  }
  auto store = store::SqliteStore::open_for_reading(forged.path);
  record::Verifier verifier(record::read_heads(old_heads)->heads);
  ASSERT_TRUE((*store)->reader().each_leaf([&](auto position, const auto& hash) {
    verifier.leaf(position, hash);
    return Result<void, office::Fault>{};
  }));
  ASSERT_TRUE((*store)->reader().each_in_log_order([&](const auto& event) {
    verifier.event(event);
    return Result<void, office::Fault>{};
  }));
  verifier.finish(nullptr);
  bool told = false;
  for (const auto& finding : verifier.findings()) told = told || finding.kind == "head_mismatch";
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace qidi::tests
