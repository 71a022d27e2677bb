// ask_extension and extend (行政许可法 42; domain.md 3, 4.4).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;
constexpr auto statutory = CountdownKind::statutory;

Story accepted(MatterVersion version = matter(10, 20)) {
  Story story(std::move(version));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"1"});
  return story;
}
const AskExtension ask{5, "情况复杂"};
const Extend extend{5, "情况复杂"};

TEST(Extending, TheClerkAsksAndAnotherApprovesOnce) {
  cites("licensing-law-42.1@d43c");
  auto story = accepted();
  EXPECT_EQ(story.refused("2022-09-27", extend), "extension_not_asked");
  story.on("2022-09-27", ask, person(Role::clerk, banner, "张三"));
  EXPECT_EQ(story.refused("2022-09-28", extend, person(Role::head, banner, "张三")),
            "needs_two_people");
  story.on("2022-09-28", extend);
  EXPECT_EQ(story.due(promised, "2022-09-28"), "2022-10-20");
  EXPECT_EQ(story.due(statutory, "2022-09-28"), "2022-11-03");
  EXPECT_EQ(story.refused("2022-09-29", ask), "already_extended");
  EXPECT_EQ(story.refused("2022-09-29", extend), "already_extended");
}

TEST(Extending, AtMostTenWorkingDaysAndNotMoreThanWasAsked) {
  cites("licensing-law-42.1@d43c");
  auto story = accepted();
  EXPECT_EQ(story.refused("2022-09-27", AskExtension{11, "情况复杂"}), "days_over_cap");
  EXPECT_EQ(story.refused("2022-09-27", AskExtension{10, ""}), "reasons_missing");
  EXPECT_EQ(story.refused("2022-09-27", AskExtension{0, "情况复杂"}), "field_missing");
  story.on("2022-09-27", ask);
  EXPECT_EQ(story.refused("2022-09-28", Extend{6, "情况复杂"}), "days_over_cap");
  EXPECT_EQ(story.refused("2022-09-28", Extend{11, "情况复杂"}), "days_over_cap");
  EXPECT_EQ(story.refused("2022-09-28", Extend{4, "情况复杂"}), "");
}

TEST(Extending, WhoMayApproveMaySayNoAndItMayBeAskedForAnew) {
  cites("licensing-law-42.1@d43c");
  // A head could only let a request lie: no word of his reached the clerk or the record.
  auto story = accepted();
  const RefuseExtension refuse{"可在期限内办结"};
  EXPECT_EQ(story.refused("2022-09-27", refuse), "extension_not_asked");
  story.on("2022-09-27", ask, person(Role::clerk, banner, "张三"));
  EXPECT_EQ(story.refused("2022-09-28", RefuseExtension{""}), "reasons_missing");
  EXPECT_EQ(story.refused("2022-09-28", refuse, person(Role::head, banner, "张三")),
            "needs_two_people");
  EXPECT_EQ(story.refused("2022-09-28", refuse, person(Role::government_leader, banner)),
            "not_permitted");
  ASSERT_EQ(head_tasks(story.at("2022-09-27")).size(), 1u);
  story.on("2022-09-28", refuse);
  const auto& event = story.events().back();
  EXPECT_EQ(std::get<ExtensionRefused>(event.body).asked_by, "张三");
  EXPECT_TRUE(head_tasks(story.at("2022-09-28")).empty());
  EXPECT_EQ(story.due(promised, "2022-09-28"), "2022-10-13") << "no limit moves by a no";
  EXPECT_EQ(story.refused("2022-09-29", extend), "extension_not_asked");
  story.on("2022-09-29", ask).on("2022-09-30", extend);
  EXPECT_EQ(story.due(promised, "2022-09-30"), "2022-10-20") << "a refused one was not the one";
  EXPECT_EQ(story.refused("2022-10-08", refuse), "already_extended");
}

TEST(Extending, ASpecialLawMaySetAnotherCap) {
  auto version = matter(10, 20);
  version.extension_cap = 20;
  const auto story = accepted(version);
  EXPECT_EQ(story.refused("2022-09-27", AskExtension{20, "情况复杂"}), "");
  EXPECT_EQ(story.refused("2022-09-27", AskExtension{21, "情况复杂"}), "days_over_cap");
}

TEST(Extending, LateByOneDayLeavesThePromiseRedAndLateForBothIsRefused) {
  cites("licensing-law-42.1@d43c");
  // A peer took an extension that was typed in a hundred days late.
  auto story = accepted();
  story.on("2022-10-11", ask);
  ASSERT_EQ(story.due(promised, "2022-09-26"), "2022-10-13");
  ASSERT_EQ(story.due(statutory, "2022-09-26"), "2022-10-27");
  EXPECT_EQ(story.refused("2022-10-27", extend), "") << "the law's last day";
  EXPECT_EQ(story.refused("2022-10-28", extend), "too_late_to_extend");
  EXPECT_EQ(story.refused("2023-01-30", extend), "too_late_to_extend");
}

TEST(Extending, JointHandlingIsTheGovernmentsLeadersAndNobodyElsesElsewhere) {
  cites("licensing-law-42.2@cff8", "licensing-law-42.1@d43c");
  auto plain = accepted();
  plain.on("2022-09-27", ask);
  EXPECT_EQ(plain.refused("2022-09-28", extend, person(Role::government_leader, banner)),
            "not_permitted");
  auto version = matter(45, 45);
  version.joint = true;
  auto joint = accepted(version);
  EXPECT_EQ(joint.refused("2022-09-27", AskExtension{16, "情况复杂"}), "days_over_cap");
  joint.on("2022-09-27", AskExtension{15, "情况复杂"});
  EXPECT_EQ(joint.refused("2022-09-28", Extend{15, "情况复杂"}), "not_permitted");
  EXPECT_EQ(joint.refused("2022-09-28", RefuseExtension{"不必"}), "not_permitted");
  EXPECT_EQ(
      joint.refused("2022-09-28", RefuseExtension{"不必"}, person(Role::government_leader, banner)),
      "");
  EXPECT_EQ(
      joint.refused("2022-09-28", Extend{15, "情况复杂"}, person(Role::government_leader, banner)),
      "");
}

TEST(Extending, OnlyWhatIsBeingDecided) {
  Story story;
  story.on("2022-09-26", filing());
  EXPECT_EQ(story.refused("2022-09-27", ask), "not_deciding");
  EXPECT_EQ(story.refused("2022-09-27", extend), "not_deciding");
}

TEST(Extending, TheYellowLineStaysThatOfTheFirstLimit) {
  cites("notice-4.3.3@73df");
  // 10 working days: w = 2, also when five more were granted (due 10-20, yellow from 10-18).
  auto story = accepted();
  story.on("2022-09-27", ask).on("2022-09-28", extend);
  EXPECT_EQ(story.light("2022-10-17"), "green");
  EXPECT_EQ(story.light("2022-10-18"), "yellow");
}

}  // namespace
}  // namespace qidi::given
