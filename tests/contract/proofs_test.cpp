// Both stores prove each event under one root, across whole runs of leaves and the ragged end.
// N8; rulings 15; reliability.md R56.
#include <gtest/gtest.h>

#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

TEST(Proofs, OfEveryEventVerifyUnderTheRootThatBothStoresTell) {
  Folder folder;
  auto sqlite = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(sqlite);
  store::MemoryStore memory;
  Chains chains;
  std::vector<record::Digest> hashes;
  const auto count = 2 * store::leaves_per_run + 77;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto append = chains.next("case/c" + std::to_string(i % 40));
    hashes.push_back(append.events.front().hash);
    ASSERT_TRUE((*sqlite)->log().commit({&append, 1}, std::nullopt));
    ASSERT_TRUE(memory.log().commit({&append, 1}, std::nullopt));
  }
  ASSERT_TRUE((*sqlite)->log().sync());
  auto reading = store::SqliteStore::open_for_reading(folder.path);
  ASSERT_TRUE(reading);
  const auto edge = (*reading)->reader().log_edge();
  ASSERT_TRUE(edge);
  EXPECT_EQ(edge->size(), count);
  EXPECT_EQ(*edge, *memory.reader().log_edge());

  std::vector<std::uint64_t> positions(count);
  for (std::uint64_t i = 0; i < count; ++i) positions[i] = i;
  const auto proofs = (*reading)->reader().inclusion_proofs(positions, count);
  ASSERT_TRUE(proofs);
  EXPECT_EQ(*proofs, *memory.reader().inclusion_proofs(positions, count));
  for (std::uint64_t i = 0; i < count; ++i) {
    EXPECT_TRUE(record::verify_inclusion(hashes[i], i, count, (*proofs)[i], edge->root())) << i;
    EXPECT_FALSE(
        record::verify_inclusion(hashes[(i + 1) % count], i, count, (*proofs)[i], edge->root()));
  }
}

TEST(Proofs, OfAnEventThatIsNotThereAreRefused) {
  Folder folder;
  auto sqlite = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(sqlite);
  const std::uint64_t first = 0;
  EXPECT_FALSE((*sqlite)->reader().inclusion_proofs({&first, 1}, 0));
  EXPECT_EQ((*sqlite)->reader().log_edge()->size(), 0U);
}

}  // namespace
}  // namespace qidi::tests
