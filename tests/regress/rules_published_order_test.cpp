// Our own defects: reasons that were in the published list and could never be told, because a
// general reason that stands earlier in the list was raised beside them.
#include "given.h"

namespace qidi::given {
namespace {

TEST(ToldReason, ASecondNoticeInOneRoundIsCalledThat) {
  cites("notice-4.2.2@e878");
  // "not_in_review" stood before "already_returned", so a clerk who returned a case twice was told
  // only that it was not in review.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", a_return());
  EXPECT_EQ(story.refused("2022-10-12", a_return()), "already_returned");
}

TEST(ToldReason, ANoticeAfterTheSilenceIsToldThatSilenceAccepted) {
  cites("licensing-law-32.4@7d02");
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-18", a_return()), "silence_accepted");
  EXPECT_EQ(story.refused("2022-10-18", Accept{"1"}), "silence_accepted");
  EXPECT_EQ(story.refused("2022-10-18", NotAccept{"false_papers", "材料虚假", ""}),
            "silence_accepted");
}

TEST(ToldReason, APausedCaseIsCalledPausedWhateverIsTried) {
  cites("licensing-law-45@a78b");
  // A second stop, a proposal and a decision all heard "not_deciding" instead.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"}).on("2022-10-12", a_pause(5));
  EXPECT_EQ(story.refused("2022-10-13", a_pause(5)), "already_paused");
  EXPECT_EQ(story.refused("2022-10-13", Propose{"grant", ""}), "already_paused");
  EXPECT_EQ(story.refused("2022-10-13", granting()), "already_paused");
}

}  // namespace
}  // namespace qidi::given
