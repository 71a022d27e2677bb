// forward and send_back, both kinds of power above (N7; domain.md 3, "Power above").
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto forward_limit = CountdownKind::forward;
constexpr auto review = CountdownKind::initial_review;
constexpr auto promised = CountdownKind::promised;

TEST(Forwarding, MakesANewHopAboveOnTheSameLegalDay) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain")).on("2022-10-13", going_up());
  EXPECT_EQ(story.standing("2022-10-12").holder, banner);
  EXPECT_EQ(story.standing("2022-10-13").holder, league);
  EXPECT_EQ(story.standing("2022-10-13").officer, "李四");
  const auto movements = story.movements();
  ASSERT_GE(movements.size(), 3u);
  EXPECT_EQ(movements[1], "2022-10-13 moved_out none banner");
  EXPECT_EQ(movements[2], "2022-10-13 moved_in none league");
}

TEST(Forwarding, PlainlyAboveNothingElseIsDoneBelow) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain"));
  EXPECT_EQ(story.refused("2022-10-11", Accept{"1"}), "only_forward_below");
  EXPECT_EQ(story.refused("2022-10-11", a_return()), "only_forward_below");
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"not_our_power", "权限在上级", "盟能源局"}),
            "only_forward_below");
  EXPECT_EQ(story.state("2023-06-01"), "in_review") << "and silence below means nothing";
  EXPECT_EQ(story.due(forward_limit, "2023-06-01"), "2022-10-19");
  EXPECT_EQ(story.light("2022-10-20"), "red");
}

TEST(Forwarding, AboveThePackageIsNeverAskedForAgain) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain")).on("2022-10-11", going_up());
  EXPECT_EQ(story.refused("2022-10-12", a_return("report")), "already_in_package");
  EXPECT_EQ(story.refused("2022-10-12", a_return("map")), "") << "the map is not in it";
  story.on("2022-10-12", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-13", AskMore{{{"report", "不清", "重交"}}, day("2022-10-20")}),
            "already_in_package");
}

TEST(Forwarding, AFirstReviewIsForwardedOnlyOnceAcceptedAndWithAnOpinion) {
  cites("licensing-law-43@fb48", "licensing-law-35@6337");
  Story story;
  story.on("2022-10-10", filing("first_review"));
  EXPECT_EQ(story.refused("2022-10-11", going_up()), "not_deciding");
  story.on("2022-10-11", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-12", Forward{"", "", "李四", ""}), "field_missing");
  EXPECT_EQ(story.refused("2022-10-12", Propose{"grant", ""}), "only_forward_below");
  EXPECT_EQ(story.refused("2022-10-12", granting()), "only_forward_below");
  story.on("2022-10-12", going_up());
  EXPECT_EQ(story.refused("2022-10-13", a_return()), "not_in_review") << "above no return";
  EXPECT_EQ(story.refused("2022-10-13", Propose{"grant", ""}), "");
}

TEST(Forwarding, OnlyWhereThePowerLiesAboveAndOnlyOnce) {
  cites("notice-4.2.3@49dc");
  Story here;
  here.on("2022-10-10", filing());
  const Forward up{league.region, league.department, "李四", "同意上报"};
  EXPECT_EQ(here.refused("2022-10-11", up), "power_is_here");
  Story above;
  above.on("2022-10-10", filing("plain")).on("2022-10-11", up);
  const Forward further{"150000", "energy", "李四", "同意上报"};
  EXPECT_EQ(above.refused("2022-10-12", further), "already_forwarded");
}

TEST(Forwarding, LastsSevenWorkingDaysFromReceiptAndAnewFromEachRefiling) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("first_review"));
  EXPECT_EQ(story.due(forward_limit, "2022-10-10"), "2022-10-19");
  story.on("2022-10-12", a_return()).on("2022-10-20", a_refiling());
  EXPECT_EQ(story.due(forward_limit, "2022-10-20"), "2022-10-31");
  EXPECT_EQ(story.due(review, "2022-10-20"), "2022-10-27");
}

TEST(Forwarding, OfOlderStockRunsFromTheNoticesFirstDay) {
  cites("notice-4.2.3@49dc");
  // domain.md 4.6: the notice is of Saturday 2022-07-30; seven working days end on 08-09.
  Story story;
  story.on("2022-03-01", filing("plain"));
  EXPECT_EQ(story.due(forward_limit, "2022-07-30"), "2022-08-09");
}

TEST(Forwarding, KeepsTheLongerLimitThatASpecialLawGives) {
  auto version = matter(10, 20);
  version.forward = {LimitUnit::working_days, 20};
  Story story(version);
  story.on("2022-08-31", filing("plain"));
  EXPECT_EQ(story.due(forward_limit, "2022-08-31"), "2022-09-29");
}

TEST(SentBack, TheLimitsRunBelowAnewAndTheHopsAreCounted) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain")).on("2022-10-11", going_up());
  EXPECT_EQ(story.refused("2022-10-13", SendBack{""}), "reasons_missing");
  story.on("2022-10-13", SendBack{"权限在旗县"});
  EXPECT_EQ(story.standing("2022-10-13").holder, banner);
  EXPECT_EQ(story.state("2022-10-13"), "in_review");
  EXPECT_EQ(story.due(review, "2022-10-13"), "2022-10-20");
  EXPECT_EQ(story.due(forward_limit, "2022-10-13"), "none");
  EXPECT_EQ(story.refused("2022-10-14", SendBack{"权限在旗县"}), "power_is_here");
  EXPECT_EQ(story.refused("2022-10-14", Accept{"1"}), "");
}

TEST(SentBack, AnAcceptedFirstReviewIsDecidedBelow) {
  cites("notice-4.2.3@49dc");
  Story story(matter(10, 20));
  story.on("2022-10-10", filing("first_review")).on("2022-10-11", Accept{"1"});
  story.on("2022-10-12", going_up()).on("2022-10-17", SendBack{"权限在旗县"});
  EXPECT_EQ(story.state("2022-10-17"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-10-31");
  EXPECT_EQ(story.refused("2022-10-18", Propose{"grant", ""}), "");
}

}  // namespace
}  // namespace qidi::given
