// Counting sign-ins: what is alike is one line, and no flood makes more lines than there may be.
#include <gtest/gtest.h>

#include <string>

#include "domain/people/sign_ins.h"

namespace {

using namespace qidi::domain;

Instant at(long long second) {
  return Instant{std::chrono::seconds{second}};
}

TEST(SignInCount, CountsWhatIsAlikeInOneLine) {
  SignInCount count;
  count.add({SignInKind::failed, SignInWay::password, "a", "10.0.0.1"}, at(5));
  count.add({SignInKind::failed, SignInWay::password, "a", "10.0.0.1"}, at(3));
  count.add({SignInKind::failed, SignInWay::service, "a", "10.0.0.1"}, at(9));
  ASSERT_EQ(count.lines().size(), 2U);
  const auto& first = count.lines().front();
  EXPECT_EQ(first.count, 2);
  EXPECT_EQ(first.first, at(3));
  EXPECT_EQ(first.last, at(5));
}

TEST(SignInCount, NoFloodMakesMoreLinesAndNothingIsLost) {
  SignInCount count;
  for (int i = 0; i < 10'000; ++i) {
    const auto name = std::to_string(i);
    count.add({SignInKind::failed, SignInWay::password, name, name}, at(i));
    count.add({SignInKind::held_off, SignInWay::password, name, name}, at(i));
  }
  count.add({SignInKind::signed_in, SignInWay::password, "owner", "10.0.0.1"}, at(1));
  // Those that may stand alone, one without a name for each kind, and the owner's own.
  EXPECT_LE(count.lines().size(), SignInCount::most_of_failures + 2 + 1);
  long long all = 0;
  for (const auto& line : count.lines()) all += line.count;
  EXPECT_EQ(all, 20'001);
  EXPECT_EQ(count.lines().back().account, "owner");
}

}  // namespace
