// The sliding count against a plain list of moments.
#include "identity/sliding_count.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace qidi::identity {
namespace {

using MinuteCount = SlidingCount<16, 60>;

TEST(SlidingCount, NeverForgetsWithinItsStretchAndForgetsSoonAfter) {
  std::mt19937 random(20221008);
  for (int world = 0; world < 200; ++world) {
    MinuteCount count;
    std::vector<std::int64_t> moments;
    std::int64_t now = random() % 10000;
    for (int i = 0; i < 200; ++i) {
      now += random() % 90;
      if (random() % 50 == 0) now += random() % 3000;
      count.add(now);
      moments.push_back(now);
      const auto within = [&](std::int64_t stretch) {
        return std::count_if(moments.begin(), moments.end(),
                             [&](std::int64_t each) { return now - each < stretch; });
      };
      ASSERT_GE(count.count(now), within(15 * 60));
      ASSERT_LE(count.count(now), within(16 * 60));
    }
  }
}

TEST(SlidingCount, TellsWhenItWillBeBelowALimitAndNotASecondSooner) {
  std::mt19937 random(7);
  for (int world = 0; world < 300; ++world) {
    MinuteCount count;
    std::int64_t now = random() % 10000;
    for (int i = 0; i < 30; ++i) {
      now += random() % 60;
      count.add(now);
    }
    const auto limit = 1 + random() % 20;
    const auto wait = count.seconds_until_below(limit, now);
    if (wait == 0) {
      EXPECT_LT(count.count(now), limit);
      continue;
    }
    auto just_before = count;
    EXPECT_GE(just_before.count(now + wait - 1), limit);
    EXPECT_LT(count.count(now + wait), limit);
    EXPECT_LE(wait, 16 * 60);
  }
}

TEST(SlidingCount, TakesBackTheNewestOfWhatIsThere) {
  MinuteCount count;
  count.take_back(0);
  EXPECT_EQ(count.count(0), 0U);
  count.add(0);
  count.add(300);
  count.take_back(310);
  EXPECT_EQ(count.count(310), 1U);
  EXPECT_EQ(count.count(16 * 60), 0U);
}

TEST(SlidingCount, AMomentBeforeTheLastCountsAsTheLast) {
  MinuteCount count;
  count.add(100000);
  count.add(50);
  EXPECT_EQ(count.count(50), 2U);
  EXPECT_EQ(count.count(100000 + 14 * 60), 2U);
}

TEST(SlidingCount, StopsAtItsHighestAndDoesNotStartAgain) {
  MinuteCount count;
  for (int i = 0; i < 300; ++i) count.add(5);
  EXPECT_EQ(count.count(5), 255U);
}

}  // namespace
}  // namespace qidi::identity
