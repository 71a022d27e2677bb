// The worked examples 1 to 6 and 13, 16 to 20 of domain.md 11: from which day a limit runs and on
// which it ends, driven through the rules. Calendar: the State Council's, 2020 to 2026.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto review = CountdownKind::initial_review;
constexpr auto forward_limit = CountdownKind::forward;
constexpr auto promised = CountdownKind::promised;
constexpr auto statutory = CountdownKind::statutory;

TEST(WorkedExample, No1SilenceOverTheNationalDayIsAcceptanceFromReceipt) {
  cites("licensing-law-32.4@7d02", "notice-4.3.1@606b", "civil-code-201.1@e976",
        "licensing-law-82@fb4a");
  // 2022-09-30 is a Friday; 1 to 7 October are days off, Saturday 8 and Sunday 9 are worked.
  Story story(matter(20, 20));
  story.on("2022-09-30", filing());
  EXPECT_EQ(story.due(review, "2022-09-30"), "2022-10-12");
  EXPECT_EQ(story.state("2022-10-12"), "in_review");
  EXPECT_EQ(story.state("2022-10-13"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-10-12"), "none");
  EXPECT_EQ(story.due(promised, "2022-10-13"), "2022-11-02");
  EXPECT_EQ(story.day_zero(promised, "2022-10-13"), "2022-09-30");
  EXPECT_EQ(story.rows().facts.deemed_on, day("2022-10-13"));
  story.settled("2022-10-20");
  EXPECT_EQ(story.events().back().legal_day, day("2022-10-13"));
  EXPECT_EQ(std::get<DeemedAccepted>(story.events().back().body).effective, day("2022-09-30"));
}

TEST(WorkedExample, No2AFilingOnAFridayOrASaturdayHasOneReviewDay) {
  cites("civil-code-201.1@e976", "licensing-law-82@fb4a");
  for (const auto* filed : {"2022-07-29", "2022-07-30"}) {
    Story story;
    story.on(filed, filing());
    EXPECT_EQ(story.due(review, filed), "2022-08-05") << filed;
  }
}

TEST(WorkedExample, No3AMakeUpSaturdayIsADayZeroLikeAnyOther) {
  cites("licensing-law-82@fb4a");
  Story story;
  story.on("2022-10-08", filing());
  EXPECT_EQ(story.due(review, "2022-10-08"), "2022-10-13");
}

TEST(WorkedExample, No4AFirstReviewBelowRunsReviewAndForwardAndAboveThePromiseFromReceipt) {
  cites("notice-4.2.3@49dc", "licensing-law-35@6337", "licensing-law-43@fb48");
  Story story(matter(10, 20));
  story.on("2022-08-31", filing("first_review"));
  EXPECT_EQ(story.due(review, "2022-08-31"), "2022-09-07");
  EXPECT_EQ(story.due(forward_limit, "2022-08-31"), "2022-09-09");
  story.on("2022-09-02", Accept{"受理1"}).on("2022-09-08", going_up());
  EXPECT_EQ(story.due(promised, "2022-09-08"), "2022-09-23");
  EXPECT_EQ(story.due(statutory, "2022-09-08"), "2022-10-12");
  EXPECT_EQ(story.due(review, "2022-09-08"), "none") << "above no initial review";
  EXPECT_EQ(story.due(forward_limit, "2022-09-08"), "none");
  EXPECT_EQ(story.standing("2022-09-07").holder, banner);
  EXPECT_EQ(story.standing("2022-09-08").holder, league);
  EXPECT_EQ(story.state("2022-09-08"), "deciding");
}

TEST(WorkedExample, No5AFirstReviewDeemedAcceptedBelowMustBeForwardedAllTheSame) {
  cites("licensing-law-32.4@7d02", "licensing-law-43@fb48", "notice-4.2.3@49dc");
  Story story(matter(10, 20));
  story.on("2022-08-31", filing("first_review"));
  EXPECT_EQ(story.state("2022-09-07"), "in_review");
  EXPECT_EQ(story.state("2022-09-08"), "deciding");
  EXPECT_EQ(story.day_zero(statutory, "2022-09-08"), "2022-08-31");
  EXPECT_EQ(story.due(statutory, "2022-09-08"), "2022-09-29");
  EXPECT_EQ(story.due(promised, "2022-09-08"), "none") << "the promise is the upper organ's";
  EXPECT_EQ(story.due(forward_limit, "2022-09-12"), "2022-09-09");
  EXPECT_EQ(story.over(forward_limit, "2022-09-12"), 0) << "Mid-Autumn, a rest day";
  EXPECT_EQ(story.light("2022-09-12"), "red");
  // On 09-13 itself, before it went up, it was one working day late.
  EXPECT_EQ(story.over(forward_limit, "2022-09-13"), 1);
  story.on("2022-09-13", going_up());
  EXPECT_EQ(story.state("2022-09-13"), "deciding");
}

TEST(WorkedExample, No6WhereThePowerLiesPlainlyAboveNothingIsReviewedBelow) {
  cites("notice-4.2.3@49dc");
  Story story(matter(10, 20));
  story.on("2022-08-31", filing("plain"));
  EXPECT_EQ(story.due(review, "2022-08-31"), "none");
  EXPECT_EQ(story.due(forward_limit, "2022-08-31"), "2022-09-09");
  EXPECT_EQ(story.state("2022-12-01"), "in_review") << "silence below means nothing";
  story.on("2022-09-08", going_up());
  EXPECT_EQ(story.due(review, "2022-09-08"), "2022-09-16");
  EXPECT_EQ(story.due(forward_limit, "2022-09-08"), "none");
  EXPECT_EQ(story.state("2022-09-17"), "deciding");
  EXPECT_EQ(story.day_zero(promised, "2022-09-17"), "2022-09-08");
}

MatterVersion law_by_calendar_from_receipt() {
  auto version = matter(12, 0);
  version.statutory = {LimitUnit::calendar_days, 30};
  version.statutory_from = RunsFrom::receipt;
  return version;
}

TEST(WorkedExample, No13CalendarDaysFromReceiptRollAndTheEarlierPromiseGoverns) {
  cites("civil-code-203.1@72f6", "notice-4.2.3@49dc");
  Story story(law_by_calendar_from_receipt());
  story.on("2022-08-11", filing()).on("2022-08-16", Accept{"受理1"});
  // 09-10 is Mid-Autumn, a Saturday; 09-12 is the day off for it.
  EXPECT_EQ(story.due(statutory, "2022-08-16"), "2022-09-13");
  EXPECT_EQ(story.due(promised, "2022-08-16"), "2022-09-01");
  EXPECT_EQ(story.due("2022-08-16"), "2022-09-01");
  EXPECT_EQ(story.standing("2022-08-16").due_kind, promised);
}

TEST(WorkedExample, No14APauseTakesEachLimitsOwnDaysOut) {
  cites("licensing-law-45@a78b");
  Story story(law_by_calendar_from_receipt());
  story.on("2022-08-11", filing()).on("2022-08-16", Accept{"受理1"});
  story.on("2022-08-24", a_pause(20)).on("2022-09-05", Resume{});
  EXPECT_EQ(story.due(statutory, "2022-09-05"), "2022-09-22");
  EXPECT_EQ(story.due(promised, "2022-09-05"), "2022-09-14");
}

TEST(WorkedExample, No16ARefilingStartsTheReviewAnewAndSilenceCountsFromThatRound) {
  cites("licensing-law-32.4@7d02", "notice-4.2.2@e878");
  Story story(matter(20, 20));
  story.on("2022-10-10", filing()).on("2022-10-13", a_return());
  EXPECT_EQ(story.due(review, "2022-10-13"), "none") << "waiting is the unit's time";
  story.on("2022-10-20", a_refiling());
  EXPECT_EQ(story.due(review, "2022-10-20"), "2022-10-27");
  EXPECT_EQ(story.state("2022-10-27"), "in_review");
  EXPECT_EQ(story.state("2022-10-28"), "deciding");
  EXPECT_EQ(story.day_zero(promised, "2022-10-28"), "2022-10-20");
  EXPECT_EQ(story.due(promised, "2022-10-28"), "2022-11-17");
}

TEST(WorkedExample, No17TheYellowLineFollowsTheLengthOfTheFirstLimit) {
  cites("notice-4.3.3@73df");
  struct Line {
    int limit;
    const char* yellow;
    const char* due;
  };
  for (const auto& line :
       {Line{5, "2022-09-06", "2022-09-07"}, Line{7, "2022-09-08", "2022-09-09"},
        Line{10, "2022-09-13", "2022-09-15"}, Line{15, "2022-09-19", "2022-09-22"},
        Line{20, "2022-09-26", "2022-09-29"}}) {
    Countdown countdown;
    countdown.day_zero = day("2022-08-31");
    countdown.limit = {LimitUnit::working_days, line.limit};
    countdown = counted(countdown, published());
    EXPECT_EQ(to_text(countdown.due), line.due) << line.limit;
    EXPECT_EQ(to_text(countdown.warn), line.yellow) << line.limit;

    Story story(matter(line.limit, 30));
    story.on("2022-08-31", filing()).on("2022-08-31", Accept{"受理1"});
    const Day yellow = day(line.yellow);
    EXPECT_EQ(story.light(to_text(yellow - std::chrono::days{1})), "green") << line.limit;
    EXPECT_EQ(story.light(line.yellow), "yellow") << line.limit;
    EXPECT_EQ(story.light(line.due), "yellow") << line.limit;
  }
}

TEST(WorkedExample, No18ARedLightCountsWorkingDaysOnlyAndTheLadderToo) {
  cites("notice-4.3.3@73df");
  Story story(matter(6, 30));
  story.on("2022-09-01", filing()).on("2022-09-01", Accept{"受理1"});
  ASSERT_EQ(story.due("2022-09-01"), "2022-09-09");
  EXPECT_EQ(story.light("2022-09-09"), "yellow");
  // 10 to 12 September 2022 are the Mid-Autumn days off.
  for (const auto* rest : {"2022-09-10", "2022-09-11", "2022-09-12"}) {
    EXPECT_EQ(story.light(rest), "red") << rest;
    EXPECT_EQ(story.over(promised, rest), 0) << rest;
  }
  EXPECT_EQ(story.over(promised, "2022-09-13"), 1);
  struct Step {
    int after;
    const char* on;
  };
  for (const auto& step : {Step{1, "2022-09-13"}, Step{3, "2022-09-15"}, Step{5, "2022-09-19"},
                           Step{10, "2022-09-26"}}) {
    EXPECT_EQ(to_text(published().after(day("2022-09-09"), WorkingDays{step.after}).day), step.on);
    EXPECT_EQ(story.over(promised, step.on), step.after);
  }
}

TEST(WorkedExample, No19SilenceCanOpenAPromiseThatIsAlreadyPast) {
  cites("licensing-law-32.4@7d02", "notice-4.3.3@73df");
  Story story(matter(3, 20));
  story.on("2022-09-30", filing());
  EXPECT_EQ(story.due(promised, "2022-10-13"), "2022-10-10");
  EXPECT_EQ(story.light("2022-10-13"), "red");
  EXPECT_EQ(story.over(promised, "2022-10-13"), 3);
  EXPECT_EQ(story.light("2022-10-12"), "yellow") << "no view shows it earlier";
  EXPECT_EQ(story.due("2022-10-12"), "2022-10-12");
}

TEST(WorkedExample, No20AYearNotYetPublishedGivesAProvisionalDay) {
  cites("licensing-law-82@fb4a");
  const auto due = published().after(day("2026-12-25"), WorkingDays{10});
  EXPECT_EQ(to_text(due.day), "2027-01-11");
  EXPECT_TRUE(due.provisional);
  Story story(matter(10, 20));
  story.on("2026-12-25", filing()).on("2026-12-25", Accept{"受理1"});
  EXPECT_EQ(story.due(promised, "2026-12-25"), "2027-01-11");
  EXPECT_TRUE(story.standing("2026-12-25").provisional);
  Story before(matter(3, 20));
  before.on("2026-12-25", filing()).on("2026-12-25", Accept{"受理1"});
  EXPECT_FALSE(before.standing("2026-12-25").provisional) << "due in the published year";
}

}  // namespace
}  // namespace qidi::given
