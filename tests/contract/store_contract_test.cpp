// One contract for every store: what memory does, SQLite does, to the byte of the derived rows.
#include <gtest/gtest.h>

#include "cites.h"
#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::FaultKind;

class StoreContract : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { store_ = open(); }
  std::unique_ptr<office::Store> open() {
    if (GetParam() == "memory") return std::make_unique<store::MemoryStore>();
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  Result<std::uint64_t, office::Fault> commit(
      std::vector<office::StreamAppend> appends,
      std::optional<office::CommandRecord> command = std::nullopt) {
    return store_->log().commit(appends, command);
  }
  Folder folder_;
  std::unique_ptr<office::Store> store_;
  Chains chains_;
};

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return store.param; });

TEST_P(StoreContract, KeepsWhatItWasGivenInOrder) {
  cites("notice-4.3.1@606b");
  for (const auto* stream : {"case/b", "case/a", "case/b", "system", "case/a"}) {
    ASSERT_TRUE(commit({chains_.next(stream, R"({"x":"值"})")}));
  }
  ASSERT_TRUE(store_->log().sync());
  const auto events = store_->log().load("case/b");
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ((*events)[1].envelope,
            made_event("case/b", 2, (*events)[0].hash, R"({"x":"值"})").envelope);
  std::vector<std::string> order;
  ASSERT_TRUE(store_->reader().each_in_log_order([&](const auto& event) {
    EXPECT_EQ(event.global_index, order.size());
    order.push_back(event.envelope.stream);
    return Result<void, office::Fault>{};
  }));
  EXPECT_EQ(order, (std::vector<std::string>{"case/b", "case/a", "case/b", "system", "case/a"}));
  order.clear();
  ASSERT_TRUE(store_->reader().each_by_stream([&](const auto& event) {
    order.push_back(event.envelope.stream + std::to_string(event.envelope.sequence));
    return Result<void, office::Fault>{};
  }));
  EXPECT_EQ(order,
            (std::vector<std::string>{"case/a1", "case/a2", "case/b1", "case/b2", "system1"}));
  EXPECT_EQ(*store_->reader().log_size(), 5U);
}

TEST_P(StoreContract, RefusesAStaleVersionAndLeavesTheBatchUnharmed) {
  ASSERT_TRUE(commit({chains_.next("case/a")}));
  office::StreamAppend stale;
  stale.stream = "case/a";
  stale.expected_version = 0;
  stale.events.push_back(made_event("case/a", 1, {}));
  const auto refused = commit({stale});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::conflict);
  ASSERT_TRUE(commit({chains_.next("case/b")}));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_EQ(store_->log().load("case/a")->size(), 1U);
  EXPECT_EQ(store_->log().load("case/b")->size(), 1U);
  EXPECT_EQ(*store_->reader().log_size(), 2U);
}

TEST_P(StoreContract, CommitsSeveralStreamsAllOrNothing) {
  ASSERT_TRUE(commit({chains_.next("case/a"), chains_.next("case/b")}));
  office::StreamAppend stale;
  stale.stream = "case/a";
  stale.expected_version = 7;
  stale.events.push_back(made_event("case/a", 8, {}));
  Chains others;
  EXPECT_FALSE(commit({others.next("case/c"), stale}));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_TRUE(store_->log().load("case/c")->empty());
  EXPECT_EQ(*store_->reader().log_size(), 2U);
}

