// The worked examples 7 to 12, 15 and 21 to 25 of domain.md 11: what holds, lengthens, moves, ends
// and brings back a countdown.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;
constexpr auto statutory = CountdownKind::statutory;

Story accepted_2022_09_26(int promise, int law) {
  Story story(matter(promise, law));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"受理1"});
  return story;
}

TEST(WorkedExample, No7APauseTakesOutOnlyItsWorkingDays) {
  cites("licensing-law-45@a78b", "notice-4.2.3@49dc");
  auto story = accepted_2022_09_26(20, 20);
  EXPECT_EQ(story.due(promised, "2022-09-26"), "2022-10-27");
  story.on("2022-09-29", a_pause(15)).on("2022-10-17", Resume{});
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-11-09");
  EXPECT_EQ(published().working_days_between(day("2022-09-29"), day("2022-10-17")), 9);
  EXPECT_EQ(published().working_days_between(day("2022-09-26"), day("2022-09-29")), 3);
}

TEST(WorkedExample, No8APauseEndsByItsPlanWhenNobodyResumes) {
  cites("licensing-law-45@a78b");
  auto story = accepted_2022_09_26(20, 20);
  story.on("2022-09-29", a_pause(10));
  EXPECT_EQ(story.state("2022-10-17"), "paused");
  EXPECT_EQ(story.state("2022-10-18"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-10-18"), "2022-11-10");
  EXPECT_EQ(story.due("2022-10-10"), "2022-11-10") << "while paused: the date by the plan";
  EXPECT_EQ(story.rows().facts.next_settle_day, day("2022-10-18"));
  story.settled("2022-11-01");
  EXPECT_EQ(story.events().back().legal_day, day("2022-10-18"));
  EXPECT_TRUE(std::get<Resumed>(story.events().back().body).by_plan);
}

TEST(WorkedExample, No9APauseOverAHolidayCostsOnlyWhatWasWorked) {
  cites("licensing-law-45@a78b", "licensing-law-82@fb4a");
  // 7's limit: paused 09-29, resumed on the holiday's eve of counting and on the same day.
  auto same_day = accepted_2022_09_26(20, 20);
  same_day.on("2022-10-10", a_pause(5)).on("2022-10-10", Resume{});
  EXPECT_EQ(same_day.due(promised, "2022-10-10"), "2022-10-27");
  auto over_holiday = accepted_2022_09_26(20, 20);
  over_holiday.on("2022-09-30", a_pause(15)).on("2022-10-07", Resume{});
  EXPECT_EQ(over_holiday.due(promised, "2022-10-07"), "2022-10-27");
}

TEST(WorkedExample, No10WhatIsRedStaysRedUnderAPause) {
  cites("licensing-law-45@a78b", "notice-4.3.3@73df");
  auto story = accepted_2022_09_26(10, 20);
  ASSERT_EQ(story.due(promised, "2022-09-26"), "2022-10-13");
  story.on("2022-10-14", a_pause(20)).on("2022-10-24", Resume{});
  EXPECT_EQ(story.due(promised, "2022-10-20"), "2022-10-13");
  EXPECT_EQ(story.light("2022-10-14"), "red");
  EXPECT_EQ(story.light("2022-10-20"), "red");
  EXPECT_EQ(story.due(promised, "2022-10-24"), "2022-10-13");
  EXPECT_EQ(story.over(promised, "2022-10-24"), 7);
  EXPECT_EQ(story.due(statutory, "2022-10-24"), "2022-11-04");
}

TEST(WorkedExample, No11AnExtensionApprovedDuringThePauseAddsUp) {
  cites("licensing-law-42.1@d43c", "licensing-law-45@a78b");
  auto story = accepted_2022_09_26(20, 20);
  story.on("2022-09-29", a_pause(15)).on("2022-10-09", AskExtension{10, "情况复杂"});
  story.on("2022-10-10", Extend{10, "情况复杂"}).on("2022-10-17", Resume{});
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-11-23");
}

TEST(WorkedExample, No12AnExtensionAddsOnlyToWhatHasNotPassed) {
  cites("licensing-law-42.1@d43c");
  auto in_time = accepted_2022_09_26(10, 20);
  in_time.on("2022-10-13", AskExtension{5, "情况复杂"}).on("2022-10-13", Extend{5, "情况复杂"});
  EXPECT_EQ(in_time.due(promised, "2022-10-13"), "2022-10-20");
  EXPECT_EQ(in_time.due(statutory, "2022-10-13"), "2022-11-03");
  auto late = accepted_2022_09_26(10, 20);
  late.on("2022-10-14", AskExtension{5, "情况复杂"}).on("2022-10-14", Extend{5, "情况复杂"});
  EXPECT_EQ(late.due(promised, "2022-10-14"), "2022-10-13");
  EXPECT_EQ(late.due(statutory, "2022-10-14"), "2022-11-03");
  EXPECT_EQ(late.light("2022-10-14"), "red");
}

/// The 2020 calendar as it stood before 2020-01-27: days off to 01-30, 02-01 worked.
WorkCalendar before_the_epidemic() {
  auto years = law::calendar_years();
  for (auto& year : years) {
    if (year.year != 2020) continue;
    std::erase_if(year.days, [](const NoticedDay& noticed) {
      return noticed.day >= day("2020-01-31") && noticed.day <= day("2020-02-02");
    });
    year.days.push_back({day("2020-02-01"), DayKind::make_up_workday, "春节"});
  }
  return WorkCalendar(std::move(years), 1);
}

TEST(WorkedExample, No15ARevisedCalendarMovesARunningLimitByAnEvent) {
  cites("licensing-law-82@fb4a", "notice-4.3.3@73df");
  const auto before = before_the_epidemic();
  const WorkCalendar after(law::calendar_years(), 2);
  Story story(matter(10, 20), before);
  story.on("2020-01-16", filing()).on("2020-01-16", Accept{"受理1"});
  EXPECT_EQ(story.due(promised, "2020-01-16"), "2020-02-04");
  story.calendar_becomes(after).on("2020-01-27", Recount{});
  EXPECT_EQ(story.due(promised, "2020-01-26"), "2020-02-04");
  EXPECT_EQ(story.due(promised, "2020-01-27"), "2020-02-06");
  EXPECT_EQ(std::get<DueDaysMoved>(story.events().back().body).calendar_revision, 2);
  EXPECT_FALSE(std::get<DueDaysMoved>(story.events().back().body).red_undone);
}

TEST(WorkedExample, No21ARestoredProjectRunsOnWithTheDaysLeft) {
  cites("licensing-law-42.1@d43c");
  Story story(matter(20, 20));
  story.on("2022-09-01", filing()).on("2022-09-01", Accept{"受理1"});
  ASSERT_EQ(story.due(promised, "2022-09-01"), "2022-09-30");
  story.on("2022-09-15", removing());
  EXPECT_EQ(story.state("2022-09-15"), "removed");
  EXPECT_EQ(story.light("2022-10-20"), "none");
  story.on("2022-11-01", Restore{"移除有误"});
  EXPECT_EQ(published().working_days_between(day("2022-09-15"), day("2022-09-30")), 11);
  EXPECT_EQ(story.due(promised, "2022-11-01"), "2022-11-16");
  EXPECT_EQ(story.state("2022-11-01"), "deciding");
}

TEST(WorkedExample, No22ALicenceIsDeliveredWithinTenWorkingDays) {
  cites("licensing-law-44@c2dd");
  Story story(matter(10, 20));
  story.on("2022-12-26", filing()).on("2022-12-26", Accept{"受理1"});
  story.on("2022-12-29", Propose{"grant", ""}).on("2022-12-30", granting());
  EXPECT_EQ(story.due(CountdownKind::issue, "2022-12-30"), "2023-01-16");
  EXPECT_EQ(story.due("2022-12-30"), "2023-01-16");
  EXPECT_EQ(story.light("2023-01-16"), "yellow");
  EXPECT_EQ(story.light("2023-01-17"), "red");
  story.on("2023-01-17", Issue{"许可1号", "licence.pdf"});
  EXPECT_EQ(story.light("2023-01-17"), "none");
}

TEST(WorkedExample, No23AFalseFinishBringsTheOldDueDayBackAndANewDecisionAFullLimit) {
  cites("licensing-law-42.1@d43c");
  Story finished(matter(10, 20));
  finished.on("2022-10-27", filing()).on("2022-10-27", Accept{"受理1"});
  ASSERT_EQ(finished.due(promised, "2022-10-27"), "2022-11-10");
  finished.on("2022-11-07", Propose{"grant", ""}).on("2022-11-08", granting());
  auto again = finished;
  finished.on("2022-12-01", Reopen{"false_finish", "未实际发证", "虚假办结", {}});
  EXPECT_EQ(finished.due(promised, "2022-12-01"), "2022-11-10");
  EXPECT_EQ(finished.over(promised, "2022-12-01"), 15);
  // Law, counted from 2022-10-27: 20 working days end on 11-24, so it is red by law as well.
  EXPECT_EQ(finished.light("2022-12-01"), "red_by_law");
  EXPECT_EQ(finished.state("2022-12-01"), "deciding");

  again.on("2022-12-01", Reopen{"decide_again", "程序违法", "复议决定", 20});
  EXPECT_EQ(again.due(promised, "2022-12-01"), "2022-12-29");
  EXPECT_EQ(again.due(statutory, "2022-12-01"), "2022-12-29");
  EXPECT_EQ(again.light("2022-12-01"), "green");
}

TEST(WorkedExample, No24ALedgerRowRunsFromReceiptOrByItsStatedDay) {
  cites("notice-4.1@606e", "notice-4.3.3@73df");
  auto row = ledger_row("2022-08-01");
  row.promised_days = 20;
  row.due_computed = day("2022-08-29");
  row.flags = "computed_from_receipt";
  Story computed(matter(20, 20));
  computed.on("2022-10-01", AdoptFromLedger{row, "表1 第7行", false});
  EXPECT_EQ(computed.due("2022-08-01"), "2022-08-29");
  EXPECT_EQ(computed.light("2022-08-30"), "red");

  row.due_given = day("2022-09-03");
  row.flags = "due_as_stated";
  Story stated(matter(20, 20));
  stated.on("2022-10-01", AdoptFromLedger{row, "表1 第7行", false});
  EXPECT_EQ(stated.due("2022-08-01"), "2022-09-03") << "a Saturday, as stated, never rolled";
  EXPECT_NE(stated.light("2022-09-03"), "red");
  EXPECT_EQ(stated.light("2022-09-04"), "red");
  EXPECT_EQ(stated.rows().facts.due_computed, day("2022-08-29"));
  EXPECT_EQ(stated.rows().facts.flags, "due_as_stated");
}

TEST(WorkedExample, No25JointHandlingHasFortyFiveDaysAndFifteenMoreByTheGovernmentsLeader) {
  cites("licensing-law-42.2@cff8");
  auto joint = matter(45, 45);
  joint.joint = true;
  joint.extension_cap = 15;
  Story story(joint);
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"受理1"});
  EXPECT_EQ(story.due(statutory, "2022-09-26"), "2022-12-01");
  story.on("2022-11-01", AskExtension{15, "情况复杂"});
  EXPECT_EQ(story.refused("2022-11-02", Extend{15, "情况复杂"}), "not_permitted")
      << "the organ's head is not enough";
  story.on("2022-11-02", Extend{15, "情况复杂"}, person(Role::government_leader, banner));
  EXPECT_EQ(story.due(statutory, "2022-11-02"), "2022-12-22");
}

}  // namespace
}  // namespace qidi::given
