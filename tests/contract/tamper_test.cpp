// Rude hands on the database: rows deleted, inserted, doubled, swapped, re-parented, whole cases
// and tails cut out, everything hashed anew, heads spoilt. All of it is found, and located where
// there is something left to point at. reliability.md R54, R55.
#include <fstream>

#include "cites.h"
#include "contract/tampered.h"

namespace qidi::tests {
namespace {

TEST_F(Tampered, NothingIsFoundWhereNothingWasDone) {
  EXPECT_TRUE(verified().empty());
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

TEST_F(Tampered, EveryDeletionIsFoundWithItsPositionInTheLog) {
  cites("notice-4.3.1@606b");
  for (int index = 0; index < streams * events_each; ++index) {
    run("DELETE FROM event WHERE global_index = " + std::to_string(index));
    bool told = false;
    for (const auto& finding : verified()) {
      told = told ||
             ((finding.kind == "index_gap" || finding.kind == "event_missing") &&
              finding.message.find(" " + std::to_string(index) + " ") != std::string::npos) ||
             (finding.kind == "index_gap" &&
              finding.message.find("应为 " + std::to_string(index)) != std::string::npos);
    }
    EXPECT_TRUE(told) << index;
    run("INSERT INTO event SELECT * FROM kept WHERE global_index = " + std::to_string(index));
  }
  run("DELETE FROM event WHERE stream = 'case/c7' AND sequence = 3");
  EXPECT_TRUE(places(verified()).contains({"case/c7", 4})) << "the next one misses it";
}

TEST_F(Tampered, AWholeCaseCutOutIsFound) {
  run("DELETE FROM event WHERE stream = 'case/c7'; DELETE FROM stream WHERE name = 'case/c7'");
  int gaps = 0;
  for (const auto& finding : verified()) gaps += finding.kind == "index_gap" ? 1 : 0;
  EXPECT_EQ(gaps, events_each) << "each of its events leaves a hole in the log";
  // Its leaves, too, and the rest renumbered: only the signed heads still tell.
  run("DELETE FROM log_leaf WHERE position % 60 = 7;"
      "CREATE TABLE l AS SELECT row_number() OVER (ORDER BY position) - 1 AS position, hash "
      "FROM log_leaf; DELETE FROM log_leaf; INSERT INTO log_leaf SELECT * FROM l;"
      "CREATE TABLE n AS SELECT global_index AS old, row_number() OVER (ORDER BY global_index) - 1 "
      "AS new FROM event; UPDATE event SET global_index = (SELECT new FROM n WHERE old = "
      "global_index)");
  EXPECT_FALSE(finds("index_gap"));
  EXPECT_TRUE(finds("head_mismatch"));
  EXPECT_TRUE(finds("tail_cut"));
}

TEST_F(Tampered, ACutTailIsFoundAgainstTheHeads) {
  run("DELETE FROM event WHERE global_index >= 290");
  EXPECT_TRUE(finds("event_missing"));
  run("DELETE FROM log_leaf WHERE position >= 290");
  EXPECT_FALSE(finds("event_missing"));
  EXPECT_TRUE(finds("tail_cut"));
}

TEST_F(Tampered, SwappedEventsAreFound) {
  run("UPDATE event SET global_index = 21 - global_index WHERE global_index IN (10, 11)");
  EXPECT_EQ(places(verified()), (Places{{"case/c10", 1}, {"case/c11", 1}}));
}

TEST_F(Tampered, AReparentedEventIsFound) {
  run("UPDATE event SET stream = 'case/other', sequence = 1 WHERE stream = 'case/c9' AND "
      "sequence = 5");
  EXPECT_EQ(places(verified()), (Places{{"case/other", 1}}));
}

TEST_F(Tampered, InsertedAndDoubledEventsAreFound) {
  run("INSERT INTO event SELECT 300, 'case/c7', 6, kind, kind_version, body, actor, actor_name,"
      "role, department, region, 'forged', recorded, legal_day, calendar_revision, hash, hash "
      "FROM event WHERE stream = 'case/c7' AND sequence = 5");
  EXPECT_EQ(places(verified()), (Places{{"case/c7", 6}}));
  run("DELETE FROM event WHERE global_index = 300;"
      "INSERT INTO event SELECT * FROM kept WHERE stream = 'case/c7' AND sequence = 2");
  EXPECT_TRUE(places(verified()).contains({"case/c7", 2}));
}

TEST_F(Tampered, SpoiltHeadsAreFound) {
  const auto file = folder_.path + "/heads";
  std::string text{std::istreambuf_iterator<char>(std::ifstream(file).rdbuf()), {}};
  const auto with = [&](const std::string& changed) {
    std::ofstream(file, std::ios::trunc) << changed;
  };
  auto other_size = text;
  other_size.replace(other_size.find("\"size\":60"), 9, "\"size\":61");
  with(other_size);
  EXPECT_TRUE(finds("head_bad_signature"));
  EXPECT_TRUE(finds("head_mismatch"));
  auto no_json = text;
  no_json[0] = '[';
  with(no_json);
  EXPECT_TRUE(finds("head_spoilt"));
  with(text.substr(0, text.size() - 20));
  EXPECT_TRUE(verified().empty()) << "a torn last line is no tampering";
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
