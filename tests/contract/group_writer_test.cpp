// The group writer: many acts to one sync, nobody told before it, everybody told when it fails, a
// bounded queue, and no event left long without a signed head. reliability.md R4, R8, R27.
#include "store/group_writer.h"

#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <vector>

#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::Fault;
using office::FaultKind;
using store::GroupWriter;

/// A log in memory that counts its syncs and can be told to fail them.
class CountingLog : public office::EventLog {
 public:
  Result<std::vector<record::SealedEvent>, Fault> load(const std::string& stream) override {
    return store_.log().load(stream);
  }
  Result<std::optional<record::SealedEvent>, Fault> last_of(const std::string& stream) override {
    return store_.log().last_of(stream);
  }
  Result<void, Fault> each_of_streams(const std::string& beginning,
                                      const office::EachEvent& each) override {
    return store_.log().each_of_streams(beginning, each);
  }
  Result<std::vector<office::SealedValue>, Fault> sealed_of(const std::string& stream) override {
    return store_.log().sealed_of(stream);
  }
  Result<std::optional<office::CommandRecord>, Fault> find_command(const std::string& id) override {
    return store_.log().find_command(id);
  }
  Result<std::optional<std::string>, Fault> find_case(const std::string& id) override {
    return store_.log().find_case(id);
  }
  Result<std::uint64_t, Fault> commit(
      std::span<const office::StreamAppend> appends,
      const std::optional<office::CommandRecord>& command) override {
    ++commits;
    return store_.log().commit(appends, command);
  }
  Result<void, Fault> sync() override {
    ++syncs;
    if (fails) return Unexpected{Fault{FaultKind::store_failed, "坏盘"}};
    return {};
  }
  Result<std::optional<domain::Instant>, Fault> last_recorded() override {
    return store_.log().last_recorded();
  }
  int commits = 0;
  int syncs = 0;
  bool fails = false;

 private:
  store::MemoryStore store_;
};

/// A job that holds the writer until it is let go, so that others must queue behind it.
struct Gate {
  std::latch entered{1};
  std::promise<void> let_go;
  GroupWriter::Job job() {
    return {[this, waits = let_go.get_future().share()](office::EventLog&) {
              entered.count_down();
              waits.wait();
            },
            [](const auto&) {}};
  }
};

/// What happened to each job, in order; written on the writer's thread, read after `close`.
using Told = std::vector<std::pair<int, bool>>;

GroupWriter::Job numbered(int number, Chains& chains, Told& told) {
  return {[number, &chains](office::EventLog& log) {
            const auto append = chains.next("case/" + std::to_string(number));
            EXPECT_TRUE(log.commit({&append, 1}, std::nullopt));
          },
          [number, &told](const Result<void, Fault>& durable) {
            told.emplace_back(number, static_cast<bool>(durable));
          }};
}

TEST(GroupWriter, SharesOneSyncAmongAllThatWait) {
  CountingLog log;
  Chains chains;
  Told told;
  Gate gate;
  GroupWriter::Settings settings;
  settings.batch_limit = 128;
  std::vector<std::size_t> batches;
  settings.on_synced = [&](std::size_t jobs) { batches.push_back(jobs); };
  GroupWriter writer(log, settings);
  ASSERT_TRUE(writer.submit(gate.job()));
  gate.entered.wait();
  for (int number = 0; number < 300; ++number) {
    ASSERT_TRUE(writer.submit(numbered(number, chains, told)));
  }
  gate.let_go.set_value();
  writer.close();
  EXPECT_EQ(batches, (std::vector<std::size_t>{1, 128, 128, 44}));
  EXPECT_EQ(log.syncs, 4);
  EXPECT_EQ(log.commits, 300);
  ASSERT_EQ(told.size(), 300U);
  for (int number = 0; number < 300; ++number) {
    EXPECT_EQ(told[static_cast<std::size_t>(number)], std::make_pair(number, true));
  }
}

TEST(GroupWriter, TellsNobodyBeforeTheSync) {
  CountingLog log;
  GroupWriter writer(log, {});
  int syncs_when_told = 0;
  ASSERT_TRUE(writer.submit({[&](office::EventLog&) { EXPECT_EQ(log.syncs, 0); },
                             [&](const auto&) { syncs_when_told = log.syncs; }}));
  writer.close();
  EXPECT_EQ(syncs_when_told, 1);
}

TEST(GroupWriter, SaysNoWhenItsQueueIsFullAndAfterItClosed) {
  CountingLog log;
  Chains chains;
  Told told;
  Gate gate;
  GroupWriter::Settings settings;
  settings.queue_limit = 3;
  GroupWriter writer(log, settings);
  ASSERT_TRUE(writer.submit(gate.job()));
  gate.entered.wait();
  for (int number = 0; number < 3; ++number) {
    EXPECT_TRUE(writer.submit(numbered(number, chains, told)));
  }
  EXPECT_FALSE(writer.submit(numbered(3, chains, told)));
  // Whoever can wait gets in as soon as there is room.
  auto waiting = std::async(std::launch::async,
                            [&] { return writer.submit_waiting(numbered(4, chains, told)); });
  gate.let_go.set_value();
  EXPECT_TRUE(waiting.get());
  writer.close();
  writer.close();
  EXPECT_FALSE(writer.submit(numbered(5, chains, told)));
  EXPECT_FALSE(writer.submit_waiting(numbered(6, chains, told)));
  EXPECT_EQ(told, (Told{{0, true}, {1, true}, {2, true}, {4, true}}));
}

