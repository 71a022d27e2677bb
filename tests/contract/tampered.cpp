// Filling, laying open, checking.
#include "contract/tampered.h"

#include <sqlite3.h>

namespace qidi::tests {

namespace {

constexpr const char* columns =
    "global_index, stream, sequence, kind, kind_version, body, actor, actor_name, role, department,"
    "region, command_id, recorded, legal_day, calendar_revision, previous_hash, hash";

}  // namespace

void Tampered::SetUp() {
  auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
  ASSERT_TRUE(opened);
  Chains chains;
  for (int round = 0; round < events_each; ++round) {
    for (int number = 0; number < streams; ++number) {
      auto append = chains.next(stream_of(number), R"({"project":"某项目","x":7})");
      ASSERT_TRUE((*opened)->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE((*opened)->log().sync());
    ASSERT_TRUE((*opened)->sign_head(domain::Instant{std::chrono::seconds{1664244000 + round}}));
  }
  opened->reset();
  ASSERT_EQ(sqlite3_open((folder_.path + "/qidi.sqlite").c_str(), &db_), SQLITE_OK);
  const std::string list(columns);
  run("PRAGMA synchronous=OFF; ALTER TABLE event RENAME TO kept; CREATE TABLE event (" + list +
      "); INSERT INTO event SELECT " + list +
      " FROM kept; DROP TABLE kept;"
      "DROP TRIGGER leaf_never_changes; DROP TRIGGER leaf_never_goes;"
      "DROP TRIGGER leaf_is_never_replaced; CREATE TABLE kept AS SELECT * FROM event;"
      "CREATE INDEX at ON event (global_index)");
}

void Tampered::TearDown() {
  sqlite3_close(db_);
}

void Tampered::run(const std::string& text) {
  char* said = nullptr;
  EXPECT_EQ(sqlite3_exec(db_, text.c_str(), nullptr, nullptr, &said), SQLITE_OK)
      << (said ? said : "") << text;
  sqlite3_free(said);
}

std::vector<record::Finding> Tampered::verified() {
  auto store = store::SqliteStore::open_for_reading(folder_.path);
  EXPECT_TRUE(store);
  auto heads = record::read_heads(folder_.path + "/heads");
  EXPECT_TRUE(heads);
  record::Verifier verifier(std::move(*heads));
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

bool Tampered::finds(const std::string& kind) {
  for (const auto& finding : verified()) {
    if (finding.kind == kind) return true;
  }
  return false;
}

Places Tampered::places(const std::vector<record::Finding>& findings) {
  Places found;
  for (const auto& finding : findings) found.insert({finding.stream, finding.sequence});
  return found;
}

}  // namespace qidi::tests
