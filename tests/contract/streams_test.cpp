// Reading the streams of one beginning: all of them, nothing else, each in order. In every store.
#include <gtest/gtest.h>

#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

/// Names and sequences of the streams of one beginning, through `port`.
template <class Port>
std::string read(Port& port, const std::string& beginning) {
  std::string names;
  EXPECT_TRUE(port.each_of_streams(beginning, [&](const record::SealedEvent& event) {
    names += event.envelope.stream + ":" + std::to_string(event.envelope.sequence) + " ";
    return Result<void, office::Fault>{};
  }));
  return names;
}

void check(office::Store& store) {
  Chains chains;
  for (const auto* stream : {"account/b", "case/x", "account/a", "account/b", "accounts", "account",
                             "account/\xE5\xBC\xA0", "token/a", "account/a"}) {
    const auto append = chains.next(stream);
    ASSERT_TRUE(store.log().commit({&append, 1}, std::nullopt));
  }
  const std::string accounts =
      "account/a:1 account/a:2 account/b:1 account/b:2 account/\xE5\xBC\xA0:1 ";
  EXPECT_EQ(read(store.log(), "account/"), accounts) << "within the open batch";
  ASSERT_TRUE(store.log().sync());
  EXPECT_EQ(read(store.reader(), "account/"), accounts);
  EXPECT_EQ(read(store.reader(), "token/"), "token/a:1 ");
  EXPECT_EQ(read(store.reader(), "login/"), "");
  const auto stopped = store.reader().each_of_streams("account/", [](const auto&) {
    return Result<void, office::Fault>{
        Unexpected{office::Fault{office::FaultKind::unreadable, "够了"}}};
  });
  EXPECT_FALSE(stopped) << "a fault of the hearer ends the reading";
}

TEST(StreamsOfOneBeginning, AreReadFromMemory) {
  store::MemoryStore store;
  check(store);
}

TEST(StreamsOfOneBeginning, AreReadFromSqlite) {
  const Folder folder;
  auto store = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(store);
  check(**store);
}

}  // namespace
}  // namespace qidi::tests
