// not_accept, withdraw, remove, restore, reopen: how a case ends and comes back (domain.md 3, 6).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

NotAccept no_licence() {
  return {"no_licence_needed", "不需要许可", ""};
}

TEST(NotAccepting, KnowsThreeGroundsAndSaysWhosePowerItIs) {
  cites("licensing-law-32.1@ead7", "licensing-law-32.2@5401", "licensing-law-78@b6bc");
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-11", no_licence()), "");
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"not_our_power", "权限在水利局", ""}),
            "field_missing");
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"not_our_power", "权限在水利局", "水利局"}), "");
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"false_papers", "材料虚假", ""}), "");
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"incomplete", "不全", ""}), "ground_unlawful")
      << "what is incomplete is returned once, never turned away";
  EXPECT_EQ(story.refused("2022-10-11", NotAccept{"no_licence_needed", "", ""}), "field_missing");
  story.on("2022-10-11", no_licence());
  EXPECT_EQ(story.state("2022-10-11"), "not_accepted");
  EXPECT_EQ(story.movements().back(), "2022-10-11 finished not_accepted banner");
}

TEST(NotAccepting, AfterSilenceOnlyForWantOfPowerAndFlagged) {
  cites("licensing-law-32.4@7d02", "licensing-law-32.2@5401");
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-18", NotAccept{"false_papers", "材料虚假", ""}),
            "silence_accepted");
  story.on("2022-10-18", no_licence());
  EXPECT_TRUE(std::get<NotAccepted>(story.events().back().body).after_silence);
  EXPECT_EQ(story.kinds(), "filed deemed_accepted not_accepted");
}

TEST(NotAccepting, WhatWasAcceptedIsDecided) {
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-12", no_licence()), "not_in_review");
}

TEST(Withdrawing, IsTheUnitsUntilTheDecision) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-11", Withdraw{""}), "");
  story.on("2022-10-11", Accept{"1"}).on("2022-10-12", a_pause(5));
  EXPECT_EQ(story.refused("2022-10-13", Withdraw{""}), "") << "also while paused";
  story.on("2022-10-14", Resume{}).on("2022-10-14", Propose{"grant", ""});
  story.on("2022-10-17", granting());
  EXPECT_EQ(story.refused("2022-10-17", Withdraw{""}), "case_ended");
}

TEST(Removing, IsProposedReviewedAndApprovedByThreePeopleWithBasisAndRemedies) {
  cites("licensing-law-42.1@d43c");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  const auto told = [&](auto change) {
    auto removal = removing();
    change(removal);
    return story.refused("2022-10-12", removal);
  };
  EXPECT_EQ(told([](Remove&) {}), "");
  EXPECT_EQ(told([](Remove& r) { r.basis.clear(); }), "field_missing");
  EXPECT_EQ(told([](Remove& r) { r.approved_by = "reviewer"; }), "needs_two_people");
  EXPECT_EQ(told([](Remove& r) { r.approved_by = "region_government"; }), "needs_two_people");
  EXPECT_EQ(told([](Remove& r) { r.reviewed_by = "region_government"; }), "needs_two_people");
  EXPECT_EQ(told([](Remove& r) { r.remedies.clear(); }), "remedies_missing");
}

TEST(Removing, CountsOnlyPendingCasesAndKeepsTheRecord) {
  cites("notice-4.3.2@aa37");
  Story pending;
  pending.on("2022-10-10", filing()).on("2022-10-12", removing());
  EXPECT_EQ(pending.movements().back(), "2022-10-12 removed none banner");
  EXPECT_EQ(pending.rows().facts.project_code, a_code);
  Story waiting;
  waiting.on("2022-10-10", filing()).on("2022-10-11", a_return()).on("2022-10-12", removing());
  EXPECT_EQ(waiting.state("2022-10-12"), "removed");
  EXPECT_EQ(waiting.movements().back(), "2022-10-11 returned none banner");
  EXPECT_EQ(pending.refused("2022-10-13", removing()), "case_ended");
}