TEST(GroupWriter, FailsTheWholeBatchWhenTheSyncFails) {
  CountingLog log;
  log.fails = true;
  Chains chains;
  Told told;
  int heads = 0;
  GroupWriter::Settings settings;
  settings.on_synced = [](std::size_t) { FAIL() << "nothing was synced"; };
  settings.sign_head = [&]() -> Result<void, Fault> {
    ++heads;
    return {};
  };
  GroupWriter writer(log, settings);
  for (int number = 0; number < 10; ++number) {
    ASSERT_TRUE(writer.submit(numbered(number, chains, told)));
  }
  writer.close();
  ASSERT_EQ(told.size(), 10U);
  for (const auto& [number, durable] : told) EXPECT_FALSE(durable) << number;
  EXPECT_EQ(heads, 0);
}

TEST(GroupWriter, SignsAHeadAtLeastEveryIntervalAndAtTheEnd) {
  for (const bool at_once : {true, false}) {
    CountingLog log;
    Chains chains;
    Told told;
    int heads = 0;
    GroupWriter::Settings settings;
    settings.batch_limit = 1;
    settings.head_interval = at_once ? std::chrono::milliseconds{0} : std::chrono::hours{24};
    settings.sign_head = [&]() -> Result<void, Fault> {
      ++heads;
      return {};
    };
    GroupWriter writer(log, settings);
    for (int number = 0; number < 5; ++number) {
      ASSERT_TRUE(writer.submit(numbered(number, chains, told)));
    }
    writer.close();
    EXPECT_EQ(heads, at_once ? 5 : 1);
    EXPECT_FALSE(writer.head_fault());
  }
}

TEST(GroupWriter, SignsAHeadWhileItIsIdle) {
  CountingLog log;
  Chains chains;
  Told told;
  std::promise<void> head;
  GroupWriter::Settings settings;
  settings.head_interval = std::chrono::milliseconds{5};
  settings.sign_head = [&]() -> Result<void, Fault> {
    head.set_value();
    return {};
  };
  GroupWriter writer(log, settings);
  ASSERT_TRUE(writer.submit(numbered(1, chains, told)));
  // Nothing more is submitted; the head comes by itself.
  head.get_future().wait();
  writer.close();
}

TEST(GroupWriter, RemembersThatAHeadCouldNotBeSigned) {
  CountingLog log;
  Chains chains;
  Told told;
  GroupWriter::Settings settings;
  settings.sign_head = []() -> Result<void, Fault> {
    return Unexpected{Fault{FaultKind::store_full, "盘满"}};
  };
  GroupWriter writer(log, settings);
  ASSERT_TRUE(writer.submit(numbered(1, chains, told)));
  writer.close();
  ASSERT_TRUE(writer.head_fault());
  EXPECT_EQ(writer.head_fault()->kind, FaultKind::store_full);
  EXPECT_EQ(told, (Told{{1, true}})) << "the act itself is durable";
}

TEST(GroupWriter, WritesForManyThreadsWithoutLosingOne) {
  const Folder folder;
  constexpr int threads = 8;
  constexpr int each = 50;
  {
    auto store = store::SqliteStore::open_for_writing(folder.path, "");
    ASSERT_TRUE(store);
    GroupWriter::Settings settings;
    settings.queue_limit = 16;
    settings.sign_head = [&] {
      return (*store)->sign_head(domain::Instant{std::chrono::seconds{1664244001}});
    };
    GroupWriter writer((*store)->log(), settings);
    std::atomic<int> durable = 0;
    std::vector<std::future<void>> clients;
    for (int thread = 0; thread < threads; ++thread) {
      clients.push_back(std::async(std::launch::async, [&, thread] {
        Chains chains;
        for (int i = 0; i < each; ++i) {
          auto append =
              std::make_shared<office::StreamAppend>(chains.next("case/" + std::to_string(thread)));
          const bool taken = writer.submit_waiting(
              {[append](office::EventLog& log) {
                 EXPECT_TRUE(log.commit({append.get(), 1}, std::nullopt));
               },
               [&](const Result<void, Fault>& done) { durable += done ? 1 : 0; }});
          EXPECT_TRUE(taken);
        }
      }));
    }
    for (auto& client : clients) client.get();
    writer.close();
    EXPECT_EQ(durable, threads * each);
  }
  auto again = store::SqliteStore::open_for_reading(folder.path);
  ASSERT_TRUE(again);
  EXPECT_EQ(*(*again)->reader().log_size(), static_cast<std::uint64_t>(threads * each));
  EXPECT_EQ(record::read_heads(folder.path + "/heads")->heads.back().size,
            static_cast<std::uint64_t>(threads * each));
}

}  // namespace
}  // namespace qidi::tests
