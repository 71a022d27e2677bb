// Between departments: joint handling, opinions asked of others, papers on record, and who had the
// time. 行政许可法 42.2, 45; notice 四.二.3, 四.三.1; docs/decisions/0016.
#include "domain/casework/joint.h"
#include "domain/casework/on_record.h"
#include "domain/casework/opinions.h"
#include "domain/casework/time_split.h"
#include "domain/supervision/opinion_notices.h"
#include "given.h"

namespace qidi::given {
namespace {

using enum CountdownKind;

const Organ water{"150122", "water"};

File filed_at(const Organ& organ) {
  auto file = filing();
  file.region = organ.region;
  file.department = organ.department;
  return file;
}

/// Two cases of one project, held by two departments, accepted on 2022-09-26, and their group.
class Joint : public ::testing::Test {
 protected:
  Joint() {
    energy_.on("2022-09-26", filed_at(banner)).on("2022-09-26", Accept{"受1"});
    water_.on("2022-09-26", filed_at(water)).on("2022-09-26", Accept{"受2"});
  }

  Result<JointOutcome, Refusal> asked(std::string_view when, JointCommandBody body,
                                      const Actor& actor) {
    MemberCases members{{"e", energy_.at(when)}, {"w", water_.at(when)}};
    JointCommand command{"c", "g", actor, std::nullopt, std::nullopt, std::move(body)};
    return decide_joint(group_, command, members, energy_.facts(day(when)));
  }
  std::string refused(std::string_view when, JointCommandBody body, const Actor& actor) {
    const auto outcome = asked(when, std::move(body), actor);
    return outcome ? std::string() : std::string(name_of(outcome.error().code));
  }
  void act(std::string_view when, JointCommandBody body, const Actor& actor) {
    const auto outcome = asked(when, std::move(body), actor);
    ASSERT_TRUE(outcome) << name_of(outcome.error().code) << " " << outcome.error().field;
    for (const auto& one : outcome->group) {
      evolve(group_, JointEvent{one, actor, day(when), {}, group_.version + 1});
    }
    for (const auto& [id, event] : outcome->cases) (id == "e" ? energy_ : water_).took(event);
  }
  static BeginJoint both() { return {"", "", "旗政办〔2022〕1号", {{"e", "用能"}, {"w", "取水"}}}; }

