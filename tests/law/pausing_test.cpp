// pause, prolong, resume (行政许可法 45; domain.md 3, 4.3).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

MatterVersion forest() {
  auto version = matter(20, 20);
  version.pause_grounds = {{"field_survey", 10, "林地审核办法"}};
  return version;
}
Story accepted(MatterVersion version = forest()) {
  Story story(std::move(version));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"});
  return story;
}

TEST(Pausing, NeedsALawfulGroundANoticeAndDaysToldInWriting) {
  cites("licensing-law-45@a78b");
  const auto story = accepted();
  EXPECT_EQ(story.refused("2022-09-29", Pause{"leader_absent", "告知1号", 5}), "ground_unlawful");
  // The series gives the number; what was given on paper has one, and it must be told.
  EXPECT_EQ(story.refused("2022-09-29", Pause{"hearing", "", 5}), "");
  auto on_paper = story;
  EXPECT_FALSE(on_paper.tried(day("2022-09-29"), day("2022-09-30"), Pause{"hearing", "", 5}));
  EXPECT_TRUE(on_paper.tried(day("2022-09-29"), day("2022-09-30"), Pause{"hearing", "1号", 5}));
  EXPECT_EQ(story.refused("2022-09-29", Pause{"hearing", "告知1号", 0}), "field_missing");
  for (const auto* ground : {"hearing", "bidding", "auction", "inspection", "testing", "quarantine",
                             "appraisal", "expert_review"}) {
    EXPECT_EQ(story.refused("2022-09-29", Pause{ground, "告知1号", 5}), "") << ground;
  }
}

TEST(Pausing, KeepsTheCapOfASpecialLaw) {
  cites("licensing-law-45@a78b");
  auto story = accepted();
  EXPECT_EQ(story.refused("2022-09-29", Pause{"field_survey", "告知1号", 11}), "days_over_cap");
  story.on("2022-09-29", Pause{"field_survey", "告知1号", 5});
  EXPECT_EQ(story.refused("2022-10-08", Prolong{"告知2号", 11}), "days_over_cap");
  EXPECT_EQ(story.refused("2022-10-08", Prolong{"告知2号", 10}), "");
}

TEST(Pausing, OnlyWhileDecidingAndNotTwice) {
  cites("licensing-law-45@a78b");
  Story in_review(forest());
  in_review.on("2022-09-26", filing());
  EXPECT_EQ(in_review.refused("2022-09-27", a_pause(5)), "not_deciding")
      << "review is never held: article 45 speaks of 42 to 44 only";
  auto story = accepted();
  story.on("2022-09-29", a_pause(5));
  EXPECT_EQ(story.refused("2022-09-30", a_pause(5)), "already_paused");
}

TEST(Pausing, WhereEverythingIsPastDueThereIsNothingToTakeOut) {
  cites("licensing-law-45@a78b");
  const auto story = accepted();
  ASSERT_EQ(story.due(promised, "2022-09-26"), "2022-10-27");
  EXPECT_EQ(story.refused("2022-10-26", a_pause(5)), "");
  EXPECT_EQ(story.refused("2022-10-27", a_pause(5)), "nothing_to_pause")
      << "due > A: on the last day no day is left";
  EXPECT_EQ(story.refused("2022-11-01", a_pause(5)), "nothing_to_pause");
}

TEST(Pausing, ShowsPausedAndTurnsYellowAtMostNearItsPlannedEnd) {
  cites("notice-4.3.3@73df");
  auto story = accepted();
  story.on("2022-09-29", a_pause(10));
  // Ten working days end on 10-18; w = 2, so yellow from 10-14 on.
  EXPECT_EQ(story.light("2022-10-12"), "paused");
  EXPECT_EQ(story.light("2022-10-14"), "yellow");
  EXPECT_EQ(story.light("2022-10-17"), "yellow");
  EXPECT_EQ(story.light("2022-10-18"), "green") << "resumed by plan";
}

TEST(Pausing, ANoticeBeforeThePlannedEndProlongsIt) {
  cites("licensing-law-45@a78b");
  auto story = accepted();
  story.on("2022-09-29", a_pause(5));
  EXPECT_EQ(story.refused("2022-10-09", Prolong{"", 10}), "");
  EXPECT_EQ(story.refused("2022-10-09", Prolong{"告知2号", 5}), "field_invalid")
      << "the new total must be more";
  story.on("2022-10-09", Prolong{"告知2号", 10});
  EXPECT_EQ(story.state("2022-10-17"), "paused");
  EXPECT_EQ(story.state("2022-10-18"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-10-18"), "2022-11-10");
  EXPECT_EQ(story.refused("2022-10-18", Prolong{"告知3号", 20}), "not_paused");
}

TEST(Pausing, APausedCaseIsNeitherProposedNorDecided) {
  cites("licensing-law-45@a78b");
  auto story = accepted();
  story.on("2022-09-29", a_pause(10));
  EXPECT_EQ(story.refused("2022-10-10", Propose{"grant", ""}), "already_paused");
  EXPECT_EQ(story.refused("2022-10-10", granting()), "already_paused");
  EXPECT_EQ(story.refused("2022-10-10", Accept{"1"}), "not_in_review");
}

TEST(Pausing, ResumingNeedsAPause) {
  const auto story = accepted();
  EXPECT_EQ(story.refused("2022-09-29", Resume{}), "not_paused");
}

TEST(Pausing, TwoPausesInARowTakeEachDayOutOnce) {
  cites("licensing-law-45@a78b");
  auto story = accepted();
  story.on("2022-09-29", a_pause(10)).on("2022-10-10", Resume{});
  story.on("2022-10-10", a_pause(10)).on("2022-10-17", Resume{});
  // The same nine working days as the one pause of example 7.
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-11-09");
}

}  // namespace
}  // namespace qidi::given
