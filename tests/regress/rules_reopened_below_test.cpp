// Our own defect, found by the simulation: a case that a lower level reviews first came back from a
// superior's finding without its 7 days to be forwarded, and one that is only to be forwarded came
// back as if that level decided it.
#include "given.h"

namespace qidi::given {
namespace {

TEST(ReopenedBelow, AFirstReviewIsForwardedInSevenDaysAgain) {
  cites("notice-4.2.3@49dc", "licensing-law-43@fb48");
  Story story;
  story.on("2022-10-10", filing("first_review"));
  story.on("2022-10-11", NotAccept{"no_licence_needed", "不需要许可", ""});
  story.on("2022-11-01", Reopen{"decide_again", "须办许可", "复议决定", {}});
  EXPECT_EQ(story.state("2022-11-01"), "deciding");
  EXPECT_EQ(story.due(CountdownKind::forward, "2022-11-01"), "2022-11-10");
  EXPECT_EQ(story.due(CountdownKind::statutory, "2022-11-01"), "2022-11-29");
  EXPECT_EQ(story.due(CountdownKind::promised, "2022-11-01"), "none");
}

TEST(ReopenedBelow, WhatIsOnlyToBeForwardedIsNeverDecidedBelow) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain")).on("2022-10-11", Withdraw{""});
  EXPECT_EQ(story.refused("2022-11-01", Reopen{"decide_again", "须办许可", "复议决定", {}}),
            "only_forward_below");
  story.on("2022-11-01", Reopen{"false_finish", "并未撤回", "误操作", {}});
  EXPECT_EQ(story.due(CountdownKind::forward, "2022-11-01"), "2022-10-19");
}

}  // namespace
}  // namespace qidi::given