  Story energy_{matter(10, 20)};
  Story water_{matter(30, 40)};
  JointGroup group_{"g", 0, false, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  const Actor lead_ = person(Role::head, banner);
  const Actor leader_ = person(Role::government_leader, banner);
};

TEST_F(Joint, EachMemberHasFortyFiveDaysBesideItsOwnPromiseAndFifteenMoreByTheGovernmentsLeader) {
  cites("licensing-law-42.2@cff8");
  act("2022-09-28", both(), lead_);
  // Example 25, through the group: from the acceptance, not from the day of joining.
  EXPECT_EQ(energy_.due(statutory, "2022-09-28"), "2022-12-01");
  EXPECT_EQ(water_.due(statutory, "2022-09-28"), "2022-12-01");
  EXPECT_EQ(energy_.due(promised, "2022-09-28"), "2022-10-13") << "the promise stays";
  EXPECT_EQ(energy_.due("2022-09-28"), "2022-10-13") << "and governs";

  const auto clerk = person(Role::clerk, banner);
  EXPECT_EQ(refused("2022-10-10", ExtendJoint{15, "情况复杂"}, leader_), "extension_not_asked");
  EXPECT_EQ(refused("2022-10-10", AskJointExtension{16, "情况复杂"}, clerk), "days_over_cap");
  EXPECT_EQ(refused("2022-10-10", AskJointExtension{15, "情况复杂"}, person(Role::clerk, water)),
            "not_the_lead");
  act("2022-10-10", AskJointExtension{15, "情况复杂"}, clerk);
  EXPECT_EQ(refused("2022-10-11", ExtendJoint{15, "情况复杂"}, lead_), "not_permitted")
      << "the organ's head is not enough";
  act("2022-10-11", ExtendJoint{15, "情况复杂"}, leader_);
  EXPECT_EQ(energy_.due(statutory, "2022-10-11"), "2022-12-22");
  EXPECT_EQ(water_.due(statutory, "2022-10-11"), "2022-12-22");
  EXPECT_EQ(refused("2022-10-12", ExtendJoint{1, "再延"}, leader_), "already_extended") << "once";
  EXPECT_EQ(energy_.refused("2022-10-12", AskExtension{1, "再延"}), "already_extended");
}

TEST_F(Joint, AMembersOwnExtensionIsTheGovernmentsLeadersTooAndFifteenDaysAtMost) {
  cites("licensing-law-42.2@cff8");
  EXPECT_EQ(energy_.refused("2022-09-28", AskExtension{15, "情况复杂"}), "days_over_cap");
  act("2022-09-28", both(), lead_);
  energy_.on("2022-09-29", AskExtension{15, "情况复杂"});
  EXPECT_EQ(energy_.refused("2022-09-30", Extend{15, "情况复杂"}), "not_permitted");
  energy_.on("2022-09-30", Extend{15, "情况复杂"}, leader_);
  EXPECT_EQ(energy_.due(statutory, "2022-09-30"), "2022-12-22");
  EXPECT_EQ(water_.due(statutory, "2022-09-30"), "2022-12-01") << "each for itself";
}

TEST_F(Joint, MoreTimeIsForTheLeaderOfTheLeadsGovernmentAndWaitsForHimAlone) {
  cites("licensing-law-42.2@cff8");
  // A member's request stood on the board of its holder's head, who cannot grant it; any leader
  // whose region held the project could, though the law asks for that of the same level.
  act("2022-09-28", both(), lead_);
  energy_.on("2022-09-29", AskExtension{15, "情况复杂"});
  const auto tasks = energy_.rows().tasks;
  const auto asked = std::find_if(tasks.begin(), tasks.end(), [](const HeadTask& task) {
    return task.kind == HeadTaskKind::extend;
  });
  ASSERT_NE(asked, tasks.end());
  EXPECT_EQ(asked->organ, (Organ{banner.region, ""}));
  const auto known = [](const Organ&, const std::string&) { return true; };
  const auto told = act_notices(energy_.events().back(), energy_.rows(), known);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].audiences, std::vector<std::string>{"leader/" + banner.region});
  const auto above = person(Role::government_leader, league);
  EXPECT_EQ(energy_.refused("2022-09-30", Extend{15, "情况复杂"}, above), "not_permitted");
  EXPECT_EQ(energy_.refused("2022-09-30", RefuseExtension{"不必"}, above), "not_permitted");
  EXPECT_EQ(energy_.refused("2022-09-30", Extend{15, "情况复杂"}, leader_), "");

