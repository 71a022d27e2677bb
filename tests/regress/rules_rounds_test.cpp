// Our own defects in rounds, hops and endings, found by reading the rules against domain.md.
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

ReturnOnce two_defects() {
  return {{{"report", "缺章", "补章"}, {"map", "比例尺不清", "重绘"}}, "可先办用地"};
}

TEST(Rounds, ARefilingAnswersTheLastNoticeNotTheOnesAnsweredBefore) {
  cites("notice-4.2.2@e878");
  // Round 2 named only the map; the refiling for round 3 was still asked to answer for the report.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", two_defects());
  story.on("2022-10-12", Refile{{{"report", "已补", true}, {"map", "无法补", false}}, {"report"}});
  story.on("2022-10-13", a_return("map"));
  EXPECT_EQ(story.refused("2022-10-14", Refile{{}, {"map"}}), "defects_unanswered");
  EXPECT_EQ(story.refused("2022-10-14", a_refiling("map")), "");
}

TEST(Rounds, APaperToldMissingAndStillMissingMayBeToldAgain) {
  cites("notice-4.2.2@e878");
  // A unit that called its missing report mended, without handing it in, left the clerk able
  // neither to accept (papers_missing) nor to return (already_told): silence then accepted it.
  auto file = filing();
  file.papers.clear();
  Story story;
  story.on("2022-10-10", file).on("2022-10-11", a_return("report"));
  story.on("2022-10-12", Refile{{{"report", "已补", true}}, {}});
  EXPECT_EQ(story.refused("2022-10-13", Accept{"1"}), "papers_missing");
  EXPECT_EQ(story.refused("2022-10-13", a_return("map")), "already_told");
  EXPECT_EQ(story.refused("2022-10-13", a_return("report")), "");
}

TEST(Rounds, APausedCaseIsNotForwarded) {
  cites("licensing-law-43@fb48", "licensing-law-45@a78b");
  // The published table knows no way from paused to the level above; the pause vanished unnoticed.
  Story story;
  story.on("2022-10-10", filing("first_review")).on("2022-10-11", Accept{"1"});
  story.on("2022-10-12", a_pause(5));
  EXPECT_EQ(story.refused("2022-10-13", going_up()), "already_paused");
  story.on("2022-10-14", Resume{});
  EXPECT_EQ(story.refused("2022-10-14", going_up()), "");
}

TEST(Hops, AProposalAndARequestForTimeStayWithTheOrganThatMadeThem) {
  cites("licensing-law-42.1@d43c");
  // After a transfer the new head could sign what a clerk of the old department had proposed.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.on("2022-10-12", Propose{"grant", ""}).on("2022-10-12", AskExtension{5, "情况复杂"});
  story.on("2022-10-13", Transfer{"150122", "development", "王五", "head-2"});
  EXPECT_EQ(story.refused("2022-10-14", granting()), "not_proposed");
  EXPECT_EQ(story.refused("2022-10-14", Extend{5, "情况复杂"}), "extension_not_asked");
}

TEST(Endings, ACaseWithdrawnWhilePausedComesBackWithoutItsPause) {
  cites("licensing-law-45@a78b");
  // The plan of the pause ran on beside `deciding`, and the days by the plan stayed out although
  // the pause had ended with the case.
  Story story(matter(20, 20));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"}).on("2022-09-29", a_pause(15));
  story.on("2022-10-10", Withdraw{""});
  story.on("2022-10-11", Reopen{"false_finish", "并未撤回", "误操作", {}});
  EXPECT_EQ(story.state("2022-10-11"), "deciding");
  EXPECT_EQ(story.due(CountdownKind::pause_plan, "2022-10-11"), "none");
  // 10-27 and the four working days of (09-29, 10-10]: 09-30, 10-08, 10-09, 10-10.
  EXPECT_EQ(story.due(promised, "2022-10-11"), "2022-11-02");
}

TEST(Endings, ACaseReopenedIntoWaitingEntersNobodysStock) {
  cites("notice-4.3.2@aa37");
  // The circular counted an entry although the case waited for its unit: closing was one too many.
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", a_return()).on("2022-10-12", Withdraw{""});
  story.on("2022-10-13", Reopen{"false_finish", "并未撤回", "误操作", {}});
  EXPECT_EQ(story.state("2022-10-13"), "waiting_for_unit");
  EXPECT_EQ(story.movements(), (std::vector<std::string>{"2022-10-10 accepted filed banner",
                                                         "2022-10-11 returned none banner"}));
}

TEST(Endings, AnObligationOutlivesAReopening) {
  cites("licensing-law-42.1@d43c");
  auto version = matter(10, 20);
  version.promise_allowed = true;
  Story story(version);
  story.on("2022-10-10", filing());
  story.on("2022-10-10", AcceptOnPromise{"1", "某公司", day("2022-12-01")});
  story.on("2022-10-11", Propose{"grant", ""}).on("2022-10-12", granting());
  auto fulfilled = story;
  story.on("2022-11-01", Reopen{"decide_again", "程序违法", "复议", {}});
  EXPECT_EQ(story.due(CountdownKind::obligation, "2022-11-01"), "2022-12-01");
  // And one fulfilled meanwhile does not come back to life.
  fulfilled.on("2022-10-20", FulfilObligation{{}});
  fulfilled.on("2022-11-01", Reopen{"false_finish", "未实际发证", "虚假办结", {}});
  EXPECT_EQ(fulfilled.due(CountdownKind::obligation, "2022-11-01"), "none");
}

TEST(Overdue, ALateDeliveryOwesItsReasonToo) {
  cites("business-environment-36.1@e06a", "licensing-law-44@c2dd");
  // A granted case whose licence was not delivered in ten days is red, and was told "not overdue".
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  story.on("2022-10-11", Propose{"grant", ""}).on("2022-10-12", granting());
  ASSERT_EQ(story.due("2022-10-12"), "2022-10-26");
  EXPECT_EQ(story.refused("2022-10-26", ExplainOverdue{"印制中"}), "not_overdue");
  EXPECT_EQ(story.refused("2022-10-27", ExplainOverdue{"印制中"}), "");
}

}  // namespace
}  // namespace qidi::given
