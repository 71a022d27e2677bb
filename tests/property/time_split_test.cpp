// The split of time over random casework: the parts add up to the whole, the hops to the parts,
// each day is counted once, and no past split changes afterwards. domain.md 3; features F30, F83.
#include "domain/casework/time_split.h"

#include "random_acts.h"

namespace qidi::given {
namespace {

constexpr std::chrono::days one{1};

TimeShare sum_of(const TimeShares& shares) {
  TimeShare sum;
  for (const auto& share : shares) {
    sum.working_days += share.working_days;
    sum.calendar_days += share.calendar_days;
  }
  return sum;
}

TEST(TimeSplitProperty, PartsAndHopsAddUpAndEachDayIsCountedOnce) {
  cites("notice-4.3.1@606b");
  long long days = 0;
  std::array<bool, time_party_count> met{};
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Chance chance(seed);
    const auto version = random_matter(chance);
    Story story(version);
    Day today = day("2022-06-01");
    for (int i = 0; i < 40; ++i, today += std::chrono::days{chance.below(9)}) {
      const auto current = story.as_of(today, today);
      auto act = random_act(chance, current, today);
      auto actor = random_actor(chance, act, current, version.joint);
      story.tried(today, today, std::move(act), std::move(actor));
    }
    const auto standings = story.rows().standings;
    if (standings.empty()) continue;
    TimeSplit before;
    for (Day at = standings.front().from; at <= today; at += one) {
      const auto split = split_of_time(standings, at, published());
      ASSERT_EQ(sum_of(split.shares), split.elapsed) << "seed " << seed << " " << to_text(at);
      TimeShares of_hops{};
      for (const auto& hop : split.hops) {
        ASSERT_LE(hop.from, hop.to);
        for (std::size_t i = 0; i < of_hops.size(); ++i) {
          of_hops[i].working_days += hop.shares[i].working_days;
          of_hops[i].calendar_days += hop.shares[i].calendar_days;
        }
      }
      ASSERT_EQ(of_hops, split.shares) << "seed " << seed << " " << to_text(at);
      ASSERT_EQ(split.elapsed.calendar_days, (split.to - split.from).count());
      ASSERT_EQ(split.elapsed.working_days, published().working_days_between(split.from, split.to));
      // A day more is one party's, or nobody's where the case has ended; a reopening catches up.
      if (at > standings.front().from && split.to > before.to) {
        int grown = 0;
        for (std::size_t i = 0; i < split.shares.size(); ++i) {
          ASSERT_GE(split.shares[i].calendar_days, before.shares[i].calendar_days);
          if (split.shares[i] != before.shares[i]) {
            ++grown;
            met[i] = true;
          }
        }
        ASSERT_LE(grown, 2) << "seed " << seed << " " << to_text(at);
        if (before.to == at - one) {
          ASSERT_EQ(grown, 1) << "seed " << seed << " " << to_text(at);
        }
      }
      before = split;
      ++days;
    }
  }
  EXPECT_GT(days, 5000);
  for (std::size_t i = 0; i < met.size(); ++i) {
    EXPECT_TRUE(met[i]) << "no random case gave time to " << name_of(static_cast<TimeParty>(i));
  }
}

}  // namespace
}  // namespace qidi::given
