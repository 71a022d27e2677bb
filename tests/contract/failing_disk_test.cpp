// A disk that fails: full in the middle of a batch, or unable to sync. Nothing lost may ever be
// called durable, and the log must have no hole afterwards. reliability.md R27, R28.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>

#include "contract/made_events.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::FaultKind;
using store::SqliteStore;

/// SQLite's own file layer with a sync that fails on demand. The store opens files through the
/// default layer, so being the default is enough; the real one does all the rest.
class FailingSync {
 public:
  FailingSync() {
    real_ = sqlite3_vfs_find(nullptr);
    layer_ = *real_;
    layer_.zName = "failing";
    layer_.xOpen = open;
    sqlite3_vfs_register(&layer_, 1);
  }
  ~FailingSync() {
    fails = false;
    sqlite3_vfs_unregister(&layer_);
    sqlite3_vfs_register(real_, 1);
  }
  FailingSync(const FailingSync&) = delete;
  FailingSync& operator=(const FailingSync&) = delete;

  static inline bool fails = false;
  static inline int syncs = 0;

 private:
  struct Methods {
    const sqlite3_io_methods* real;
    sqlite3_io_methods ours;
  };
  static inline std::map<const sqlite3_io_methods*, Methods> methods_;
  static inline sqlite3_vfs* real_ = nullptr;
  sqlite3_vfs layer_{};

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
    const int code = real_->xOpen(real_, name, file, flags, given);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    auto& kept = methods_[file->pMethods];
    kept.real = file->pMethods;
    kept.ours = *file->pMethods;
    kept.ours.xSync = sync;
    file->pMethods = &kept.ours;
    return code;
  }
  static int sync(sqlite3_file* file, int flags) {
    ++syncs;
    if (fails) return SQLITE_IOERR_FSYNC;
    for (const auto& [real, kept] : methods_) {
      if (&kept.ours == file->pMethods) return real->xSync(file, flags);
    }
    return SQLITE_ERROR;
  }
};

std::unique_ptr<SqliteStore> opened(const std::string& folder) {
  auto store = SqliteStore::open_for_writing(folder, "");
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

std::string of_length(std::size_t length) {
  return "{\"x\":\"" + std::string(length, 'x') + "\"}";
}

TEST(FailingDisk, FullInTheMiddleOfABatchFailsTheBatchAndLeavesNoHole) {
  const Folder folder;
  auto store = opened(folder.path);
  Chains chains;
  auto before = chains.next("case/before");
  ASSERT_TRUE(store->log().commit({&before, 1}, std::nullopt));
  ASSERT_TRUE(store->log().sync());
  ASSERT_TRUE(store->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));

  Chains lost;
  auto first = lost.next("case/first");
  ASSERT_TRUE(store->log().commit({&first, 1}, office::CommandRecord{"k1", {}, "{}"}));
  ASSERT_TRUE(store->limit_pages(1));
  auto large = lost.next("case/large", of_length(200'000));
  const auto full = store->log().commit({&large, 1}, std::nullopt);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, FaultKind::store_full) << full.error().message;

  // Whatever became of the first act, it must not be called durable unless it is.
  ASSERT_TRUE(store->limit_pages(100'000));
  const auto synced = store->log().sync();
  const bool kept = !store->log().load("case/first")->empty();
  EXPECT_EQ(static_cast<bool>(synced), kept);
  EXPECT_EQ(store->log().find_command("k1")->has_value(), kept);

  // Space came back: writing goes on, without a restart.
  auto after = chains.next("case/before");
  const auto position = store->log().commit({&after, 1}, std::nullopt);
  ASSERT_TRUE(position) << position.error().message;
  EXPECT_EQ(*position, kept ? 2U : 1U);
  ASSERT_TRUE(store->log().sync());
  store.reset();
  auto again = opened(folder.path);
  EXPECT_EQ(*again->reader().log_size(), kept ? 3U : 2U);
}

TEST(FailingDisk, FullForOneActAloneFailsThatActOnly) {
  const Folder folder;
  auto store = opened(folder.path);
  Chains chains;
  ASSERT_TRUE(store->limit_pages(1));
  auto large = Chains().next("case/large", of_length(200'000));
  EXPECT_FALSE(store->log().commit({&large, 1}, std::nullopt));
  ASSERT_TRUE(store->limit_pages(100'000));
  auto small = chains.next("case/small");
  ASSERT_TRUE(store->log().commit({&small, 1}, std::nullopt));
  EXPECT_TRUE(store->log().sync());
  EXPECT_EQ(*store->reader().log_size(), 1U);
}

TEST(FailingDisk, ASyncThatFailsIsNeverTakenForDurableAndEndsAllWriting) {
  const FailingSync disk;
  const Folder folder;
  Chains chains;
  {
    auto store = opened(folder.path);
    auto kept = chains.next("case/kept");
    ASSERT_TRUE(store->log().commit({&kept, 1}, std::nullopt));
    const int syncs = FailingSync::syncs;
    ASSERT_TRUE(store->log().sync());
    EXPECT_GT(FailingSync::syncs, syncs) << "durable means that the disk was asked";

    auto doubtful = chains.next("case/doubtful");
    ASSERT_TRUE(store->log().commit({&doubtful, 1}, office::CommandRecord{"k1", {}, "{}"}));
    FailingSync::fails = true;
    const auto failed = store->log().sync();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, FaultKind::store_failed) << failed.error().message;
    // The disk mends, but what the kernel dropped stays dropped: no writing on this connection.
    FailingSync::fails = false;
    EXPECT_FALSE(store->log().sync());
    auto later = chains.next("case/kept");
    EXPECT_FALSE(store->log().commit({&later, 1}, std::nullopt));
    EXPECT_FALSE(store->log().sync());
    EXPECT_FALSE(*store->log().find_command("k1")) << "an answer that may be lost is no answer";
    EXPECT_EQ(store->log().load("case/kept")->size(), 1U) << "reading goes on";
    ASSERT_TRUE(store->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));
    EXPECT_EQ(record::read_heads(folder.path + "/heads")->heads.at(0).size, 1U)
        << "no head over what is not durable";
  }
  auto again = opened(folder.path);
  EXPECT_EQ(again->log().load("case/kept")->size(), 1U);
}

TEST(FailingDisk, NoHeadIsSignedOverWhatIsNotYetDurable) {
  const Folder folder;
  auto store = opened(folder.path);
  Chains chains;
  auto durable = chains.next("case/a");
  ASSERT_TRUE(store->log().commit({&durable, 1}, std::nullopt));
  ASSERT_TRUE(store->log().sync());
  auto open = chains.next("case/a");
  ASSERT_TRUE(store->log().commit({&open, 1}, std::nullopt));
  ASSERT_TRUE(store->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));
  EXPECT_EQ(record::read_heads(folder.path + "/heads")->heads.at(0).size, 1U);
}

}  // namespace
}  // namespace qidi::tests
