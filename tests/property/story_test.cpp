// Properties of folding over random casework: order, totality, past days, and lists that never
// depend on whether a job has run (rulings 3 and 4; domain.md 2, 4.7).
#include <algorithm>

#include "random_acts.h"
#include "simulate/invariants.h"

namespace qidi::given {
namespace {

constexpr std::chrono::days one{1};

/// A year of one case, an act every few days; no paper is entered late.
Story random_story(std::uint64_t seed, int days = 365) {
  Chance chance(seed);
  const auto version = random_matter(chance);
  Story story(version);
  Day today = day("2022-06-01") + std::chrono::days{chance.below(300)};
  for (const Day end = today + std::chrono::days{days}; today < end;
       today += std::chrono::days{chance.below(9)}) {
    const auto current = story.as_of(today, today);
    auto act = random_act(chance, current, today);
    auto actor = random_actor(chance, act, current, version.joint);
    story.tried(today, today, std::move(act), std::move(actor));
  }
  return story;
}

TEST(FoldProperty, TheOrderInWhichEventsAreHandedInDoesNotMatter) {
  cites("notice-4.3.1@606b");
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const auto story = random_story(seed);
    const auto expected = story.rows();
    auto events = story.events();
    Chance chance(seed);
    for (int i = 0; i < 5; ++i) {
      for (std::size_t k = events.size(); k > 1; --k) {
        std::swap(events[k - 1],
                  events[static_cast<std::size_t>(chance.below(static_cast<int>(k)))]);
      }
      const auto current = Story::folded(events);
      ASSERT_EQ(rows_of(current, story.facts(story.last_entered())), expected) << "seed " << seed;
      ASSERT_EQ(current.version, events.size());
    }
  }
}

TEST(FoldProperty, NoOrderOfNoEventsCrashesTheFoldAndNothingIsUndone) {
  cites("notice-4.3.1@606b");
  long long flagged = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    // Events of three cases of the same matter, thrown together with their days mixed up.
    std::vector<Event> events;
    for (std::uint64_t part = 0; part < 3; ++part) {
      const auto story = random_story(seed * 3 + part, 200);
      events.insert(events.end(), story.events().begin(), story.events().end());
    }
    Chance chance(seed);
    for (std::size_t i = 0; i < events.size(); ++i) {
      events[i].sequence = static_cast<long long>(i) + 1;
      if (chance.one_in(2)) events[i].legal_day += std::chrono::days{chance.below(200) - 100};
    }
    const auto current = Story::folded(events);
    ASSERT_EQ(current.version, events.size());
    flagged += static_cast<long long>(current.flagged.size());
    MatterCatalogue catalogue;
    catalogue.add(matter(10, 20));
    const auto rows = rows_of(current, {day("2024-06-01"), published(), catalogue});
    const auto wrong = simulate::against_rows(rows);
    ASSERT_FALSE(wrong) << "seed " << seed << ": " << *wrong;
    for (std::size_t i = 0; i < current.running.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        ASSERT_NE(current.running[i].kind, current.running[k].kind) << "seed " << seed;
      }
    }
  }
  EXPECT_GT(flagged, 1000) << "such a heap must contain nonsense, and it is flagged";
}

TEST(FoldProperty, ASegmentRunsOnADayJustWhenThePrefixOfThatDaySaysSo) {
  cites("notice-4.3.3@73df");
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto story = random_story(seed, 250);
    if (story.events().empty()) continue;
    const auto rows = story.rows();
    const Day last = story.last_entered();
    for (Day at = story.events().front().legal_day; at <= last; at += one) {
      std::vector<std::string> by_segments;
      for (const auto& s : rows.segments) {
        if (s.opened > at || at >= s.closed) continue;
        by_segments.push_back(std::string(name_of(s.kind)) + to_text(s.day_zero) + to_text(s.due) +
                              s.answers.department + s.answers.region +
                              (s.stopped ? "stopped" : ""));
      }
      std::vector<std::string> by_prefix;
      for (const auto& c : story.as_of(at, at).running) {
        by_prefix.push_back(std::string(name_of(c.kind)) + to_text(c.day_zero) + to_text(c.due) +
                            c.answers.department + c.answers.region + (c.stopped ? "stopped" : ""));
      }
      std::sort(by_segments.begin(), by_segments.end());
      std::sort(by_prefix.begin(), by_prefix.end());
      ASSERT_EQ(by_segments, by_prefix) << "seed " << seed << " on " << to_text(at);
    }
  }
}

TEST(FoldProperty, AStandingIsWhatThePrefixOfThatDaySays) {
  cites("notice-4.3.3@73df");
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto story = random_story(seed, 250);
    for (const auto& s : story.rows().standings) {
      for (const Day at : {s.from, std::min(s.to - one, s.from + std::chrono::days{30})}) {
        const auto then = story.as_of(at, at);
        ASSERT_EQ(then.state, s.state) << "seed " << seed << " on " << to_text(at);
        ASSERT_EQ(then.holder, s.holder);
        ASSERT_EQ(then.officer, s.officer);
        ASSERT_EQ(then.ended, s.ended);
      }
    }
  }
}

TEST(ListsProperty, AJobThatRunsEveryDayAndOneThatNeverRunsGiveTheSameLists) {
  cites("notice-4.3.3@73df", "notice-4.3.2@aa37");
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    Chance chance(seed);
    const auto version = random_matter(chance);
    Story with(version);
    Story without(version);
    Day today = day("2022-06-01");
    for (int i = 0; i < 365; ++i, today += one) {
      if (!with.events().empty()) with.tried(today, today, Settle{});
      if (chance.one_in(4)) {
        const auto current = without.as_of(today, today);
        const auto act = random_act(chance, current, today);
        const auto actor = random_actor(chance, act, current, version.joint);
        const bool done = without.tried(today, today, act, actor);
        ASSERT_EQ(with.tried(today, today, act, actor), done) << "seed " << seed;
      }
      const auto a = with.rows();
      const auto b = without.rows();
      ASSERT_EQ(a.standings, b.standings) << "seed " << seed << " on " << to_text(today);
      ASSERT_EQ(a.segments, b.segments) << "seed " << seed << " on " << to_text(today);
      ASSERT_EQ(a.movements, b.movements) << "seed " << seed << " on " << to_text(today);
    }
  }
}

TEST(ListsProperty, ASettlementRecordedOnAnyLaterDayIsTheOneThatWasProjected) {
  cites("licensing-law-32.4@7d02", "licensing-law-45@a78b");
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const auto story = random_story(seed, 60);
    if (story.events().empty()) continue;
    const auto expected = story.rows();
    for (int later = 0; later < 365; later += 3) {
      auto settled = story;
      const Day on = story.last_entered() + std::chrono::days{later};
      settled.tried(on, on, Settle{});
      const auto rows = settled.rows();
      ASSERT_EQ(rows.standings, expected.standings) << "seed " << seed;
      ASSERT_EQ(rows.segments, expected.segments) << "seed " << seed;
      ASSERT_EQ(rows.movements, expected.movements) << "seed " << seed;
      // And nothing is left to settle on that day.
      ASSERT_TRUE(!rows.facts.next_settle_day || *rows.facts.next_settle_day > on);
    }
  }
}

}  // namespace
}  // namespace qidi::given
