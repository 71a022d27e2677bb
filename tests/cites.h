// How a test says which clauses it proves: cites("notice-4.2.2@e878", "licensing-law-32.4@7d02").
// The ids go into the run's XML report as the property "cites", so that tools/check_law.py counts
// only tests that ran and passed. Ids and hashes stand in law/*.md.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace qidi::testing {

/// Adds clause ids to what the running test has cited so far. GoogleTest keeps one value per key,
/// so all ids of a test are joined by spaces, also over several calls.
inline void cites_all(std::initializer_list<std::string_view> clauses) {
  static const ::testing::TestInfo* citing = nullptr;
  static std::string joined;
  const auto* running = ::testing::UnitTest::GetInstance()->current_test_info();
  if (running != citing) {
    citing = running;
    joined.clear();
  }
  for (const auto clause : clauses) {
    if (!joined.empty()) joined += ' ';
    joined += clause;
  }
  ::testing::Test::RecordProperty("cites", joined);
}

}  // namespace qidi::testing

/// Variadic, so that a test's first line reads like a footnote.
template <typename... Clause>
void cites(const Clause&... clauses) {
  qidi::testing::cites_all({std::string_view(clauses)...});
}
