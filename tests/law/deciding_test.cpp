// ask_more, check_site, propose, decide, issue, and obligations (行政许可法 34, 38, 42, 44).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto obligation = CountdownKind::obligation;

Story accepted(MatterVersion version = matter(10, 20)) {
  Story story(std::move(version));
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  return story;
}

TEST(Deciding, TheClerkProposesAndAnotherSigns) {
  cites("licensing-law-42.1@d43c");
  auto story = accepted();
  EXPECT_EQ(story.refused("2022-10-12", granting()), "not_proposed");
  EXPECT_EQ(story.refused("2022-10-12", Propose{"maybe", ""}), "field_invalid");
  EXPECT_EQ(story.refused("2022-10-12", Propose{"refuse", ""}), "reasons_missing");
  story.on("2022-10-12", Propose{"grant", ""}, person(Role::clerk, banner, "张三"));
  EXPECT_EQ(story.refused("2022-10-13", granting(), person(Role::head, banner, "张三")),
            "needs_two_people");
  story.on("2022-10-13", granting());
  EXPECT_EQ(story.state("2022-10-13"), "granted");
  EXPECT_EQ(story.movements().back(), "2022-10-13 finished granted banner");
}

TEST(Deciding, AProposalGoesBackByTheHeadOrByWhoMadeItAndAnotherIsProposed) {
  cites("licensing-law-42.1@d43c");
  // A head who did not agree could only decide otherwise than was proposed, or let it lie.
  auto story = accepted();
  const auto clerk = person(Role::clerk, banner, "张三");
  EXPECT_EQ(story.refused("2022-10-12", SendBackProposal{"理由不足"}), "not_proposed");
  story.on("2022-10-12", Propose{"refuse", "不符合规划"}, clerk);
  EXPECT_EQ(story.refused("2022-10-13", SendBackProposal{""}), "reasons_missing");
  EXPECT_EQ(
      story.refused("2022-10-13", SendBackProposal{"理由不足"}, person(Role::head, banner, "张三")),
      "needs_two_people");
  EXPECT_EQ(story.refused("2022-10-13", TakeBackProposal{}, person(Role::clerk, banner, "李四")),
            "not_own_proposal");
  const auto due = story.due("2022-10-12");
  auto taken_back = story;
  taken_back.on("2022-10-13", TakeBackProposal{}, clerk);
  EXPECT_EQ(taken_back.refused("2022-10-13", granting()), "not_proposed");
  EXPECT_TRUE(head_tasks(taken_back.at("2022-10-13")).empty());

  story.on("2022-10-13", SendBackProposal{"理由不足"});
  EXPECT_EQ(std::get<ProposalSentBack>(story.events().back().body).proposed_by, "张三");
  EXPECT_EQ(story.state("2022-10-13"), "deciding");
  EXPECT_EQ(story.due("2022-10-13"), due) << "no limit moves by it";
  EXPECT_EQ(story.refused("2022-10-13", granting()), "not_proposed");
  story.on("2022-10-14", Propose{"grant", ""}, clerk).on("2022-10-17", granting());
  EXPECT_EQ(story.state("2022-10-17"), "granted");
  EXPECT_EQ(story.refused("2022-10-18", SendBackProposal{"迟了"}), "case_ended");
}

TEST(Deciding, ARefusalOwesReasonsAndRemedies) {
  cites("licensing-law-38.2@e9d2");
  auto story = accepted();
  story.on("2022-10-12", Propose{"refuse", "不符合规划"});
  EXPECT_EQ(story.refused("2022-10-13", Decide{"refuse", "", "可复议", ""}), "reasons_missing");
  EXPECT_EQ(story.refused("2022-10-13", Decide{"refuse", "不符合", "", ""}), "remedies_missing");
  story.on("2022-10-13", refusing());
  EXPECT_EQ(story.state("2022-10-13"), "refused");
  EXPECT_EQ(story.movements().back(), "2022-10-13 finished refused banner");
  EXPECT_EQ(story.due(CountdownKind::issue, "2022-10-13"), "none")
      << "delivery within ten days is for grants only";
}

TEST(Deciding, OnTheDueDayIsInTimeAndOnTheNextIsLate) {
  cites("notice-4.2.3@49dc", "licensing-law-42.1@d43c");
  auto story = accepted();
  ASSERT_EQ(story.due("2022-10-11"), "2022-10-25");
  story.on("2022-10-24", Propose{"grant", ""});
  auto late = story;
  story.on("2022-10-25", granting());
  EXPECT_EQ(story.movements().back(), "2022-10-25 finished granted banner");
  late.on("2022-10-26", granting());
  EXPECT_EQ(late.movements().back(), "2022-10-26 finished granted banner late");
}