TEST_P(StoreContract, AnswersACommandOnce) {
  const office::CommandRecord command{"k1", record::sm3("content"), R"({"ok":1})"};
  ASSERT_TRUE(commit({chains_.next("case/a")}, command));
  const auto found = store_->log().find_command("k1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->content, command.content);
  EXPECT_EQ((*found)->receipt, command.receipt);
  EXPECT_FALSE(*store_->log().find_command("k2"));
  Chains others;
  const auto again = commit({others.next("case/b")}, command);
  ASSERT_FALSE(again) << "an id was used twice";
  EXPECT_EQ(again.error().kind, FaultKind::conflict);
  EXPECT_TRUE(store_->log().load("case/b")->empty());
  // Also without any event: an act that changed nothing is answered, too.
  ASSERT_TRUE(commit({}, office::CommandRecord{"k3", {}, "{}"}));
  EXPECT_TRUE(*store_->log().find_command("k3"));
}

TEST_P(StoreContract, TakesAStreamTwiceInOneCommit) {
  auto first = chains_.next("case/a");
  auto second = chains_.next("case/a");
  ASSERT_TRUE(commit({first, second}));
  EXPECT_EQ(store_->log().load("case/a")->size(), 2U);
  auto third = chains_.next("case/a");
  EXPECT_FALSE(commit({third, third})) << "the second finds the first's event there";
  EXPECT_EQ(store_->log().load("case/a")->size(), 2U);
}

TEST_P(StoreContract, GivesPositionsWithoutAGapAcrossRefusals) {
  std::uint64_t next = 0;
  for (int i = 0; i < 40; ++i) {
    const auto stream = "case/" + std::to_string(i % 7);
    if (i % 3 == 2) {
      Chains stale;
      EXPECT_FALSE(commit({stale.next("case/new" + std::to_string(i)), stale.next("case/0")}));
      continue;
    }
    const auto position = commit({chains_.next(stream), chains_.next("system")});
    ASSERT_TRUE(position);
    EXPECT_EQ(*position, next);
    next += 2;
    if (i % 5 == 0) {
      ASSERT_TRUE(store_->log().sync());
    }
  }
  ASSERT_TRUE(store_->log().sync());
  std::uint64_t leaves = 0;
  ASSERT_TRUE(store_->reader().each_leaf([&](std::uint64_t position, const record::Digest&) {
    EXPECT_EQ(position, leaves++);
    return Result<void, office::Fault>{};
  }));
  EXPECT_EQ(leaves, next);
}

TEST_P(StoreContract, ReadsAListInsideAList) {
  for (const auto* stream : {"case/a", "case/b", "case/a"}) {
    ASSERT_TRUE(commit({chains_.next(stream)}));
  }
  ASSERT_TRUE(store_->log().sync());
  std::size_t inner = 0;
  std::size_t outer = 0;
  ASSERT_TRUE(store_->reader().each_in_log_order([&](const auto& event) {
    ++outer;
    EXPECT_FALSE(store_->reader().load(event.envelope.stream)->empty());
    return store_->reader().each_in_log_order([&](const auto&) {
      ++inner;
      return Result<void, office::Fault>{};
    });
  }));
  EXPECT_EQ(outer, 3U);
  EXPECT_EQ(inner, 9U);
}

TEST_P(StoreContract, StopsReadingWithTheCallersFault) {
  ASSERT_TRUE(commit({chains_.next("case/a"), chains_.next("case/b")}));
  int seen = 0;
  const auto stopped = store_->reader().each_in_log_order([&](const auto&) {
    ++seen;
    return Result<void, office::Fault>(Unexpected{office::Fault{FaultKind::not_found, "够了"}});
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().message, "够了");
  EXPECT_EQ(seen, 1);
}

TEST_P(StoreContract, MarksADirectoryOnceAndForEver) {
  using Kind = office::DirectoryKind;
  EXPECT_EQ(*store_->kind(), Kind::empty);
  ASSERT_TRUE(store_->set_kind(Kind::demonstration));
  EXPECT_TRUE(store_->set_kind(Kind::demonstration));
  EXPECT_FALSE(store_->set_kind(Kind::live));
  EXPECT_FALSE(store_->set_kind(Kind::empty));
  EXPECT_EQ(*store_->kind(), Kind::demonstration);
}

TEST_P(StoreContract, RebuildsRowsFromNothing) {
  auto append = chains_.next("case/c1");
  append.rows = made_rows("c1", 1);
  ASSERT_TRUE(commit({append}));
  ASSERT_TRUE(store_->log().sync());
  ASSERT_TRUE(store_->rows().clear());
  EXPECT_FALSE(*store_->view().case_rows("c1"));
  EXPECT_FALSE(*store_->log().find_case("c1"));
  ASSERT_TRUE(store_->rows().put(made_rows("c1", 2)));
  ASSERT_TRUE(store_->log().sync());
  EXPECT_EQ(**store_->view().case_rows("c1"), made_rows("c1", 2));
  EXPECT_EQ(*store_->log().find_case("外2"), "c1");
  EXPECT_FALSE(*store_->log().find_case("外1")) << "the old row's id went with it";
  EXPECT_EQ(*store_->reader().log_size(), 1U) << "the record itself is not touched";
}

TEST_P(StoreContract, FindsACaseByItsOwnIdOrTheSheets) {
  auto append = chains_.next("case/c1");
  append.rows = made_rows("c1", 1);
  ASSERT_TRUE(commit({append}));
  EXPECT_EQ(*store_->log().find_case("c1"), "c1");
  EXPECT_EQ(*store_->log().find_case("外1"), "c1");
  EXPECT_FALSE(*store_->log().find_case("外2"));
  EXPECT_FALSE(*store_->log().find_case(""));
  // Two cases with one id of a sheet: the same answer from every store, whichever came first.
  for (const auto* id : {"c9", "c0"}) {
    auto twin = chains_.next(std::string("case/") + id);
    twin.rows = made_rows(id, 5);
    ASSERT_TRUE(commit({twin}));
  }
  EXPECT_EQ(*store_->log().find_case("外5"), "c0");
}

TEST_P(StoreContract, ReplacesACasesRowsWhole) {
  for (const int number : {1, 4, 2}) {
    auto append = chains_.next("case/c1");
    append.rows = made_rows("c1", number);
    ASSERT_TRUE(commit({append}));
  }
  ASSERT_TRUE(store_->log().sync());
  const auto rows = store_->view().case_rows("c1");
  ASSERT_TRUE(rows && *rows);
  EXPECT_EQ(**rows, made_rows("c1", 2));
}

TEST_P(StoreContract, KnowsTheLastRecordedInstant) {
  EXPECT_FALSE(*store_->log().last_recorded());
  ASSERT_TRUE(commit({chains_.next("case/a")}));
  EXPECT_EQ(**store_->log().last_recorded(), domain::Instant{std::chrono::seconds{1664244000}});
}

}  // namespace
}  // namespace qidi::tests
