// correct, recount, settle, and versions: the record is right without ever being changed
// (domain.md 2, 4.8; invariants 7, 16, 24).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

/// The published calendar with more days off in 2022.
WorkCalendar with_days_off(std::initializer_list<const char*> off) {
  auto years = law::calendar_years();
  for (auto& year : years) {
    if (year.year != 2022) continue;
    for (const auto* text : off) {
      std::erase_if(year.days, [&](const NoticedDay& n) { return n.day == day(text); });
      year.days.push_back({day(text), DayKind::day_off, "临时"});
    }
  }
  return WorkCalendar(std::move(years), 2);
}

TEST(Correcting, IsANewEventThatNamesTheOldAndBothStay) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing());
  const Correct right{1, "project_name", "光伏项目", "录入有误", "head-1"};
  EXPECT_EQ(story.refused("2022-10-11", Correct{9, "project_name", "甲", "有误", "head-1"}),
            "nothing_to_correct");
  EXPECT_EQ(story.refused("2022-10-11", Correct{1, "holder", "甲", "有误", "head-1"}),
            "field_invalid");
  EXPECT_EQ(story.refused("2022-10-11", Correct{1, "project_name", "甲", "", "head-1"}),
            "reasons_missing");
  EXPECT_EQ(story.refused("2022-10-11", Correct{1, "project_name", "甲", "有误", "clerk"}),
            "needs_two_people");
  EXPECT_EQ(story.refused("2022-10-11", Correct{1, "project_name", "甲", "有误", ""}),
            "field_missing");
  story.on("2022-10-11", right);
  EXPECT_EQ(story.rows().facts.project_name, "光伏项目");
  EXPECT_EQ(std::get<Filed>(story.events()[0].body).project_name, "风电项目");
  EXPECT_EQ(story.kinds(), "filed corrected");
  EXPECT_EQ(story.rows().facts.project_code, a_code);
}

TEST(Correcting, ALegalDayMovesTheEventToItsTrueDayAndTheCircularWithIt) {
  cites("notice-4.3.1@606b", "notice-4.3.2@aa37");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.on("2022-11-01", Withdraw{"另选址"});
  EXPECT_EQ(story.refused("2022-11-02", Correct{3, "legal_day", "2022-13-01", "错", "head-1"}),
            "field_invalid");
  EXPECT_EQ(story.refused("2022-11-02", Correct{3, "legal_day", "2022-11-03", "错", "head-1"}),
            "field_invalid")
      << "a legal day is never later than today";
  story.on("2022-11-02", Correct{3, "legal_day", "2022-10-31", "收件戳为31日", "head-1"});
  EXPECT_EQ(story.movements().back(), "2022-10-31 withdrawn none banner");
  EXPECT_EQ(story.state("2022-10-31"), "withdrawn");
  EXPECT_EQ(story.state("2022-10-30"), "deciding");
}

TEST(Recounting, MovesOpenCountdownsByAnEventAndLeavesClosedOnes) {
  cites("licensing-law-82@fb4a");
  const auto revised = with_days_off({"2022-10-24"});
  Story story(matter(10, 20));
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.calendar_becomes(revised).on("2022-10-17", Recount{});
  EXPECT_EQ(story.due(promised, "2022-10-16"), "2022-10-25");
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-10-26");
  EXPECT_EQ(story.due(CountdownKind::statutory, "2022-10-17"), "2022-11-09");
  EXPECT_EQ(story.kinds(), "filed accepted due_days_moved");
  const auto events = story.events().size();
  story.on("2022-10-18", Recount{});
  EXPECT_EQ(story.events().size(), events) << "a second count finds nothing to move";

  Story closed(matter(10, 20));
  closed.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"}).on("2022-10-12", Withdraw{""});
  closed.calendar_becomes(revised).on("2022-10-17", Recount{});
  EXPECT_EQ(closed.kinds(), "filed accepted withdrawn");
}

TEST(Recounting, ARedThatARevisionUndoesIsRecordedSo) {
  cites("licensing-law-82@fb4a", "notice-4.3.3@73df");
  Story story(matter(5, 20));
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  ASSERT_EQ(story.due("2022-10-10"), "2022-10-17");
  const auto revised = with_days_off({"2022-10-14", "2022-10-17", "2022-10-18"});
  // Three days off: 10-11, 12, 13, 19, 20.
  story.calendar_becomes(revised).on("2022-10-19", Recount{});
  EXPECT_EQ(story.due("2022-10-19"), "2022-10-20");
  EXPECT_TRUE(std::get<DueDaysMoved>(story.events().back().body).red_undone);
  EXPECT_EQ(story.light("2022-10-18"), "red") << "it was red, and past days keep what they showed";
  EXPECT_EQ(story.light("2022-10-19"), "yellow");
}

TEST(Recounting, NeverMovesADueDayToBeforeTheRevisionsRecording) {
  // A day off is taken back: the limit would have ended on 10-17, two days before the revision.
  const auto before = with_days_off({"2022-10-14", "2022-10-17", "2022-10-18"});
  Story story(matter(5, 20), before);
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  ASSERT_EQ(story.due("2022-10-10"), "2022-10-20");
  story.calendar_becomes(published()).on("2022-10-19", Recount{});
  EXPECT_EQ(story.due("2022-10-19"), "2022-10-19");
}

TEST(Recounting, MovesThePlanOfAPauseAndWhatHangsOnIt) {
  cites("licensing-law-45@a78b");
  Story story(matter(20, 20));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"}).on("2022-09-29", a_pause(10));
  const auto revised = with_days_off({"2022-10-17"});
  story.calendar_becomes(revised).on("2022-10-12", Recount{});
  EXPECT_EQ(story.state("2022-10-18"), "paused");
  EXPECT_EQ(story.state("2022-10-19"), "deciding");
  // 20 used days and 10 out, one of them a day off now: 11-11.
  EXPECT_EQ(story.due(promised, "2022-10-19"), "2022-11-11");
}

TEST(Settling, ByTheJobRecordsWhatTimeDidAndNothingElse) {
  cites("licensing-law-32.4@7d02");
  Story story;
  story.on("2022-10-10", filing()).settled("2022-10-17");
  EXPECT_EQ(story.kinds(), "filed");
  story.settled("2022-11-20").settled("2022-11-21");
  EXPECT_EQ(story.kinds(), "filed deemed_accepted");
  EXPECT_EQ(story.events().back().actor.role, Role::job);
  EXPECT_EQ(story.rows().facts.next_settle_day, std::nullopt);
}

TEST(Versions, GrowByOneForEachEventAndAStaleOneIsRefused) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  const auto current = story.at("2022-10-12");
  EXPECT_EQ(current.version, 2u);
  Command command;
  command.case_id = "case-1";
  command.actor = person(Role::head, banner);
  command.body = Assign{"赵六"};
  command.expected_version = 1;
  const auto stale = decide(current, command, story.facts(day("2022-10-12")));
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, RefusalCode::version_stale);
  command.expected_version = 2;
  EXPECT_TRUE(decide(current, command, story.facts(day("2022-10-12"))).has_value());
}

}  // namespace
}  // namespace qidi::given