TEST(Deciding, AnIssuedCaseHasNoLightAndStaysInTimeForEver) {
  cites("notice-4.3.3@73df", "licensing-law-44@c2dd");
  auto story = accepted();
  story.on("2022-10-12", Propose{"grant", ""}).on("2022-10-13", granting());
  EXPECT_EQ(story.refused("2022-10-14", Issue{"", ""}), "field_missing");
  story.on("2022-10-14", Issue{"许可1号", "a.pdf"});
  EXPECT_EQ(story.state("2022-10-14"), "issued");
  EXPECT_EQ(story.rows().facts.document_no, "许可1号");
  EXPECT_EQ(story.light("2030-01-01"), "none");
  EXPECT_EQ(story.movements().back(), "2022-10-13 finished granted banner") << "issuing moves none";
}

TEST(Deciding, IssuingNeedsAGrant) {
  cites("licensing-law-44@c2dd");
  EXPECT_EQ(accepted().refused("2022-10-12", Issue{"许可1号", ""}), "not_granted");
}

TEST(Deciding, AGrantNeedsEveryMandatoryPaper) {
  // The row came in without papers; accepted with a gap, then the obligation was broken.
  auto version = matter(10, 20);
  version.gap_allowed = true;
  auto file = filing();
  file.papers.clear();
  Story story(version);
  story.on("2022-10-10", file);
  story.on("2022-10-11", AcceptWithGap{"1", "某公司", {"report"}, day("2022-10-14")});
  story.on("2022-10-12", Propose{"grant", ""});
  EXPECT_EQ(story.refused("2022-10-14", BreakObligation{"未补"}), "term_not_past");
  EXPECT_EQ(story.refused("2022-10-13", FulfilObligation{{"map"}}), "papers_missing");
  // A grant once went through with the gap open past its date: a paper owed stands against it.
  EXPECT_EQ(story.refused("2022-10-14", granting()), "");
  EXPECT_EQ(story.refused("2022-10-17", granting()), "obligation_open");
  auto fulfilled = story;
  story.on("2022-10-17", BreakObligation{"未补"});
  EXPECT_EQ(story.due(obligation, "2022-10-17"), "none");
  EXPECT_EQ(story.refused("2022-10-18", granting()), "papers_missing");
  fulfilled.on("2022-10-13", FulfilObligation{{"report"}});
  EXPECT_EQ(fulfilled.due(obligation, "2022-10-13"), "none");
  EXPECT_EQ(fulfilled.refused("2022-10-13", granting()), "");
}

TEST(Deciding, ABrokenPromiseBarsTheGrantAlthoughThePapersAreThere) {
  auto version = matter(10, 20);
  version.promise_allowed = true;
  Story story(version);
  story.on("2022-10-10", filing());
  EXPECT_EQ(story.refused("2022-10-11", FulfilObligation{{}}), "no_obligation");
  EXPECT_EQ(story.refused("2022-10-11", BreakObligation{"未履行"}), "no_obligation");
  story.on("2022-10-11", AcceptOnPromise{"1", "某公司", day("2022-10-12")});
  story.on("2022-10-12", Propose{"grant", ""});
  EXPECT_EQ(story.refused("2022-10-13", BreakObligation{""}), "field_missing");
  story.on("2022-10-13", BreakObligation{"核查未履行"});
  EXPECT_EQ(story.refused("2022-10-14", granting()), "obligation_broken");
  EXPECT_EQ(story.refused("2022-10-14", refusing()), "");
}

TEST(AskMore, OnceAndItStopsNothing) {
  cites("notice-4.2.2@e878");
  auto story = accepted();
  const AskMore ask{{{"map", "不清", "重绘"}}, day("2022-10-20")};
  EXPECT_EQ(story.refused("2022-10-12", AskMore{{}, day("2022-10-20")}), "defects_missing");
  EXPECT_EQ(story.refused("2022-10-12", AskMore{ask.defects, {}}), "field_missing");
  EXPECT_EQ(story.refused("2022-10-12", AskMore{ask.defects, day("2022-10-11")}), "field_invalid");
  story.on("2022-10-12", ask);
  EXPECT_EQ(story.due("2022-10-12"), "2022-10-25");
  EXPECT_EQ(story.state("2022-10-12"), "deciding");
  EXPECT_EQ(story.refused("2022-10-13", ask), "already_asked_more");
  Story before;
  before.on("2022-10-10", filing());
  EXPECT_EQ(before.refused("2022-10-11", ask), "not_deciding") << "before acceptance: return_once";
}

