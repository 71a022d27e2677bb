// file, accept, accept_on_promise, accept_with_gap: domain.md 3.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto review = CountdownKind::initial_review;

TEST(Filing, AUnitFilesOnAnyDayAtAnyHourAndHasItsReceiptAtOnce) {
  cites("notice-4.3.1@606b", "licensing-law-32.p2@4efe");
  // 2022-10-01 is a Saturday and the national day.
  Story story;
  story.on("2022-10-01", filing());
  EXPECT_EQ(story.kinds(), "filed");
  EXPECT_EQ(story.state("2022-10-01"), "in_review");
  EXPECT_EQ(story.rows().facts.received, day("2022-10-01"));
  // Day zero is the day of receipt; the first working day after it is Saturday 8 October.
  EXPECT_EQ(story.due(review, "2022-10-01"), "2022-10-12");
}

TEST(Filing, WithoutAnOfficerTheDutyOfficerAnswers) {
  cites("notice-4.1@606e");
  auto file = filing();
  file.officer.clear();
  Story story;
  story.on("2022-10-10", file);
  EXPECT_EQ(story.standing("2022-10-10").officer, "值班人员");
}

TEST(Filing, AMissingProjectCodeIsNoBarToFilingButToAcceptance) {
  cites("notice-4.3.1@606b");
  auto file = filing();
  file.project_code.clear();
  Story story;
  story.on("2022-10-10", file);
  EXPECT_EQ(story.refused("2022-10-11", Accept{"1"}), "project_code_invalid");
  EXPECT_EQ(story.refused("2022-10-11", a_return()), "") << "it is a defect that can be told";
}

TEST(Filing, EachReasonAgainstIt) {
  cites("notice-4.1@606e");
  const Story story;
  const auto told = [&](auto change) {
    auto file = filing();
    change(file);
    return story.refused("2022-10-10", file);
  };
  EXPECT_EQ(told([](File&) {}), "");
  EXPECT_EQ(told([](File& f) { f.matter.clear(); }), "field_missing");
  EXPECT_EQ(told([](File& f) { f.department.clear(); }), "field_missing");
  EXPECT_EQ(told([](File& f) { f.project_name.clear(), f.project_code.clear(); }), "field_missing");
  EXPECT_EQ(told([](File& f) { f.power = "above"; }), "field_invalid");
  EXPECT_EQ(told([](File& f) { f.power = "plain"; }), "field_missing") << "which organ above?";
  EXPECT_EQ(told([](File& f) { f.list = "finished"; }), "field_invalid");
  EXPECT_EQ(told([](File& f) { f.matter = "nothing"; }), "unknown_matter");
  Story filed;
  filed.on("2022-10-10", filing());
  EXPECT_EQ(filed.refused("2022-10-11", filing()), "case_exists");
}

TEST(Filing, TakesTheVersionInForceOnItsDayAndNoneBeforeOrAfter) {
  cites("notice-4.2.3@49dc");
  auto version = matter(10, 20);
  version.valid_from = day("2022-08-01");
  version.valid_to = day("2022-12-31");
  const Story story(version);
  EXPECT_EQ(story.refused("2022-07-31", filing()), "unknown_matter");
  EXPECT_EQ(story.refused("2022-08-01", filing()), "");
  EXPECT_EQ(story.refused("2022-12-31", filing()), "");
  EXPECT_EQ(story.refused("2023-01-01", filing()), "unknown_matter");
}

TEST(Filing, AtTheWindowIsDatedOnTheDayItWasHandedInAndCountsAsOffline) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing(), person(Role::window_clerk, banner));
  EXPECT_EQ(story.movements(), (std::vector<std::string>{"2022-10-10 accepted offline_filed banner",
                                                         "2022-10-18 memo deemed banner"}));
}

TEST(Acceptance, EndsTheReviewAndStartsPromiseAndLaw) {
  cites("notice-4.2.3@49dc", "licensing-law-42.1@d43c");
  Story story(matter(10, 20));
  story.on("2022-10-10", filing()).on("2022-10-12", Accept{"1"});
  EXPECT_EQ(story.due(review, "2022-10-12"), "none") << "the day of an act: what ran before ends";
  EXPECT_EQ(story.due(CountdownKind::promised, "2022-10-12"), "2022-10-26");
  EXPECT_EQ(story.due(CountdownKind::statutory, "2022-10-12"), "2022-11-09");
  EXPECT_EQ(story.at("2022-10-12").accepted, day("2022-10-12"));
  EXPECT_EQ(story.movements().back(), "2022-10-12 memo formally_accepted banner")
      << "acceptance moves no column";
}

