// assign, hand_over, transfer, explain_overdue: who answers (N1; domain.md 3; invariant 11).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;
const Organ development{"150122", "development"};

Transfer to_development() {
  return {"150122", "development", "王五", "head-2"};
}

TEST(Assigning, NamesTheOfficerFromThatDayOn) {
  cites("notice-4.1@606e");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-12", Assign{"赵六"});
  EXPECT_EQ(story.standing("2022-10-11").officer, "张三");
  EXPECT_EQ(story.standing("2022-10-12").officer, "赵六");
  story.on("2022-10-13", HandOver{"钱七"});
  EXPECT_EQ(story.standing("2022-10-13").officer, "钱七");
  EXPECT_EQ(story.refused("2022-10-14", Assign{""}), "field_missing");
  story.on("2022-10-14", Withdraw{""});
  EXPECT_EQ(story.refused("2022-10-17", Assign{"赵六"}), "case_ended");
}

TEST(Taking, AClerkTakesWhatNobodyIsNamedForAndTheSecondIsToldWhoHasIt) {
  cites("notice-4.1@606e");
  Story story;
  auto unnamed = filing();
  unnamed.officer.clear();
  story.on("2022-10-10", unnamed);
  ASSERT_EQ(story.standing("2022-10-10").officer, duty_officer);
  EXPECT_EQ(story.refused("2022-10-11", Take{}, person(Role::head, banner, "孙局长")),
            "not_permitted");
  EXPECT_EQ(story.refused("2022-10-11", Take{}, person(Role::clerk, development, "王五")),
            "not_the_holder");
  story.on("2022-10-11", Take{}, person(Role::clerk, banner, "赵六"));
  EXPECT_EQ(story.standing("2022-10-11").officer, "赵六");
  EXPECT_EQ(std::string(kind_of(story.events().back().body)), "taken");
  EXPECT_EQ(story.refused("2022-10-11", Take{}, person(Role::clerk, banner, "钱七")),
            "already_taken");
  // Nobody's is what moved to another organ without a name, too; and a head may always reassign.
  story.on("2022-10-12", HandOver{"钱七"});
  EXPECT_EQ(story.standing("2022-10-12").officer, "钱七");
}

TEST(Transferring, IsANewHopWhoseLimitsRunOn) {
  cites("notice-4.1@606e", "notice-4.3.2@aa37");
  Story story(matter(10, 20));
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.on("2022-10-17", to_development());
  EXPECT_EQ(story.due(promised, "2022-10-17"), "2022-10-25");
  EXPECT_EQ(story.standing("2022-10-16").holder, banner);
  EXPECT_EQ(story.standing("2022-10-17").holder, development);
  EXPECT_EQ(story.standing("2022-10-17").officer, "王五");
  EXPECT_EQ(running_of(story.at("2022-10-17"), promised)->answers, development);
  const auto movements = story.movements();
  ASSERT_EQ(movements.size(), 4u);
  EXPECT_EQ(movements[2], "2022-10-17 moved_out none banner");
  EXPECT_EQ(movements[3], "2022-10-17 moved_in none other");
  EXPECT_EQ(story.refused("2022-10-18", Propose{"grant", ""}, person(Role::clerk, banner)),
            "not_the_holder");
}

TEST(Transferring, TakesBothHeadsAnOfficerAndAnotherOrgan) {
  cites("notice-4.1@606e");
  Story story;
  story.on("2022-10-10", filing());
  const auto told = [&](auto change) {
    auto transfer = to_development();
    change(transfer);
    return story.refused("2022-10-11", transfer);
  };
  EXPECT_EQ(told([](Transfer&) {}), "");
  EXPECT_EQ(told([](Transfer& t) { t.officer.clear(); }), "field_missing");
  EXPECT_EQ(told([](Transfer& t) { t.agreed_by.clear(); }), "field_missing");
  EXPECT_EQ(told([](Transfer& t) { t.agreed_by = "head"; }), "needs_two_people");
  EXPECT_EQ(told([](Transfer& t) { t.department = "energy"; }), "field_invalid");
}

TEST(Transferring, ARedMonthStaysWithTheOneWhoAnsweredThen) {
  cites("notice-4.3.2@aa37");
  Story story(matter(5, 20));
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  ASSERT_EQ(story.due("2022-10-10"), "2022-10-17");
  story.on("2022-10-20", to_development());
  EXPECT_EQ(story.light("2022-10-19"), "red");
  EXPECT_EQ(story.standing("2022-10-19").holder, banner);
  EXPECT_EQ(story.light("2022-10-20"), "red") << "the limits run on";
}

TEST(Transferring, AWaitingCaseMovesNoStock) {
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", a_return()).on("2022-10-12", to_development());
  EXPECT_EQ(story.standing("2022-10-12").holder, development);
  EXPECT_EQ(story.movements().back(), "2022-10-11 returned none banner");
  EXPECT_EQ(story.refused("2022-10-13", a_refiling()), "");
}

TEST(Explaining, IsADutyOfWhatIsRedAndOfNothingElse) {
  cites("business-environment-36.1@e06a");
  Story story(matter(5, 20));
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-17", ExplainOverdue{"资料复杂"}), "not_overdue");
  EXPECT_EQ(story.refused("2022-10-18", ExplainOverdue{""}), "reasons_missing");
  story.on("2022-10-18", ExplainOverdue{"资料复杂"});
  EXPECT_EQ(story.light("2022-10-18"), "red") << "a reason is owed, it excuses nothing";
}

}  // namespace
}  // namespace qidi::given
