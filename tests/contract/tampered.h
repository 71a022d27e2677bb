// A store of 300 events in 60 streams with signed heads, laid open to rude hands: no trigger, no
// constraint, no column type is left in their way. For the tamper tests.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "contract/made_events.h"
#include "record/verify.h"
#include "store/sqlite/sqlite_store.h"

struct sqlite3;

namespace qidi::tests {

using Places = std::set<std::pair<std::string, std::uint64_t>>;

class Tampered : public ::testing::Test {
 protected:
  static constexpr int streams = 60;
  static constexpr int events_each = 5;

  void SetUp() override;
  void TearDown() override;

  static std::string stream_of(int number) { return "case/c" + std::to_string(number); }
  /// Runs SQL as somebody with the file in hands would.
  void run(const std::string& text);
  std::vector<record::Finding> verified();
  bool finds(const std::string& kind);
  static Places places(const std::vector<record::Finding>& findings);

  Folder folder_;
  sqlite3* db_ = nullptr;
};

}  // namespace qidi::tests