  EXPECT_FALSE(waits_for_leader(group_));
  act("2022-09-29", AskJointExtension{15, "情况复杂"}, person(Role::clerk, banner));
  EXPECT_TRUE(waits_for_leader(group_));
  EXPECT_EQ(group_.extension_asked_on, day("2022-09-29"));
  EXPECT_EQ(refused("2022-09-30", ExtendJoint{15, "情况复杂"}, above), "not_permitted");
  EXPECT_EQ(refused("2022-09-30", RefuseJointExtension{"不必"}, above), "not_permitted");
  act("2022-09-30", RefuseJointExtension{"不必"}, leader_);
  EXPECT_FALSE(waits_for_leader(group_));
}

TEST_F(Joint, OnlyUndecidedCasesOfOneProjectAndTwoDepartmentsWhoseLimitHasNotPassedAreJoined) {
  cites("licensing-law-42.2@cff8");
  auto one_alone = both();
  one_alone.members.pop_back();
  EXPECT_EQ(refused("2022-09-28", one_alone, lead_), "joint_members_wrong");
  auto no_mandate = both();
  no_mandate.mandate.clear();
  EXPECT_EQ(refused("2022-09-28", no_mandate, lead_), "field_missing");
  EXPECT_EQ(refused("2022-09-28", both(), person(Role::clerk, banner)), "not_permitted");
  // 20 working days from 2022-09-26 end on 2022-10-27: what is red by law is not made green.
  EXPECT_EQ(refused("2022-10-27", both(), lead_), "");
  EXPECT_EQ(refused("2022-10-28", both(), lead_), "joint_limit_past");
  act("2022-09-28", both(), lead_);
  group_ = JointGroup{"g2", 0, false, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  EXPECT_EQ(refused("2022-09-29", both(), lead_), "already_joint");
}

TEST_F(Joint, ACaseThatHasEndedJoinsNothing) {
  cites("licensing-law-42.2@cff8");
  water_.on("2022-09-27", Withdraw{""});
  EXPECT_EQ(refused("2022-09-28", both(), lead_), "joint_members_wrong");
}

TEST_F(Joint, TheLeadHoldsTheMeetingMembersSpeakForThemselvesAndItEndsWhenAllHaveDecided) {
  cites("licensing-law-42.2@cff8");
  act("2022-09-28", both(), lead_);
  const HoldMeeting meeting{day("2022-09-29"), "三楼", {"甲", "乙"}, "一致同意", {{"w", "同意"}}};
  EXPECT_EQ(refused("2022-09-29", meeting, person(Role::head, water)), "not_the_lead");
  auto alone = meeting;
  alone.attendants.pop_back();
  EXPECT_EQ(refused("2022-09-29", alone, lead_), "field_missing");
  act("2022-09-29", meeting, lead_);
  EXPECT_EQ(refused("2022-09-30", GiveJointOpinion{"w", "agree", ""}, lead_), "not_the_holder");
  const auto of_water = person(Role::clerk, water);
  EXPECT_EQ(refused("2022-09-30", GiveJointOpinion{"w", "disagree", ""}, of_water),
            "reasons_missing");
  act("2022-09-30", GiveJointOpinion{"w", "disagree", "水量不足"}, of_water);
  act("2022-10-08", GiveJointOpinion{"w", "agree", ""}, of_water);
  ASSERT_EQ(group_.views.size(), 1U) << "the last word counts";
  EXPECT_EQ(group_.views[0].given.view, "agree");
  EXPECT_EQ(refused("2022-10-09", ConcludeJoint{"全部办结"}, lead_), "members_undecided");
  const auto decides = [](Story& story, const Organ& organ) {
    story.on("2022-10-09", Propose{"grant", "符合"}, person(Role::clerk, organ, "c"))
        .on("2022-10-09", Decide{"grant", "", "", ""}, person(Role::head, organ, "h"));
  };
  decides(energy_, banner);
  EXPECT_EQ(refused("2022-10-09", ConcludeJoint{"全部办结"}, lead_), "members_undecided");
  decides(water_, water);
  act("2022-10-10", ConcludeJoint{"全部办结"}, lead_);
  EXPECT_EQ(refused("2022-10-11", meeting, lead_), "joint_concluded");
  energy_.on("2022-12-01", Reopen{"decide_again", "查明", "复议", {}});
  EXPECT_EQ(energy_.due(statutory, "2022-12-01"), "2022-12-29") << "decided again alone: 20 days";
}

TEST(Opinions, HaveALimitAndALightOfTheirOwnAndStopNothing) {
  cites("licensing-law-45@a78b");
  Story story(matter(10, 20));
  story.on("2022-09-26", filing()).on("2022-09-26", Accept{"受1"});
  const auto due = story.due("2022-09-27");
  const AskOpinion ask{water.region, water.department, "取水是否可行", "水法", "函1", 5, ""};
  auto of_ourselves = ask;
  of_ourselves.region = banner.region;
  of_ourselves.department = banner.department;
  EXPECT_EQ(story.refused("2022-09-27", of_ourselves), "field_invalid");
  story.on("2022-09-27", ask);
  EXPECT_EQ(story.refused("2022-09-28", ask), "opinion_open");
  EXPECT_EQ(story.due("2022-10-10"), due) << "asking stops no limit";
  const auto opinion = story.at("2022-10-09").opinions.at(0);
  EXPECT_EQ(to_text(opinion.asked.due), "2022-10-09") << "five working days, 1 to 7 October off";
  EXPECT_EQ(light_of(opinion, false, day("2022-09-28")), "green");
  EXPECT_EQ(light_of(opinion, false, day("2022-10-09")), "yellow");
  EXPECT_EQ(light_of(opinion, false, day("2022-10-10")), "red");
  EXPECT_EQ(story.light("2022-10-10"), "green") << "and never colours the case";
  // Silence means what the notice told, and nothing more.
  EXPECT_EQ(standing_of(opinion, false, day("2022-10-09")), "open");
  EXPECT_EQ(standing_of(opinion, false, day("2022-10-10")), "silent");
  EXPECT_EQ(standing_of(opinion, true, day("2022-10-10")), "not_needed");

  const auto asked = person(Role::clerk, water);
  EXPECT_EQ(story.refused("2022-10-10", GiveOpinion{0, "agree", "", ""}), "not_consulted");
  EXPECT_EQ(story.refused("2022-10-10", GiveOpinion{0, "perhaps", "", ""}, asked), "field_invalid");
  EXPECT_EQ(story.refused("2022-10-10", GiveOpinion{0, "conditions", "", ""}, asked),
            "reasons_missing");
  story.on("2022-10-10", GiveOpinion{0, "agree", "", ""}, asked);
  const auto given = story.at("2022-10-10").opinions.at(0);
  EXPECT_EQ(standing_of(given, false, day("2022-11-01")), "given_late");
  EXPECT_EQ(story.refused("2022-10-11", GiveOpinion{0, "agree", "", ""}, asked),
            "opinion_not_open");
}

TEST(Opinions, AreTakenBackBeforeAnAnswerByWhoAskedAndOpenThePapersThatTheyNameUntilThen) {
  Story story(matter(10, 20));
  auto file = filing("plain");
  file.papers = {"report", "map"};
  story.on("2022-09-26", file);
  AskOpinion ask{water.region, water.department, "取水是否可行", "水法", "", 5, "", {"map"}};
  auto wrong = ask;
  wrong.papers = {"contract"};
  EXPECT_EQ(story.refused("2022-09-27", wrong), "field_invalid") << "no such paper was handed in";
  const auto clerk = person(Role::clerk, banner);
  EXPECT_EQ(story.refused("2022-09-27", WithdrawOpinion{"", "问错"}), "opinion_not_ours");
  story.on("2022-09-27", ask);
  auto papers = papers_to_judge(story.at("2022-09-27"), water);
  EXPECT_TRUE(papers.opens("map"));
  EXPECT_FALSE(papers.opens("report")) << "it was not asked about";
  EXPECT_FALSE(papers.opens("")) << "a result is no paper to judge";
  EXPECT_FALSE(papers_to_judge(story.at("2022-09-27"), league).any);

  EXPECT_EQ(story.refused("2022-09-28", WithdrawOpinion{"", ""}), "field_missing");
  EXPECT_EQ(story.refused("2022-09-28", WithdrawOpinion{"", "问错"}, person(Role::clerk, water)),
            "opinion_not_ours");
  EXPECT_EQ(story.refused("2022-09-28", WithdrawOpinion{"2", "问错"}), "opinion_not_ours");
  ask.department = "forest";
  ask.papers.clear();
  story.on("2022-09-28", ask);
  EXPECT_EQ(story.refused("2022-09-28", WithdrawOpinion{"", "问错"}), "field_missing")
      << "which of two";
  // The case goes up to whoever decides; the letters stay ours.
  story.on("2022-09-28", going_up());
  story.on("2022-09-29", WithdrawOpinion{"1", "问错单位"}, clerk);
  const auto opinion = story.at("2022-09-29").opinions.at(0);
  EXPECT_EQ(standing_of(opinion, false, day("2022-10-20")), "withdrawn");
  EXPECT_EQ(light_of(opinion, false, day("2022-10-20")), "none");
  EXPECT_FALSE(papers_to_judge(story.at("2022-09-29"), water).any);
  EXPECT_EQ(story.rows().opinions.at(0).state, OpinionState::withdrawn);
  EXPECT_EQ(
      story.refused("2022-09-29", GiveOpinion{0, "agree", "", ""}, person(Role::clerk, water)),
      "opinion_not_open");
  EXPECT_EQ(story.refused("2022-09-29", WithdrawOpinion{"1", "再撤"}, clerk), "opinion_settled");
  const Organ forest{water.region, "forest"};
  story.on("2022-09-29", GiveOpinion{0, "agree", "", ""}, person(Role::head, forest));
  EXPECT_EQ(story.refused("2022-09-30", WithdrawOpinion{"2", "晚了"}, clerk), "opinion_settled");
  EXPECT_TRUE(papers_to_judge(story.at("2022-09-30"), forest).opens("report")) << "to look back";
}

TEST(Opinions, AreToldToTheAskedDeskTwiceRemindedOnceEachAndAnsweredToWhoAsked) {
  Story story(matter(20, 40));
  story.on("2022-09-26", filing())
      .on("2022-09-27", AskOpinion{water.region, water.department, "是否可行", "水法", "", 5, ""});
  const OfficerKnown known = [](const Organ&, const std::string& name) { return name == "张三"; };
  using Posts = std::vector<std::string>;
  const auto asked = opinion_notices(story.events().back(), story.rows(), known);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].audiences, Posts{"desk/150122/water"});
  EXPECT_EQ(asked[0].due, day("2022-10-09"));
  EXPECT_EQ(title_of(asked[0]), "有单位征求意见，请于 2022-10-09 前答复：风电项目");
  EXPECT_NE(text_of(asked[0]).find("来函单位：energy。是否可行"), std::string::npos);
  EXPECT_EQ(page_of(asked[0]), "/desk#opinions-asked");

