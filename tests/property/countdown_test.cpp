// Countdowns under pauses, extensions and other calendars, against an oracle that walks day by day
// with a purse of days left (domain.md 4.2 to 4.4, 5; features F31).
#include "random_acts.h"

namespace qidi::given {
namespace {

constexpr std::chrono::days one{1};

/// Spends a limit one day at a time; days inside a pause are not spent.
Day walked(Day day_zero, Limit limit, const std::vector<TakenOut>& pauses) {
  const auto& calendar = published();
  Day at = day_zero;
  int left = limit.count;
  while (left > 0) {
    at += one;
    if (limit.unit == LimitUnit::working_days && !calendar.is_working_day(at)) continue;
    bool out = false;
    for (const auto& pause : pauses) out = out || (pause.from < at && at <= pause.to);
    if (!out) --left;
  }
  while (!calendar.is_working_day(at)) at += one;
  return at;
}

/// The last calendar day of a limit, before it is rolled.
Day walked_unrolled(Day day_zero, int count, const std::vector<TakenOut>& pauses) {
  Day end = day_zero + std::chrono::days{count};
  for (const auto& pause : pauses) end += pause.to - pause.from;
  return end;
}

Countdown running(CountdownKind kind, Day day_zero, Limit limit) {
  Countdown countdown;
  countdown.kind = kind;
  countdown.day_zero = day_zero;
  countdown.limit = limit;
  return counted(countdown, published());
}

TEST(CountdownProperty, PausesTakeOutExactlyTheDaysInsideThem) {
  cites("licensing-law-45@a78b");
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Chance chance(seed);
    const Day start = day("2018-01-01") + std::chrono::days{chance.below(2500)};
    const Limit limit{chance.one_in(3) ? LimitUnit::calendar_days : LimitUnit::working_days,
                      1 + chance.below(60)};
    auto countdown = running(CountdownKind::statutory, start, limit);
    std::vector<TakenOut> pauses;
    Day from = start;
    for (int i = chance.below(4); i > 0; --i) {
      from += std::chrono::days{chance.below(15)};
      if (!can_stop(countdown, from)) break;
      // A due day rolled over a holiday is later than the last calendar day of the limit; between
      // the two 4.3's words ("due > A") still stop it, which a purse of days cannot show.
      if (limit.unit == LimitUnit::calendar_days &&
          from >= walked_unrolled(start, limit.count, pauses)) {
        break;
      }
      const Day to = from + std::chrono::days{chance.below(25)};
      countdown = held(countdown, {from, from + std::chrono::days{40}}, published());
      countdown = released(countdown, to, published());
      pauses.push_back({from, to});
      from = to;
    }
    ASSERT_EQ(countdown.due, walked(start, limit, pauses))
        << "seed " << seed << " from " << to_text(start) << " pauses " << pauses.size();
  }
}

TEST(CountdownProperty, APauseOfNoLengthCostsNothingOnAnyDay) {
  cites("licensing-law-45@a78b");
  const auto before =
      running(CountdownKind::promised, day("2022-09-01"), {LimitUnit::working_days, 40});
  for (Day at = day("2022-09-01"); at < before.due; at += one) {
    auto stopped = held(before, {at, at + std::chrono::days{20}}, published());
    EXPECT_EQ(released(stopped, at, published()).due, before.due) << to_text(at);
  }
}

TEST(CountdownProperty, APauseOverTheHolidayCostsOnlyItsWorkingDays) {
  cites("licensing-law-45@a78b", "licensing-law-82@fb4a");
  const auto before =
      running(CountdownKind::promised, day("2022-09-26"), {LimitUnit::working_days, 20});
  const auto stopped = held(before, {day("2022-09-30"), day("2022-11-01")}, published());
  for (Day to = day("2022-09-30"); to <= day("2022-10-07"); to += one) {
    EXPECT_EQ(released(stopped, to, published()).due, before.due) << to_text(to);
  }
  EXPECT_EQ(to_text(released(stopped, day("2022-10-08"), published()).due), "2022-10-28");
}

TEST(CountdownProperty, OnlyPromiseAndLawStopAndOnlyWithDaysLeft) {
  cites("licensing-law-45@a78b");
  for (int kind = 0; kind < countdown_kind_count; ++kind) {
    const auto countdown =
        running(static_cast<CountdownKind>(kind), day("2022-09-01"), {LimitUnit::working_days, 5});
    const bool stoppable =
        countdown.kind == CountdownKind::promised || countdown.kind == CountdownKind::statutory;
    EXPECT_EQ(can_stop(countdown, countdown.due - one), stoppable);
    EXPECT_FALSE(can_stop(countdown, countdown.due)) << "on its last day nothing is left";
    EXPECT_FALSE(can_stop(countdown, countdown.due + one));
  }
}

TEST(CountdownProperty, AnExtensionAddsItsWorkingDaysBeforeAndAfterAPauseAlike) {
  cites("licensing-law-42.1@d43c");
  const auto base =
      running(CountdownKind::promised, day("2022-09-26"), {LimitUnit::working_days, 20});
  for (int n = 1; n <= 10; ++n) {
    const auto first = lengthened(base, WorkingDays{n}, published());
    EXPECT_EQ(first.due, published().after(base.due, WorkingDays{n}).day);
    const TakenOut pause{day("2022-10-09"), day("2022-10-17")};
    const auto then_paused = released(held(first, pause, published()), pause.to, published());
    const auto paused_first =
        lengthened(released(held(base, pause, published()), pause.to, published()), WorkingDays{n},
                   published());
    EXPECT_EQ(then_paused.due, paused_first.due);
  }
}

TEST(CountdownProperty, TheExplanationNumbersEveryCountedDayAndEndsOnTheDueDay) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Chance chance(seed);
    const Day start = day("2021-01-01") + std::chrono::days{chance.below(1500)};
    auto countdown =
        running(CountdownKind::promised, start, {LimitUnit::working_days, 1 + chance.below(45)});
    const Day from = start + std::chrono::days{chance.below(10)};
    if (chance.one_in(2) && can_stop(countdown, from)) {
      countdown = held(countdown, {from, from + std::chrono::days{30}}, published());
      countdown = released(countdown, from + std::chrono::days{chance.below(12)}, published());
    }
    const auto days = explain(countdown, published());
    ASSERT_EQ(days.front().day, start);
    ASSERT_EQ(days.back().day, countdown.due);
    ASSERT_EQ(days.back().why, ExplainedDay::Why::due);
    ASSERT_EQ(days.back().number, countdown.limit.count) << "seed " << seed;
    int expected = 0;
    for (std::size_t i = 1; i < days.size(); ++i) {
      ASSERT_EQ(days[i].day, days[i - 1].day + one) << "no day is skipped";
      if (days[i].number > 0) {
        ASSERT_EQ(days[i].number, ++expected);
      }
    }
  }
}

TEST(LightProperty, FromThirtyDaysBeforeToThirtyAfterALightOnlyGetsWorse) {
  cites("notice-4.3.3@73df");
  // A peer's light was green above 11 days, yellow from 6 to 10 and else red: red with 11 left.
  for (int limit = 1; limit <= 45; ++limit) {
    Story story(matter(limit, 60));
    story.on("2022-08-01", filing()).on("2022-08-01", Accept{"1"});
    const auto standing = story.standing("2022-08-01");
    const auto due = *standing.due;
    const int warning = limit >= 15 ? 3 : std::max(1, limit / 5);
    Light worst = Light::green;
    for (int offset = -30; offset <= 30; ++offset) {
      const Day at = due + std::chrono::days{offset};
      const auto light = light_on(standing, at);
      ASSERT_GE(light, worst) << limit << ' ' << to_text(at);
      worst = light;
      const int left = days_left(due, at, published());
      if (at > due) {
        ASSERT_GE(light, Light::red) << limit << ' ' << to_text(at);
      } else {
        ASSERT_EQ(light, left <= warning ? Light::yellow : Light::green)
            << limit << ' ' << to_text(at) << " left " << left;
      }
    }
  }
}

}  // namespace
}  // namespace qidi::given
