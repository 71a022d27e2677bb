// The power goes at any step of a write: everything acknowledged is there afterwards, whole batches
// or nothing of the rest, and the record verifies. reliability.md R25.
#include "contract/power_cut.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cites.h"
#include "contract/made_events.h"
#include "record/verify.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

namespace fs = std::filesystem;

/// One cut: what it left, and what had been promised when it came.
struct Cut {
  PowerCut::Disk disk;
  std::uint64_t promised = 0;
  std::string heads;
};

struct Story {
  std::string folder;
  std::vector<Cut> cuts;
  std::vector<std::uint64_t> batch_ends{0};  ///< log sizes at which a record may honestly end
  std::vector<record::Digest> hashes;
};

std::string content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Opens, writes and closes a store several times; the power goes `count` times at random steps.
Story write_under_cuts(const Folder& folder, unsigned seed, bool lying_disk, std::size_t count) {
  Story story{folder.path, {}, {0}, {}};
  PowerCut disk(seed);
  disk.lies = lying_disk;
  std::mt19937 random(seed);
  std::uint64_t promised = 0;
  disk.before_step = [&] {
    if (story.cuts.size() >= count || random() % 20 != 0) return;
    story.cuts.push_back({disk.cut(), promised, content_of(folder.path + "/heads")});
  };
  Chains chains;
  for (int opening = 0; opening < 4; ++opening) {
    auto store = store::SqliteStore::open_for_writing(folder.path, "");
    EXPECT_TRUE(store) << store.error().message;
    for (int batch = 0; batch < 25; ++batch) {
      const auto acts = 1 + random() % 5;
      for (unsigned act = 0; act < acts; ++act) {
        const auto number = static_cast<int>(random() % 20);
        const auto id = std::to_string(number);
        auto append =
            chains.next("case/" + id, "{\"x\":\"" + std::string(random() % 2500, 'x') + "\"}");
        append.rows = made_rows(id, number);
        story.hashes.push_back(append.events[0].hash);
        EXPECT_TRUE((*store)->log().commit({&append, 1}, std::nullopt));
      }
      story.batch_ends.push_back(story.hashes.size());
      EXPECT_TRUE((*store)->log().sync());
      promised = story.hashes.size();
      if (batch % 8 == 0) {
        EXPECT_TRUE((*store)->sign_head(domain::Instant{std::chrono::seconds{1664244001}}));
      }
    }
  }
  return story;
}

/// What is wrong with what a cut left; empty when nothing is.
std::string fault_after(const Cut& cut, const Story& story) {
  const Folder folder;
  for (const auto& [name, content] : cut.disk) {
    std::ofstream(folder.path + "/" + fs::path(name).filename().string(), std::ios::binary)
        << content;
  }
  if (!cut.heads.empty()) std::ofstream(folder.path + "/heads") << cut.heads;
  fs::copy(story.folder + "/keys", folder.path + "/keys");
  auto store = store::SqliteStore::open_for_writing(folder.path, "");
  if (!store) return "does not open: " + store.error().message;
  const auto size = *(*store)->reader().log_size();
  if (size < cut.promised) {
    return "lost: " + std::to_string(size) + " of " + std::to_string(cut.promised);
  }
  if (std::find(story.batch_ends.begin(), story.batch_ends.end(), size) == story.batch_ends.end()) {
    return "half a batch: " + std::to_string(size);
  }
  auto heads = record::read_heads(folder.path + "/heads");
  record::Verifier verifier(heads ? *heads : record::HeadsRead{});
  std::string fault;
  const auto leaves = (*store)->reader().each_leaf([&](auto position, const auto& hash) {
    verifier.leaf(position, hash);
    if (position >= story.hashes.size() || hash != story.hashes[position]) fault = "another event";
    return Result<void, office::Fault>{};
  });
  const auto events = (*store)->reader().each_in_log_order([&](const auto& event) {
    verifier.event(event);
    return Result<void, office::Fault>{};
  });
  const auto key = record::PublicKey::read(folder.path + "/keys/head_public.pem");
  verifier.finish(&*key);
  if (!leaves || !events) return "unreadable";
  if (!verifier.findings().empty()) return verifier.findings()[0].message;
  return fault;
}

TEST(PowerCut, LosesNothingThatWasAcknowledgedAndHalvesNoBatch) {
  cites("notice-4.3.1@606b");
  constexpr unsigned seed = 54;
  const Folder folder;
  const auto story = write_under_cuts(folder, seed, false, 100);
  ASSERT_EQ(story.cuts.size(), 100U);
  int in_the_open = 0;
  for (std::size_t i = 0; i < story.cuts.size(); ++i) {
    EXPECT_EQ(fault_after(story.cuts[i], story), "") << "cut " << i << ", seed " << seed;
    in_the_open += story.cuts[i].promised > 0 ? 1 : 0;
  }
  EXPECT_GT(in_the_open, 50) << "most cuts fall where something can be lost";
}

TEST(PowerCut, IsNoticedOnADiskThatLies) {
  // The same with syncs that do nothing must fail, or the test above proves nothing.
  const Folder folder;
  const auto story = write_under_cuts(folder, 54, true, 40);
  int faults = 0;
  for (const auto& cut : story.cuts) faults += fault_after(cut, story).empty() ? 0 : 1;
  EXPECT_GT(faults, 20);
}

}  // namespace
}  // namespace qidi::tests