  const auto keys = [&](std::optional<Day> after, std::string_view today) {
    std::string text;
    for (const auto& one : opinion_reminders(story.rows(), after, day(today))) {
      text += one.key.substr(one.key.rfind('/') + 1) + " ";
    }
    return text;
  };
  // Five working days: yellow is the last of them, and red the day after, rest day or not.
  EXPECT_EQ(keys({}, "2022-10-08"), "due_soon ");
  EXPECT_EQ(keys(day("2022-10-08"), "2022-10-09"), "");
  EXPECT_EQ(keys(day("2022-10-09"), "2022-10-10"), "overdue ");
  EXPECT_EQ(keys({}, "2022-10-20"), "due_soon overdue ") << "a late round misses none";
  EXPECT_EQ(keys(day("2022-10-10"), "2022-10-20"), "");

  auto decided = story;
  decided.on("2022-10-11", Propose{"grant", "符合"}, person(Role::clerk, banner, "c"));
  decided.on("2022-10-12", granting(), person(Role::head, banner, "h"));
  EXPECT_TRUE(opinion_reminders(decided.rows(), {}, day("2022-10-20")).empty());

  auto back = story;
  back.on("2022-10-08", WithdrawOpinion{"", "问错单位"});
  EXPECT_TRUE(opinion_reminders(back.rows(), {}, day("2022-10-20")).empty());
  const auto taken = opinion_notices(back.events().back(), back.rows(), known);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].audiences, Posts{"desk/150122/water"});
  EXPECT_NE(taken[0].detail.find("问错单位"), std::string::npos);

  story.on("2022-10-08", GiveOpinion{0, "conditions", "先论证", ""}, person(Role::head, water));
  const auto given = opinion_notices(story.events().back(), story.rows(), known);
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0].audiences, Posts{"officer/150122/energy/张三"});
  EXPECT_EQ(given[0].detail, "water：有条件同意。先论证");
  EXPECT_TRUE(opinion_reminders(story.rows(), {}, day("2022-10-20")).empty());
}