TEST(Restoring, BringsAReviewBackWithTheDaysItHadLeft) {
  cites("licensing-law-42.1@d43c");
  Story story;
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-11", Restore{"有误"}), "not_removed");
  story.on("2022-10-12", removing());
  EXPECT_EQ(story.refused("2022-11-01", Restore{""}), "reasons_missing");
  // 10-17 was due: three working days were left on 10-12.
  story.on("2022-11-01", Restore{"有误"});
  EXPECT_EQ(story.state("2022-11-01"), "in_review");
  EXPECT_EQ(story.due(CountdownKind::initial_review, "2022-11-01"), "2022-11-04");
  EXPECT_EQ(story.movements()[2], "2022-11-01 accepted reopened banner");
}

TEST(Restoring, WhatWasPastDueStaysPastDue) {
  Story story(matter(5, 20));
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  ASSERT_EQ(story.due(promised, "2022-10-10"), "2022-10-17");
  story.on("2022-10-20", removing()).on("2022-11-01", Restore{"有误"});
  EXPECT_EQ(story.due(promised, "2022-11-01"), "2022-10-17");
  EXPECT_EQ(story.light("2022-11-01"), "red");
}

TEST(Restoring, AWaitingCaseWaitsAgainAndEntersNoStock) {
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", a_return()).on("2022-10-12", removing());
  story.on("2022-11-01", Restore{"有误"});
  EXPECT_EQ(story.state("2022-11-01"), "waiting_for_unit");
  EXPECT_EQ(story.movements().back(), "2022-10-11 returned none banner");
  EXPECT_EQ(story.refused("2022-11-02", a_refiling()), "");
}

Story finished() {
  Story story(matter(10, 20));
  story.on("2022-10-27", filing()).on("2022-10-27", Accept{"1"});
  story.on("2022-11-07", Propose{"grant", ""}).on("2022-11-08", granting());
  return story;
}

TEST(Reopening, NeedsAnEndAFindingACauseAndAMode) {
  auto story = finished();
  EXPECT_EQ(story.refused("2022-12-01", Reopen{"false_finish", "", "虚假", {}}), "field_missing");
  EXPECT_EQ(story.refused("2022-12-01", Reopen{"false_finish", "未发证", "", {}}), "field_missing");
  EXPECT_EQ(story.refused("2022-12-01", Reopen{"again", "未发证", "虚假", {}}), "field_invalid");
  Story open;
  open.on("2022-10-10", filing());
  EXPECT_EQ(open.refused("2022-10-11", Reopen{"false_finish", "未发证", "虚假", {}}), "not_ended");
  open.on("2022-10-12", removing());
  EXPECT_EQ(open.refused("2022-10-13", Reopen{"false_finish", "未发证", "虚假", {}}), "not_ended")
      << "a removed one is restored";
}

TEST(Reopening, EntersTheStockAgainAndNeedsAFreshProposal) {
  cites("notice-4.3.2@aa37");
  auto story = finished();
  story.on("2022-11-09", Issue{"许可1号", "a.pdf"});
  story.on("2022-12-01", Reopen{"decide_again", "程序违法", "复议", {}});
  EXPECT_EQ(story.movements().back(), "2022-12-01 accepted reopened banner");
  EXPECT_EQ(story.due(promised, "2022-12-01"), "2022-12-15") << "full limits from this day";
  EXPECT_EQ(story.due(CountdownKind::issue, "2022-12-01"), "none");
  EXPECT_EQ(story.refused("2022-12-02", granting()), "not_proposed");
}

TEST(Reopening, ByAnOrderKeepsTheOrdersOwnLimit) {
  auto story = finished();
  story.on("2022-12-01", Reopen{"decide_again", "程序违法", "复议", 5});
  EXPECT_EQ(story.due("2022-12-01"), "2022-12-08");
}

}  // namespace
}  // namespace qidi::given
