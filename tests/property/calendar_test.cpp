// The calendar against a naive walker that looks at one day after another: every start from 2010 to
// 2026 and every number of days from 1 to 260 (domain.md 4.2; invariant 24).
#include <map>

#include "given.h"

namespace qidi::given {
namespace {

/// Knows nothing but the notices' days and the days of the week.
class Walker {
 public:
  explicit Walker(const std::vector<CalendarYear>& years) {
    for (const auto& year : years) {
      for (const auto& noticed : year.days) named_[noticed.day] = noticed.kind;
    }
  }
  bool works(Day day) const {
    const auto found = named_.find(day);
    if (found != named_.end()) return found->second == DayKind::make_up_workday;
    const auto weekday = std::chrono::weekday{std::chrono::sys_days{day.time_since_epoch()}};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
  }

 private:
  std::map<Day, DayKind> named_;
};

constexpr std::chrono::days one{1};

TEST(CalendarProperty, EveryStartAndEveryLengthAgreesWithANaiveWalker) {
  cites("licensing-law-82@fb4a", "civil-code-201.1@e976");
  const auto& calendar = published();
  const Walker walker(calendar.years());
  long long pairs = 0;
  for (Day start = day("2010-01-01"); start <= day("2026-12-31"); start += one) {
    int n = 0;
    for (Day at = start + one; n < 260; at += one) {
      if (!walker.works(at)) continue;
      ++n;
      ++pairs;
      if (calendar.after(start, WorkingDays{n}).day != at) {
        FAIL() << to_text(start) << " + " << n << " is " << to_text(at);
      }
    }
  }
  EXPECT_EQ(pairs, 6209LL * 260);
}

TEST(CalendarProperty, CountedAndSteppedAgree) {
  cites("licensing-law-82@fb4a");
  const auto& calendar = published();
  const Walker walker(calendar.years());
  for (Day from = day("2010-01-01"); from <= day("2026-06-30"); from += std::chrono::days{3}) {
    int counted = 0;
    for (Day to = from + one; to <= from + std::chrono::days{180}; to += one) {
      counted += walker.works(to) ? 1 : 0;
      ASSERT_EQ(calendar.working_days_between(from, to), counted)
          << to_text(from) << " to " << to_text(to);
      ASSERT_EQ(calendar.working_days_between(to, from), -counted);
    }
  }
}

TEST(CalendarProperty, EachDayIsWhatTheNoticeOrTheWeekSays) {
  cites("licensing-law-82@fb4a");
  const Walker walker(published().years());
  for (Day at = day("2010-01-01"); at <= day("2035-12-31"); at += one) {
    ASSERT_EQ(published().is_working_day(at), walker.works(at)) << to_text(at);
  }
}

TEST(CalendarProperty, CalendarDaysEndOnTheDayItselfOrTheNextWorkingDay) {
  cites("civil-code-203.1@72f6");
  const Walker walker(published().years());
  for (Day start = day("2019-01-01"); start <= day("2026-06-30"); start += one) {
    for (int n = 1; n <= 90; n += 7) {
      Day expected = start + std::chrono::days{n};
      while (!walker.works(expected)) expected += one;
      ASSERT_EQ(published().after(start, CalendarDays{n}).day, expected);
    }
    Day rolled = start;
    while (!walker.works(rolled)) rolled += one;
    ASSERT_EQ(published().after(start, WorkingDays{0}).day, rolled) << "at once";
  }
}

TEST(CalendarProperty, MoreDaysOrALaterStartNeverEndEarlier) {
  for (Day start = day("2021-01-01"); start <= day("2024-12-31"); start += one) {
    for (int n = 1; n <= 60; ++n) {
      const auto due = published().after(start, WorkingDays{n}).day;
      ASSERT_LT(due, published().after(start, WorkingDays{n + 1}).day);
      ASSERT_LE(due, published().after(start + one, WorkingDays{n}).day);
      ASSERT_GT(due, start);
    }
  }
}

TEST(CalendarProperty, OneMoreDayOffNeverMakesADueDayEarlier) {
  // Invariant 24: every working day of a quarter is taken away in turn.
  for (Day off = day("2022-08-01"); off <= day("2022-10-31"); off += one) {
    if (!published().is_working_day(off)) continue;
    auto years = published().years();
    for (auto& year : years) {
      if (year.year != 2022) continue;
      std::erase_if(year.days, [&](const NoticedDay& noticed) { return noticed.day == off; });
      year.days.push_back({off, DayKind::day_off, "临时"});
    }
    const WorkCalendar more(std::move(years), 2);
    for (Day start = day("2022-07-25"); start <= day("2022-10-31"); start += one) {
      for (const int n : {1, 5, 7, 10, 20, 45}) {
        const auto before = published().after(start, WorkingDays{n}).day;
        const auto after = more.after(start, WorkingDays{n}).day;
        ASSERT_GE(after, before) << to_text(start) << " + " << n << " without " << to_text(off);
        if (off <= start || off > before) {
          ASSERT_EQ(after, before);
        }
      }
    }
  }
}

TEST(CalendarProperty, ARegionsOwnDaysCountInItAndBelowAsANaiveWalkerCountsThem) {
  cites("licensing-law-82@fb4a");
  const LocalYear above{"150700",
                        {2022, false, "公告", {{day("2022-06-17"), DayKind::day_off, "甲"}}}};
  const LocalYear own{"150724",
                      {2022, false, "公告", {{day("2022-06-20"), DayKind::day_off, "乙"}}}};
  const WorkCalendar calendar(law::calendar_years(), 2, {own, above});
  auto both = law::calendar_years();
  auto upper = law::calendar_years();
  for (auto* years : {&both, &upper}) {
    for (auto& year : *years) {
      if (year.year == 2022) year.days.push_back(above.year.days.front());
      if (year.year == 2022 && years == &both) year.days.push_back(own.year.days.front());
    }
  }
  const std::vector<std::pair<const char*, Walker>> expected{
      {"150724", Walker(both)},
      {"150702", Walker(upper)},
      {"150700", Walker(upper)},
      {"150000", Walker(law::calendar_years())},
      {"150900", Walker(law::calendar_years())}};
  for (const auto& [region, walker] : expected) {
    for (Day start = day("2022-05-01"); start <= day("2022-07-31"); start += one) {
      int n = 0;
      for (Day at = start + one; n < 60; at += one) {
        if (!walker.works(at)) continue;
        ASSERT_EQ(calendar.in(region).after(start, WorkingDays{++n}).day, at)
            << region << ' ' << to_text(start) << " + " << n;
      }
    }
  }
}

TEST(CalendarProperty, AYearIsProvisionalUntilItIsPublishedAndNeverWithinPublishedOnes) {
  EXPECT_TRUE(published().is_published(2026));
  EXPECT_FALSE(published().is_published(2027));
  for (Day start = day("2010-01-01"); start <= day("2026-12-31"); start += one) {
    for (const int n : {1, 20}) {
      const auto due = published().after(start, WorkingDays{n});
      ASSERT_EQ(due.provisional, due.day > day("2026-12-31")) << to_text(start) << " + " << n;
    }
  }
}

TEST(CalendarProperty, TheYellowLineIsTheFirstDayWithThatManyDaysLeft) {
  cites("notice-4.3.3@73df");
  const Walker walker(published().years());
  for (Day due = day("2022-01-20"); due <= day("2022-12-31"); due += one) {
    for (const int left : {1, 2, 3}) {
      // Walk back while `left` or fewer working days remain in (day, due].
      int remain = 0;
      Day first = due;
      while (true) {
        const int with_this = remain + (walker.works(first) ? 1 : 0);
        if (with_this > left) break;
        remain = with_this;
        first -= one;
      }
      ASSERT_EQ(published().first_day_with_left(due, left), first) << to_text(due) << ' ' << left;
    }
  }
}

}  // namespace
}  // namespace qidi::given