TEST(OnRecord, WhatTheProjectHasIsNotAskedForAgainUnlessItHasExpired) {
  cites("notice-4.2.2@e878");
  Story story(matter(10, 20));
  story.on("2022-10-10", filing());
  auto facts = story.facts(day("2022-10-11"));
  facts.on_record = {{"map", "红线图", true, "other", 7, day("2022-01-10"), "批1", ""}};
  const auto told = [&](bool expired) {
    Command command;
    command.actor = person(Role::clerk, banner);
    command.body = ReturnOnce{{{"map", "未提交", "请提交", expired}}, "建议"};
    return decide(story.at("2022-10-11"), command, facts);
  };
  const auto refused = told(false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::already_on_record);
  EXPECT_NE(refused.error().detail.find("other"), std::string::npos) << "and where it is";
  EXPECT_NE(refused.error().detail.find("批1"), std::string::npos);
  EXPECT_TRUE(told(true));
}

TEST(OnRecord, ResultsAndEqualPapersServeAnotherMatterAndDoubtedOnesDoNot) {
  MatterCatalogue catalogue;
  auto planning = matter(10, 20);
  planning.matter = "engineering_planning_permit";
  planning.papers = {{"application", "申请表", true}, {"contract", "合同", true}};
  catalogue.add(planning);
  auto building = matter(10, 20);
  building.matter = "construction_permit";
  building.papers = {{"application", "申请表", true},
                     {"planning_permit", "规划许可证", true},
                     {"contract", "合同", true}};
  catalogue.add(building);
  Story story(planning);
  auto file = filing();
  file.matter = planning.matter;
  file.papers = {"application", "contract"};
  story.on("2022-09-26", file).on("2022-09-26", Accept{"受1"});
  const auto found = [&](std::string_view when) {
    std::string text;
    for (const auto& one : on_record_for(building, story.at(when), story.events(), catalogue)) {
      text += one.paper + (one.is_result ? "!" : "") + " ";
    }
    return text;
  };
  EXPECT_EQ(found("2022-09-27"), "contract ") << "an application is the filing itself";
  story.on("2022-09-27", Propose{"grant", "符合"}, person(Role::clerk, banner, "c"))
      .on("2022-09-28", Decide{"grant", "", "", ""}, person(Role::head, banner, "h"))
      .on("2022-09-29", Issue{"规1", "a.pdf"});
  EXPECT_EQ(found("2022-09-30"), "contract planning_permit! ");

  Story doubted(planning);
  doubted.on("2022-09-26", file)
      .on("2022-09-27", ReturnOnce{{{"contract", "缺章", "补章"}}, "建议"});
  EXPECT_TRUE(
      on_record_for(building, doubted.at("2022-09-28"), doubted.events(), catalogue).empty());
}

