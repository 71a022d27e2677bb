// Defects found in other systems' calendars, each as a test of ours. The stories are told in our
// own words; no code or text of those systems stands here.
#include <atomic>
#include <set>
#include <thread>

#include "given.h"

namespace qidi::given {
namespace {

constexpr std::chrono::days one{1};

std::set<Day> days_of(DayKind kind) {
  std::set<Day> days;
  for (const auto& year : published().years()) {
    for (const auto& noticed : year.days) {
      if (noticed.kind == kind) days.insert(noticed.day);
    }
  }
  return days;
}

bool weekend(Day day) {
  return weekday_of(day) == 0 || weekday_of(day) == 6;
}

/// Steps from day to day, by the notices' lists alone.
Day stepped(Day start, int n) {
  static const auto off = days_of(DayKind::day_off);
  static const auto made_up = days_of(DayKind::make_up_workday);
  Day at = start;
  while (n > 0) {
    at += one;
    if (off.contains(at) || (weekend(at) && !made_up.contains(at))) continue;
    --n;
  }
  return at;
}

/// Counts every day that is no weekend, as most counters do.
Day weekends_only(Day start, int n) {
  Day at = start;
  while (n > 0) {
    at += one;
    if (!weekend(at)) --n;
  }
  return at;
}

TEST(PeersCalendars, TheSweepOf2016To2026HasNoWrongDayAndNoneOffWork) {
  cites("licensing-law-82@fb4a");
  // One transport bureau's counter jumped whole weeks and then did not walk when the number was
  // already right: 7.8 % of such starts were wrong, a quarter of those on a day off. One gem added
  // make-up days stepping forwards but lost them when counting between two dates.
  int pairs = 0;
  int wrong_by_weekends = 0;
  for (Day start = day("2016-01-01"); start <= day("2026-12-31"); start += one) {
    if (!published().is_working_day(start)) continue;
    for (const int n : {5, 7, 10, 20}) {
      const Day due = published().after(start, WorkingDays{n}).day;
      if (due > day("2026-12-31")) continue;
      ++pairs;
      ASSERT_EQ(due, stepped(start, n)) << to_text(start) << " + " << n;
      ASSERT_TRUE(published().is_working_day(due)) << to_text(due);
      ASSERT_EQ(published().working_days_between(start, due), n) << "counted and stepped agree";
      wrong_by_weekends += weekends_only(start, n) != due ? 1 : 0;
    }
  }
  EXPECT_GT(pairs, 10700);
  // Whoever counts weekends alone is wrong on about three starts in ten.
  EXPECT_GT(wrong_by_weekends, pairs * 30 / 100);
  EXPECT_LT(wrong_by_weekends, pairs * 33 / 100);
}

TEST(PeersCalendars, HolidaysInsideTheDaysThatAHolidayAddedCountToo) {
  cites("licensing-law-82@fb4a");
  // A planning system added the holidays of the first window only. Five days from 2022-09-29: one
  // before the national week; the week pushes the end to 10-11, past nothing more. From 2020-04-30
  // the five days of May Day push 3 days into a weekend with a make-up Saturday.
  EXPECT_EQ(to_text(published().after(day("2022-09-29"), WorkingDays{5}).day), "2022-10-11");
  // 2020: off 05-01..05-05, 05-09 worked. 05-06, 07, 08, 09, 11.
  EXPECT_EQ(to_text(published().after(day("2020-04-30"), WorkingDays{5}).day), "2020-05-11");
  // 2023: off 09-29..10-06, 10-07 and 10-08 worked: 10-07, 08, 09, 10, 11.
  EXPECT_EQ(to_text(published().after(day("2023-09-28"), WorkingDays{5}).day), "2023-10-11");
}

TEST(PeersCalendars, PastTheLastKnownYearAnAnswerSaysThatItIsProvisional) {
  cites("licensing-law-82@fb4a");
  // A process that had loaded its years at start ran into an empty one and answered as if every
  // weekday were worked; another took a missing year for one without holidays.
  for (const auto* start : {"2026-12-31", "2027-06-01", "2036-03-01", "2049-01-01"}) {
    EXPECT_TRUE(published().after(day(start), WorkingDays{10}).provisional) << start;
  }
  EXPECT_FALSE(published().after(day("2026-06-01"), WorkingDays{10}).provisional);
  // Statutory holidays are off even before the notice.
  EXPECT_FALSE(published().is_working_day(day("2027-01-01")));
  EXPECT_FALSE(published().is_working_day(day("2027-10-01")));
}

TEST(PeersCalendars, TheHourOfADayNeverChangesItsDueDay) {
  cites("civil-code-201.1@e976");
  // A start that carried hours missed its own holiday row, because rows were compared for equality.
  for (const auto* at : {"2022-09-30T00:00:00+08:00", "2022-09-30T10:30:00+08:00",
                         "2022-09-30T23:59:59+08:00", "2022-09-29T16:00:00Z"}) {
    const auto instant = parse_instant(at);
    ASSERT_TRUE(instant) << at;
    EXPECT_EQ(to_text(day_of(*instant)), "2022-09-30") << at;
    EXPECT_EQ(to_text(published().after(day_of(*instant), WorkingDays{5}).day), "2022-10-12");
  }
  EXPECT_EQ(to_text(day_of(*parse_instant("2022-09-30T16:00:00Z"))), "2022-10-01");
}

TEST(PeersCalendars, ManyReadersAndTwoCalendarsAtOnceDoNotDisturbEachOther) {
  // Days off kept in static fields, loaded once and shared by threads, or overwritten by the next
  // tenant's.
  auto years = law::calendar_years();
  for (auto& year : years) {
    if (year.year == 2022) year.days.push_back({day("2022-10-10"), DayKind::day_off, "本地"});
  }
  const WorkCalendar local(std::move(years), 2);
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&, reader] {
      const auto& calendar = reader % 2 == 0 ? published() : local;
      const auto expected = day(reader % 2 == 0 ? "2022-10-12" : "2022-10-13");
      for (int i = 0; i < 20000; ++i) {
        if (calendar.after(day("2022-09-30"), WorkingDays{5}).day != expected) ++wrong;
      }
    });
  }
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

