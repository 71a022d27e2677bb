// Our own defects, found by reading the rules against domain.md: acts on paper that are dated in
// time and entered late, after time's own events had been recorded.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;
constexpr auto review = CountdownKind::initial_review;

TEST(LatePaper, ANoticeAndARefilingEnteredLateUndoTheOldSilenceForGood) {
  cites("licensing-law-32.4@7d02", "notice-4.3.1@606b");
  // The silence of round 1 had been recorded on 13 October. Then the notice (10 October) came in on
  // paper, and then the refiling (11 October): the recorded silence fell into round 2 and accepted
  // it from round 1's receipt, two days after it had begun.
  Story story;
  story.on("2022-09-30", filing()).settled("2022-10-14");
  story.late("2022-10-10", "2022-10-17", a_return());
  EXPECT_EQ(story.state("2022-10-17"), "waiting_for_unit");
  story.late("2022-10-11", "2022-10-17", a_refiling());
  EXPECT_EQ(story.state("2022-10-17"), "in_review");
  EXPECT_EQ(story.due(review, "2022-10-13"), "2022-10-18");
  EXPECT_EQ(story.state("2022-10-19"), "deciding");
  EXPECT_EQ(story.day_zero(promised, "2022-10-19"), "2022-10-11");
  EXPECT_NE(story.rows().facts.flags.find("out_of_order"), std::string::npos);
}

TEST(LatePaper, ANoticeOfALongerPauseEnteredLateOutlivesTheRecordedEndByPlan) {
  cites("licensing-law-45@a78b");
  // The pause had ended by its plan on 18 October; a notice of the 12th that prolonged it came in
  // afterwards, yet the recorded end still resumed the case.
  Story story(matter(20, 20));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"});
  story.on("2022-09-29", a_pause(10)).settled("2022-10-19");
  story.late("2022-10-12", "2022-10-20", Prolong{"告知2号", 20});
  EXPECT_EQ(story.state("2022-10-20"), "paused");
  // 20 working days after 09-29: ten to 10-18, ten more to 11-01.
  EXPECT_EQ(story.state("2022-10-31"), "paused");
  EXPECT_EQ(story.state("2022-11-01"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-11-01"), "2022-11-24");
}

TEST(LatePaper, AnExtensionEnteredLateIsNotLostWhenThePauseEndedByItsPlan) {
  cites("licensing-law-42.1@d43c", "licensing-law-45@a78b");
  // The recorded end of the pause carried due days counted without the extension, and overwrote it.
  Story story(matter(20, 20));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"});
  story.on("2022-09-29", a_pause(10)).on("2022-10-09", AskExtension{10, "情况复杂"});
  story.settled("2022-10-19");
  story.late("2022-10-10", "2022-10-20", Extend{10, "情况复杂"});
  EXPECT_EQ(story.due(promised, "2022-10-20"), "2022-11-24");
}

TEST(LatePaper, ANoticeDatedInTimeReversesADeemedAcceptance) {
  cites("licensing-law-32.4@7d02");
  Story story;
  story.on("2022-09-30", filing()).settled("2022-10-14");
  ASSERT_EQ(story.state("2022-10-14"), "deciding");
  story.late("2022-10-12", "2022-10-17", Accept{"1"});
  EXPECT_EQ(story.day_zero(promised, "2022-10-17"), "2022-10-12");
  EXPECT_EQ(story.at("2022-10-17").accepted, day("2022-10-12"));
  EXPECT_EQ(story.rows().facts.deemed_on, std::nullopt);
}

TEST(LatePaper, ANoticeDatedAfterTheSilenceIsRefusedEvenWhenTheSilenceIsNotRecorded) {
  cites("licensing-law-32.4@7d02");
  Story story;
  story.on("2022-09-30", filing());
  EXPECT_EQ(story.refused("2022-10-13", a_return()), "silence_accepted");
}

}  // namespace
}  // namespace qidi::given