TEST(TimeSplit, WaitingIsTheUnitsAPauseAThirdPartysTheRestTheHoldersAndTheyAddUp) {
  cites("notice-4.3.1@606b");
  Story story(matter(20, 20));
  // Filed Mon 10-10, returned Thu 10-13, refiled Thu 10-20, accepted Mon 10-24, paused Wed 10-26.
  story.on("2022-10-10", filing("first_review")).on("2022-10-13", a_return());
  story.on("2022-10-20", Refile{{{"report", "已补", true}}, {"report"}});
  story.on("2022-10-24", Accept{"受1"}).on("2022-10-26", going_up());
  story.on("2022-10-28", a_pause(5), person(Role::clerk, league));
  const auto split = split_of_time(story.rows().standings, day("2022-11-01"), published());
  const auto text = [](const TimeShare& share) {
    return std::to_string(share.working_days) + "/" + std::to_string(share.calendar_days);
  };
  EXPECT_EQ(text(split.elapsed), "16/22");
  EXPECT_EQ(text(split.of(TimeParty::department)), "7/9") << "to 10-13, and 10-20 to 10-26";
  EXPECT_EQ(text(split.of(TimeParty::unit)), "5/7");
  EXPECT_EQ(text(split.of(TimeParty::upper_level)), "2/2");
  EXPECT_EQ(text(split.of(TimeParty::third_party)), "2/4");
  ASSERT_EQ(split.hops.size(), 2U);
  EXPECT_EQ(split.hops[0].organ, banner);
  EXPECT_TRUE(split.hops[1].upper_level);
}

}  // namespace
}  // namespace qidi::given
