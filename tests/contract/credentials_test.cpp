// One contract for secrets and sessions in every store: kept, replaced, forgotten; durable with the
// batch; and never in the record, whatever is done to them. R65-R67; schema V004.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "contract/made_events.h"
#include "office/people.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::Credential;
using office::KeptSession;

domain::Instant at(long long seconds) {
  return domain::Instant{std::chrono::seconds{seconds}};
}

Credential made_credential(const std::string& account) {
  return {account,
          "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA",
          {"$argon2id$\"旧\"", "b"},
          "JBSWY3DP",
          55,
          at(1'666'000'000),
          true};
}

KeptSession made_session(const std::string& hash, const std::string& account, long long begun) {
  return {hash, account, "csrf-" + hash, at(begun), at(begun + 60), "10.0.0.1 浏览器", true};
}

class CredentialContract : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { reopen(); }
  void reopen() {
    if (GetParam() == "memory") {
      if (!store_) store_ = std::make_unique<store::MemoryStore>();
      return;
    }
    store_.reset();
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
  }
  office::CredentialBook& book() { return store_->credentials(); }
  Folder folder_;
  std::unique_ptr<office::Store> store_;
  Chains chains_;
};

INSTANTIATE_TEST_SUITE_P(Stores, CredentialContract, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return store.param; });

TEST_P(CredentialContract, KeepsReplacesAndForgetsACredential) {
  EXPECT_FALSE(book().find_credential("a")->has_value());
  auto credential = made_credential("a");
  ASSERT_TRUE(book().put_credential(credential));
  ASSERT_TRUE(book().put_credential(made_credential("b")));
  EXPECT_EQ(**book().find_credential("a"), credential);
  credential = office::with_password(credential, "new", at(1'667'000'000), false);
  credential.totp_step = 56;
  ASSERT_TRUE(book().put_credential(credential));
  ASSERT_TRUE(store_->log().sync());
  reopen();
  EXPECT_EQ(**book().find_credential("a"), credential);
  ASSERT_TRUE(book().forget_credential("a"));
  ASSERT_TRUE(book().forget_credential("nobody"));
  ASSERT_TRUE(store_->log().sync());
  reopen();
  EXPECT_FALSE(book().find_credential("a")->has_value());
  EXPECT_TRUE(book().find_credential("b")->has_value());
}

TEST_P(CredentialContract, KeepsSessionsInOrderOfTheirBeginningUntilForgotten) {
  ASSERT_TRUE(book().put_session(made_session("h1", "a", 300)));
  ASSERT_TRUE(book().put_session(made_session("h2", "b", 100)));
  ASSERT_TRUE(book().put_session(made_session("h3", "a", 200)));
  auto seen = made_session("h2", "b", 100);
  seen.seen = at(900);
  ASSERT_TRUE(book().put_session(seen));
  ASSERT_TRUE(store_->log().sync());
  reopen();
  const auto all = *book().all_sessions();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0], seen);
  EXPECT_EQ(all[1].token_hash, "h3");
  EXPECT_EQ(all[2], made_session("h1", "a", 300));
  ASSERT_TRUE(book().forget_session("h1"));
  ASSERT_TRUE(book().forget_session("unknown"));
  EXPECT_EQ(book().all_sessions()->size(), 2U);
  ASSERT_TRUE(book().forget_sessions_of("b"));
  ASSERT_TRUE(store_->log().sync());
  reopen();
  ASSERT_EQ(book().all_sessions()->size(), 1U);
  EXPECT_EQ(book().all_sessions()->front().token_hash, "h3");
}

TEST_P(CredentialContract, SecretsShareTheBatchOfActsAndAreNoPartOfTheRecord) {
  const auto append = chains_.next("case/a");
  ASSERT_TRUE(store_->log().commit({&append, 1}, std::nullopt));
  ASSERT_TRUE(book().put_credential(made_credential("a")));
  const auto second = chains_.next("case/a");
  ASSERT_TRUE(store_->log().commit({&second, 1}, std::nullopt));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_EQ(*store_->reader().log_size(), 2U);
  ASSERT_TRUE(store_->reader().each_in_log_order([](const record::SealedEvent& event) {
    EXPECT_EQ(event.envelope.body.find("argon2"), std::string::npos);
    return Result<void, office::Fault>{};
  }));
  ASSERT_TRUE(store_->rows().dump(
      [](const std::string& line) { EXPECT_EQ(line.find("argon2"), std::string::npos); }));
}

TEST(SqliteCredentials, GoWithTheBatchThatWasNeverSynced) {
  const Folder folder;
  {
    auto store = store::SqliteStore::open_for_writing(folder.path, "");
    ASSERT_TRUE(store);
    office::Store& opened = **store;
    ASSERT_TRUE(opened.credentials().put_credential(made_credential("kept")));
    ASSERT_TRUE(opened.log().sync());
    ASSERT_TRUE(opened.credentials().put_credential(made_credential("lost")));
    ASSERT_TRUE(opened.credentials().forget_credential("kept"));
  }
  auto store = store::SqliteStore::open_for_reading(folder.path);
  ASSERT_TRUE(store);
  office::Store& opened = **store;
  EXPECT_TRUE(opened.credentials().find_credential("kept")->has_value());
  EXPECT_FALSE(opened.credentials().find_credential("lost")->has_value());
  EXPECT_FALSE(opened.credentials().put_credential(made_credential("x")))
      << "a reader writes nothing";
}

TEST(SqliteCredentials, AnOlderDirectoryIsReadWithoutThemAndMigratedByAWriter) {
  const Folder folder;
  ASSERT_TRUE(store::SqliteStore::open_for_writing(folder.path, ""));
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder.path + "/qidi.sqlite").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db,
                         "DROP TABLE credential; DROP TABLE session;"
                         "DROP TABLE delivery; DROP TABLE webhook; DROP TABLE notice_reader;"
                         "DROP TABLE notice_read; DROP TABLE notice_to; DROP TABLE notice;"
                         "DROP TABLE rating; DROP TABLE head_task; DROP TABLE sealed_value;"
                         "UPDATE meta SET value = '3' WHERE key = 'schema'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(db);
  {
    auto old = store::SqliteStore::open_for_reading(folder.path);
    ASSERT_TRUE(old);
    office::Store& store = **old;
    const auto asked = store.credentials().all_sessions();
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().kind, office::FaultKind::unreadable);
    EXPECT_TRUE(office::People::read(store.reader())) << "accounts are in the record";
  }
  auto migrated = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(migrated);
  office::Store& store = **migrated;
  EXPECT_TRUE(store.credentials().all_sessions()->empty());
}

TEST(WithPassword, RemembersTheLastOnesThePresentAmongThem) {
  Credential credential;
  credential.account = "a";
  credential.totp_secret = "KEPT";
  for (int n = 1; n <= 8; ++n) {
    credential = office::with_password(credential, std::to_string(n), at(n), n == 1, 5);
  }
  EXPECT_EQ(credential.password_hash, "8");
  EXPECT_EQ(credential.earlier_hashes, (std::vector<std::string>{"7", "6", "5", "4"}));
  EXPECT_EQ(credential.password_set, at(8));
  EXPECT_FALSE(credential.must_change);
  EXPECT_EQ(credential.totp_secret, "KEPT");
  EXPECT_TRUE(office::with_password(credential, "9", at(9), true, 0).earlier_hashes.empty());
}

}  // namespace
}  // namespace qidi::tests