TEST(PeersCalendars, AYearEndIsADayLikeAnyOther) {
  cites("civil-code-201.1@e976", "licensing-law-82@fb4a");
  // Holidays of the current year only: what came on 31 December was moved to 1 January.
  // 2022-12-31 is a Saturday, off to 2023-01-02; 2019-12-31 a Tuesday before one day off.
  EXPECT_EQ(to_text(published().after(day("2022-12-31"), WorkingDays{5}).day), "2023-01-09");
  EXPECT_EQ(to_text(published().after(day("2019-12-31"), WorkingDays{5}).day), "2020-01-08");
  EXPECT_EQ(to_text(published().after(day("2022-12-30"), WorkingDays{1}).day), "2023-01-03");
  EXPECT_EQ(to_text(published().roll(day("2022-12-31"))), "2023-01-03");
}

TEST(PeersCalendars, AMakeUpSaturdayIsCountedWhicheverWayOneAsks) {
  cites("licensing-law-82@fb4a");
  // A library listed a range without its weekends and dropped the Saturdays that are worked.
  EXPECT_EQ(published().working_days_between(day("2022-09-30"), day("2022-10-09")), 2);
  EXPECT_EQ(to_text(published().after(day("2022-09-30"), WorkingDays{2}).day), "2022-10-09");
  for (const auto made_up : days_of(DayKind::make_up_workday)) {
    EXPECT_TRUE(published().is_working_day(made_up)) << to_text(made_up);
    EXPECT_EQ(published().working_days_between(made_up - one, made_up), 1) << to_text(made_up);
    EXPECT_EQ(published().after(made_up - one, WorkingDays{1}).day, made_up);
  }
}

}  // namespace
}  // namespace qidi::given
