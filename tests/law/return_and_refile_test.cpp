// return_once and refile: everything at once, and once only (N5; domain.md 3, "Second list").
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto review = CountdownKind::initial_review;

Story with_both_papers(MatterVersion version = matter(10, 20)) {
  auto file = filing();
  file.papers = {"report", "map"};
  Story story(std::move(version));
  story.on("2022-10-10", file);
  return story;
}
ReturnOnce both() {
  return {{{"report", "缺章", "补章"}, {"map", "不清", "重绘"}}, "可先办用地"};
}

TEST(ReturnOnce, EndsTheReviewAndLeavesTheCaseWithItsUnit) {
  cites("notice-4.2.2@e878");
  auto story = with_both_papers();
  story.on("2022-10-13", a_return());
  EXPECT_EQ(story.state("2022-10-13"), "waiting_for_unit");
  EXPECT_EQ(story.due(review, "2022-10-13"), "none");
  EXPECT_EQ(story.light("2022-12-31"), "none") << "waiting is the unit's time";
  EXPECT_EQ(story.movements().back(), "2022-10-13 returned none banner");
  EXPECT_EQ(story.refused("2022-10-14", Accept{"1"}), "not_in_review");
}

TEST(ReturnOnce, IsPossibleOnTheFifthWorkingDayAndNotOnTheSixth) {
  cites("notice-4.2.2@e878", "licensing-law-32.4@7d02");
  const auto story = with_both_papers();
  EXPECT_EQ(story.refused("2022-10-17", a_return()), "");
  EXPECT_EQ(story.refused("2022-10-18", a_return()), "silence_accepted");
}

TEST(ReturnOnce, NamesPaperFaultAndMendingOfEachDefectAndSuggestsSomething) {
  cites("notice-4.2.2@e878");
  const auto story = with_both_papers();
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{}, "可先办用地"}), "defects_missing");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{{"report", "缺章", ""}}, "建议"}),
            "defects_missing");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{{"report", "", "补章"}}, "建议"}),
            "defects_missing");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{{"", "缺章", "补章"}}, "建议"}),
            "defects_missing");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{{"report", "缺章", "补章"}}, ""}),
            "suggestions_missing");
}

TEST(ReturnOnce, ASecondListMayNotNameWhatTheFirstLeftOut) {
  cites("notice-4.2.2@e878", "licensing-law-32.4@7d02");
  auto story = with_both_papers();
  story.on("2022-10-11", a_return("report")).on("2022-10-12", a_refiling("report"));
  EXPECT_EQ(story.refused("2022-10-13", a_return("map")), "already_told");
  EXPECT_EQ(story.refused("2022-10-13", both()), "already_told");
  EXPECT_EQ(story.refused("2022-10-13", a_return("report")), "") << "it is new in this round";
}

TEST(ReturnOnce, ASecondListMayNameWhatTheUnitLeftUnmended) {
  cites("notice-4.2.2@e878");
  auto story = with_both_papers();
  story.on("2022-10-11", both());
  story.on("2022-10-12", Refile{{{"report", "不能补", false}, {"map", "已重绘", true}}, {}});
  EXPECT_EQ(story.refused("2022-10-13", a_return("report")), "");
  EXPECT_EQ(story.refused("2022-10-13", a_return("map")), "already_told");
}

TEST(ReturnOnce, ReplacedPapersAreNewOnlyInTheRoundThatBroughtThem) {
  cites("notice-4.2.2@e878");
  auto story = with_both_papers();
  story.on("2022-10-11", both());
  story.on("2022-10-12", Refile{{{"report", "已补", true}, {"map", "不能", false}}, {"report"}});
  story.on("2022-10-13", a_return("map"));
  story.on("2022-10-14", Refile{{{"map", "已绘", true}}, {"map"}});
  EXPECT_EQ(story.refused("2022-10-17", a_return("report")), "already_told");
  EXPECT_EQ(story.refused("2022-10-17", a_return("map")), "");
}

TEST(ReturnOnce, AfterAcceptanceIsTooLate) {
  cites("notice-4.2.2@e878");
  auto story = with_both_papers();
  story.on("2022-10-11", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-12", a_return()), "not_in_review");
}

TEST(Refile, IsTheSameCaseInItsNextRoundWithTheSameHolderAndAFreshReview) {
  cites("notice-4.2.2@e878", "notice-4.3.1@606b");
  auto story = with_both_papers();
  story.on("2022-10-11", a_return()).on("2022-10-20", a_refiling());
  const auto current = story.at("2022-10-20");
  EXPECT_EQ(current.round, 2);
  EXPECT_EQ(current.holder, banner);
  EXPECT_EQ(current.officer, "张三");
  EXPECT_EQ(story.due(review, "2022-10-20"), "2022-10-27");
  EXPECT_EQ(story.rows().facts.received, day("2022-10-10")) << "the case keeps its first receipt";
}

TEST(Refile, AnswersEachDefectAndOnlyWhileTheCaseWaits) {
  cites("notice-4.2.2@e878");
  auto story = with_both_papers();
  EXPECT_EQ(story.refused("2022-10-11", a_refiling()), "not_waiting");
  story.on("2022-10-11", both());
  EXPECT_EQ(story.refused("2022-10-12", a_refiling("report")), "defects_unanswered");
  story.on("2022-10-12", Refile{{{"report", "已补", true}, {"map", "已绘", true}}, {"report"}});
  EXPECT_EQ(story.refused("2022-10-13", a_refiling()), "not_waiting");
}

TEST(CloseUnanswered, OnlyWhenATermWasToldAndHasPassed) {
  cites("licensing-law-32.4@7d02");
  auto without_term = with_both_papers();
  without_term.on("2022-10-11", a_return());
  EXPECT_EQ(without_term.refused("2023-10-11", CloseUnanswered{"办法第九条"}), "term_not_past");

  auto version = matter(10, 20);
  version.correction = Limit{LimitUnit::working_days, 10};
  auto story = with_both_papers(version);
  EXPECT_EQ(story.refused("2022-10-11", CloseUnanswered{"办法第九条"}), "not_waiting");
  story.on("2022-10-11", a_return());
  EXPECT_EQ(story.due(CountdownKind::correction, "2022-10-11"), "2022-10-25");
  EXPECT_EQ(story.refused("2022-10-25", CloseUnanswered{"办法第九条"}), "term_not_past");
  EXPECT_EQ(story.refused("2022-10-26", CloseUnanswered{""}), "field_missing");
  story.on("2022-10-26", CloseUnanswered{"办法第九条"});
  EXPECT_EQ(story.state("2022-10-26"), "lapsed");
  EXPECT_EQ(story.movements().back(), "2022-10-11 returned none banner")
      << "it had left the stock already";
}

}  // namespace
}  // namespace qidi::given
