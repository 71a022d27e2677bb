// Defects found in other systems' limits, lights, pauses and extensions, each as a test of ours;
// told in our own words.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

Story accepted(int promise = 20, int law = 30) {
  Story story(matter(promise, law));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"});
  return story;
}

TEST(PeersLimits, NoNumberOfDaysLeftFallsBetweenTwoColours) {
  cites("notice-4.3.3@73df");
  // Green above eleven, yellow from six to ten, and else red: with exactly eleven left it was red.
  const auto story = accepted(30, 40);
  const auto standing = story.standing("2022-09-26");
  Light last = Light::green;
  for (int offset = -30; offset <= 30; ++offset) {
    const auto light = light_on(standing, *standing.due + std::chrono::days{offset});
    EXPECT_GE(light, last) << offset;
    EXPECT_EQ(light >= Light::red, offset > 0) << offset;
    last = light;
  }
}

TEST(PeersLimits, WorkDoneAtTheLastSecondOfTheDueDayIsInTime) {
  cites("civil-code-203.2@8956");
  // The due moment carried the hour at which the case had begun: work finished at 15:00 on the last
  // day counted as over when the case had come in at 10:00.
  auto story = accepted();
  ASSERT_EQ(story.due("2022-09-26"), "2022-10-27");
  const auto last_second = *parse_instant("2022-10-27T23:59:59+08:00");
  story.on("2022-10-26", Propose{"grant", ""});
  story.on(to_text(day_of(last_second)), granting());
  EXPECT_EQ(story.movements().back(), "2022-10-27 finished granted banner");
  EXPECT_NE(accepted().light(to_text(day_of(last_second))), "red");
  EXPECT_EQ(accepted().light(to_text(day_of(last_second + std::chrono::seconds{1}))), "red");
}

TEST(PeersLimits, AFinishedCaseIsJudgedByItsEndNeverByToday) {
  cites("notice-4.3.3@73df");
  // Finished articles turned red later, because now was compared with the due moment.
  auto story = accepted();
  story.on("2022-09-27", Propose{"refuse", "不符"}).on("2022-09-28", refusing());
  for (const auto* later : {"2022-10-28", "2023-10-28", "2030-01-01"}) {
    EXPECT_EQ(story.light(later), "none") << later;
  }
  EXPECT_EQ(story.movements().back(), "2022-09-28 finished refused banner");
}

TEST(PeersLimits, LimitsComeFromTheCatalogueAlone) {
  cites("notice-4.2.3@49dc");
  // One limit was written into several queries as one working day.
  EXPECT_EQ(accepted(1, 30).due(promised, "2022-09-26"), "2022-09-27");
  EXPECT_EQ(accepted(7, 30).due(promised, "2022-09-26"), "2022-10-10");
  EXPECT_EQ(accepted(20, 30).due(promised, "2022-09-26"), "2022-10-27");
}

TEST(PeersLimits, AHoldReleasedTheSameDayAddsNothing) {
  cites("licensing-law-45@a78b");
  // It added one working day.
  auto story = accepted();
  for (const auto* at : {"2022-09-27", "2022-09-28", "2022-10-08", "2022-10-10"}) {
    story.on(at, a_pause(3)).on(at, Resume{});
    EXPECT_EQ(story.due(promised, at), "2022-10-27") << at;
  }
}

TEST(PeersLimits, ASecondStopIsRefusedAndTheFirstStandsAsItWas) {
  cites("licensing-law-45@a78b");
  // A second stop silently took the first one's place.
  auto story = accepted();
  story.on("2022-09-29", a_pause(10));
  EXPECT_EQ(story.refused("2022-10-09", Pause{"hearing", "告知2号", 30}), "already_paused");
  EXPECT_EQ(story.at("2022-10-09").pause->ground, "expert_review");
  EXPECT_EQ(story.due(promised, "2022-10-18"), "2022-11-10");
}

TEST(PeersLimits, AnExtensionAHundredDaysLateIsRefused) {
  cites("licensing-law-42.1@d43c");
  auto story = accepted();
  story.on("2022-10-10", AskExtension{10, "情况复杂"});
  EXPECT_EQ(story.refused("2023-02-04", Extend{10, "情况复杂"}), "too_late_to_extend");
}

TEST(PeersLimits, APauseOverAHolidayWeekAddsOnlyItsWorkedDays) {
  cites("licensing-law-45@a78b", "licensing-law-82@fb4a");
  // Paused calendar days were added to a deadline in working days.
  auto story = accepted();
  story.on("2022-09-30", a_pause(10)).on("2022-10-08", Resume{});
  EXPECT_EQ(story.due(promised, "2022-10-08"), "2022-10-28") << "eight days paused, one worked";
}

TEST(PeersLimits, RepeatedCorrectionNeverLeavesAnOldLimitRunning) {
  cites("notice-4.2.2@e878");
  // A case that was corrected more than once went on counting from its first receipt.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-12", a_return()).on("2022-10-24", a_refiling());
  story.on("2022-10-26", a_return()).on("2022-11-07", a_refiling());
  EXPECT_EQ(story.due("2022-11-07"), "2022-11-14");
  EXPECT_EQ(story.light("2022-11-07"), "green");
}

}  // namespace
}  // namespace qidi::given