TEST(Acceptance, IsPossibleOnTheReviewsLastDayAndNotAfter) {
  cites("licensing-law-32.4@7d02");
  Story story;
  story.on("2022-10-10", filing());
  ASSERT_EQ(story.due(review, "2022-10-10"), "2022-10-17");
  EXPECT_EQ(story.refused("2022-10-17", Accept{"1"}), "");
  EXPECT_EQ(story.refused("2022-10-18", Accept{"1"}), "silence_accepted");
}

// The page told a clerk 必备材料不全（project_paper）: the catalogue's code, which nobody knows.
TEST(Acceptance, TellsWhichPapersAreMissingByTheirNames) {
  auto file = filing();
  file.papers = {"map"};
  Story story;
  story.on("2022-10-10", file);
  Command command;
  command.case_id = "case-1";
  command.actor = person(Role::clerk, banner);
  command.body = Accept{"1"};
  const auto decided = decide(story.at("2022-10-11"), command, story.facts(day("2022-10-11")));
  ASSERT_FALSE(decided);
  EXPECT_NE(decided.error().detail.find("申请报告"), std::string::npos) << decided.error().detail;
  EXPECT_EQ(decided.error().detail.find("report"), std::string::npos) << decided.error().detail;
}

TEST(Acceptance, NeedsEveryMandatoryPaperAndOnlyThose) {
  cites("licensing-law-32.5@0fb7");
  auto file = filing();
  file.papers = {"map"};
  Story story;
  story.on("2022-10-10", file);
  EXPECT_EQ(story.refused("2022-10-11", Accept{"1"}), "papers_missing");
  file.papers = {"report"};
  Story whole;
  whole.on("2022-10-10", file);
  EXPECT_EQ(whole.refused("2022-10-11", Accept{"1"}), "");
}

MatterVersion trusting() {
  auto version = matter(10, 20);
  version.promise_allowed = true;
  version.gap_allowed = true;
  return version;
}

TEST(Acceptance, OnPromiseRunsTheLimitsAndTheUnitsObligationBesideThem) {
  cites("notice-4.2.3@49dc");
  auto file = filing();
  file.papers.clear();
  Story story(trusting());
  story.on("2022-10-10", file);
  EXPECT_EQ(story.refused("2022-10-11", AcceptOnPromise{"1", "", day("2022-12-01")}),
            "field_missing");
  EXPECT_EQ(story.refused("2022-10-11", AcceptOnPromise{"1", "某公司", {}}), "field_missing");
  EXPECT_EQ(story.refused("2022-10-11", AcceptOnPromise{"1", "某公司", day("2022-10-10")}),
            "field_invalid");
  story.on("2022-10-11", AcceptOnPromise{"1", "某公司", day("2022-12-01")});
  EXPECT_EQ(story.due(CountdownKind::promised, "2022-10-11"), "2022-10-25");
  EXPECT_EQ(story.due(CountdownKind::obligation, "2022-10-11"), "2022-12-01");
  EXPECT_EQ(story.light("2022-10-11"), "green");
}

TEST(Acceptance, OnPromiseOrWithAGapOnlyWhereTheMatterAllows) {
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-11", AcceptOnPromise{"1", "某公司", day("2022-12-01")}),
            "promise_not_allowed");
  EXPECT_EQ(story.refused("2022-10-11", AcceptWithGap{"1", "某公司", {}, day("2022-12-01")}),
            "promise_not_allowed");
}

TEST(Acceptance, WithAGapLeavesOnlyTheListedPapersWanting) {
  auto version = trusting();
  version.papers.push_back({"land", "用地文件", true});
  auto file = filing();
  file.papers.clear();
  Story story(version);
  story.on("2022-10-10", file);
  EXPECT_EQ(story.refused("2022-10-11", AcceptWithGap{"1", "某公司", {"land"}, day("2022-12-01")}),
            "papers_missing");
  EXPECT_EQ(story.refused("2022-10-11",
                          AcceptWithGap{"1", "某公司", {"land", "report"}, day("2022-12-01")}),
            "");
}

TEST(Acceptance, AnObligationNeverColoursTheCase) {
  cites("notice-4.3.3@73df");
  Story story(trusting());
  story.on("2022-10-10", filing());
  story.on("2022-10-11", AcceptOnPromise{"1", "某公司", day("2022-10-12")});
  EXPECT_EQ(story.due(CountdownKind::obligation, "2022-10-14"), "2022-10-12");
  EXPECT_EQ(story.light("2022-10-14"), "green");
}

}  // namespace
}  // namespace qidi::given
