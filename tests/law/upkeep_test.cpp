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

const Actor unit = person(Role::project_unit, {});

TEST(Correcting, IsANewEventThatNamesTheOldAndBothStay) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing());
  const Correct right{1, "project_name", "光伏项目", "录入有误", "head-1"};
  const auto refused = [&](Correct command) {
    return story.refused("2022-10-11", std::move(command), unit);
  };
  EXPECT_EQ(refused({9, "project_name", "甲", "有误", "head-1"}), "nothing_to_correct");
  EXPECT_EQ(refused({1, "holder", "甲", "有误", "head-1"}), "field_invalid");
  EXPECT_EQ(refused({1, "project_name", "甲", "", "head-1"}), "reasons_missing");
  // Two people agreed to a correction without a value, and an issued paper lost its number.
  EXPECT_EQ(refused({1, "document_no", "", "有误", "head-1"}), "field_missing");
  EXPECT_EQ(refused({1, "project_name", "甲", "有误", "project_unit"}), "needs_two_people");
  EXPECT_EQ(refused({1, "project_name", "甲", "有误", ""}), "field_missing");
  story.on("2022-10-11", right, unit);
  EXPECT_EQ(story.rows().facts.project_name, "光伏项目");
  EXPECT_EQ(std::get<Filed>(story.events()[0].body).project_name, "风电项目");
  EXPECT_EQ(story.kinds(), "filed corrected");
  EXPECT_EQ(story.rows().facts.project_code, a_code);
}

// A clerk could rewrite what the unit itself had stated, and any department's records: only a name
// had to be typed for who agreed.
TEST(Correcting, IsAskedOnlyByThoseWhoseRecordItIs) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  const Correct of_filing{1, "unit_name", "甲", "有误", "head-1"};
  const Correct of_acceptance{2, "legal_day", "2022-10-10", "日期有误", "head-1"};
  EXPECT_EQ(story.refused("2022-10-12", of_filing), "not_who_acted");
  EXPECT_EQ(story.refused("2022-10-12", of_filing, unit), "");
  EXPECT_EQ(story.refused("2022-10-12", of_acceptance), "");
  EXPECT_EQ(story.refused("2022-10-12", of_acceptance, unit), "not_who_acted");
  EXPECT_EQ(story.refused("2022-10-12", of_acceptance, person(Role::clerk, league)),
            "not_who_acted");
  // What time did is nobody's to correct.
  Story silent;
  silent.on("2022-10-10", filing()).settled("2022-10-18");
  ASSERT_EQ(silent.kinds(), "filed deemed_accepted");
  EXPECT_EQ(silent.refused("2022-10-18", Correct{2, "legal_day", "2022-10-17", "有误", "head-1"}),
            "not_who_acted");
}

// Two people could set right the unit's name in an acceptance, which has none: it was recorded,
// told to the unit, and changed nothing.
TEST(Correcting, AFieldThatTheEntryDoesNotHaveIsRefused) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-12", Correct{2, "unit_name", "某单位", "笔误", "head-1"}),
            "field_invalid");
  EXPECT_EQ(story.refused("2022-10-12", Correct{1, "unit_name", "某单位", "笔误", "head-1"}, unit),
            "");
}

TEST(Correcting, ALegalDayMovesTheEventToItsTrueDayAndTheCircularWithIt) {
  cites("notice-4.3.1@606b", "notice-4.3.2@aa37");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.on("2022-11-01", Withdraw{"另选址"});
  EXPECT_EQ(
      story.refused("2022-11-02", Correct{3, "legal_day", "2022-13-01", "错", "head-1"}, unit),
      "field_invalid");
  EXPECT_EQ(
      story.refused("2022-11-02", Correct{3, "legal_day", "2022-11-03", "错", "head-1"}, unit),
      "field_invalid")
      << "a legal day is never later than today";
  story.on("2022-11-02", Correct{3, "legal_day", "2022-10-31", "收件戳为31日", "head-1"}, unit);
  EXPECT_EQ(story.movements().back(), "2022-10-31 withdrawn none banner");
  EXPECT_EQ(story.state("2022-10-31"), "withdrawn");
  EXPECT_EQ(story.state("2022-10-30"), "deciding");
}

// Dating an acceptance before the receipt undid it: the case went back to review, flagged, and a
// clerk alone had rewritten time.
TEST(Correcting, ADayNeverPutsAnEventBeforeItsCauseOrChangesWhatAnotherDid) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-11-01", filing()).on("2022-11-01", Accept{"1"});
  story.on("2022-11-02", a_pause(3)).on("2022-11-04", Resume{});
  const auto moved = [&](long long sequence, std::string_view to) {
    return story.refused("2022-11-07",
                         Correct{sequence, "legal_day", std::string(to), "笔误", "head-1"});
  };
  EXPECT_EQ(moved(2, "2022-10-20"), "day_rewrites_record") << "accepted before it was received";
  EXPECT_EQ(moved(2, "2022-11-03"), "day_rewrites_record") << "paused before it was accepted";
  EXPECT_EQ(moved(3, "2022-11-03"), "day_rewrites_record") << "a pause's days are told in writing";
  EXPECT_EQ(moved(2, "2022-11-02"), "");
  EXPECT_EQ(story.state("2022-11-07"), "deciding");
}

// The row said received 10-10 while its countdown ran on from 11-01: ledger and light contradicted
// each other.
TEST(Correcting, AReceiptsTrueDayTellsItsCountdownsAnew) {
  cites("notice-4.3.1@606b", "licensing-law-32.4@7d02");
  const auto window = person(Role::window_clerk, {"150122", "窗口"});
  Story story;
  story.on("2022-11-01", filing(), window);
  ASSERT_EQ(story.due(CountdownKind::initial_review, "2022-11-01"), "2022-11-08");
  story.on("2022-11-01", Correct{1, "legal_day", "2022-10-28", "收件戳为28日", "head-1"}, window);
  EXPECT_EQ(to_text(story.rows().facts.received), "2022-10-28");
  EXPECT_EQ(story.day_zero(CountdownKind::initial_review, "2022-11-01"), "2022-10-28");
  EXPECT_EQ(story.due("2022-11-01"), "2022-11-04");
  EXPECT_EQ(story.due("2022-10-28"), "2022-11-04") << "as of an earlier day, too";

  // What was counted from the acceptance of the same day stays; what the law counts from receipt
  // goes along.
  auto version = matter(10, 20);
  version.statutory_from = RunsFrom::receipt;
  Story accepted(version);
  accepted.on("2022-11-01", filing(), window).on("2022-11-01", Accept{"1"});
  accepted.on("2022-11-01", Correct{1, "legal_day", "2022-10-28", "收件戳", "head-1"}, window);
  EXPECT_EQ(accepted.day_zero(promised, "2022-11-01"), "2022-11-01");
  EXPECT_EQ(accepted.day_zero(CountdownKind::statutory, "2022-11-01"), "2022-10-28");
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