TEST(CheckSite, TakesTwoDifferentOfficers) {
  cites("licensing-law-34.3@850e");
  auto story = accepted();
  EXPECT_EQ(story.refused("2022-10-12", CheckSite{{"张三"}, "属实"}), "too_few_officers");
  EXPECT_EQ(story.refused("2022-10-12", CheckSite{{"张三", "张三"}, "属实"}), "too_few_officers");
  EXPECT_EQ(story.refused("2022-10-12", CheckSite{{"张三", ""}, "属实"}), "too_few_officers");
  EXPECT_EQ(story.refused("2022-10-12", CheckSite{{"张三", "李四"}, ""}), "field_missing");
  story.on("2022-10-12", CheckSite{{"张三", "李四"}, "属实"});
  EXPECT_EQ(story.due("2022-10-12"), "2022-10-25");
}

TEST(Silence, AgreesOnlyWhereASpecialLawSaysSoAndTheDayAfterTheLawsLimit) {
  cites("licensing-law-50.2@8a17");
  auto version = matter(5, 10);
  version.silence = Silence::agreed;
  auto story = accepted(version);
  ASSERT_EQ(story.due(CountdownKind::statutory, "2022-10-11"), "2022-10-25");
  EXPECT_EQ(story.light("2022-10-25"), "red") << "the promise passed on 10-18";
  EXPECT_EQ(story.state("2022-10-25"), "deciding");
  EXPECT_EQ(story.state("2022-10-26"), "granted");
  EXPECT_EQ(story.due(CountdownKind::issue, "2022-10-26"), "2022-11-09");
  EXPECT_EQ(story.movements().back(), "2022-10-26 finished granted banner late");
  EXPECT_EQ(accepted(matter(5, 10)).state("2023-10-26"), "deciding");
}

// The list asked of the unit was a dead end: it could not answer, and nobody was told of silence.
TEST(AskingMore, IsAnsweredByTheUnitAndItsSilenceIsAnAlarmOnly) {
  cites("notice-4.2.2@e878");
  Story story(matter(10, 20));
  const AskMore ask{{{"map", "比例尺不符", "换图"}}, day("2022-10-18")};
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  EXPECT_EQ(story.refused("2022-10-12", AnswerMore{{}, {}}), "more_not_asked");
  story.on("2022-10-12", ask);
  const auto due = story.due("2022-10-12");
  EXPECT_EQ(story.refused("2022-10-13", AnswerMore{{{"report", "已补", true}}, {}}),
            "defects_unanswered");
  story.settled("2022-10-18");
  EXPECT_EQ(story.kinds(), "filed accepted more_asked") << "its day is not over";
  story.settled("2022-10-19").settled("2022-10-20");
  EXPECT_EQ(story.kinds(), "filed accepted more_asked more_unanswered") << "told once";
  EXPECT_EQ(story.due("2022-10-20"), due) << "it stops nothing";
  story.on("2022-10-20", AnswerMore{{{"map", "已换", true}}, {"map"}});
  EXPECT_EQ(story.refused("2022-10-21", AnswerMore{{{"map", "已换", true}}, {"map"}}),
            "more_not_asked");
  EXPECT_EQ(story.due("2022-10-20"), due);
  EXPECT_TRUE(story.at("2022-10-20").papers.contains("map"));
}

// 优化营商环境条例 36: who is late publishes why, within two working days of the first red day.
TEST(ExplainingOverdue, IsOwedFromTheFirstRedDayUntilAReasonOfThisRedIsPublished) {
  Story story(matter(5, 20));
  story.on("2022-10-10", filing()).on("2022-10-10", Accept{"1"});
  const auto owed = [&] {
    std::string found;
    for (const auto& task : story.rows().tasks) {
      if (task.kind != HeadTaskKind::explain) continue;
      found = to_text(task.since) + " " + to_text(*task.due);
    }
    return found;
  };
  EXPECT_EQ(owed(), "2022-10-18 2022-10-20") << "known before it comes";
  story.on("2022-10-19", ExplainOverdue{"专家评审未完成"});
  EXPECT_EQ(owed(), "");
  EXPECT_EQ(story.at("2022-10-19").explained->reason, "专家评审未完成");
}

}  // namespace
}  // namespace qidi::given
