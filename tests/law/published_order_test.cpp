// docs/refusals.md publishes the order of reasons: of several against one act, the first in that
// order is told. Every reason is in the table with its clause and words.
#include <set>

#include "given.h"

namespace qidi::given {
namespace {

/// The position of a reason in the published list.
int place(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(RefusalCode::region_exists); ++i) {
    if (name_of(static_cast<RefusalCode>(i)) == name) return i;
  }
  ADD_FAILURE() << "no such reason: " << name;
  return -1;
}

// Refusals showed their readers "domain.md 3" and "N5": names of papers that only the builders
// have.
TEST(PublishedOrder, EveryReasonHasANameAClauseThatPeopleCanLookUpAndChineseWords) {
  const std::set<std::string_view> formal{"unknown_case",      "case_exists",       "version_stale",
                                          "command_id_reused", "field_missing",     "field_invalid",
                                          "term_not_past",     "already_on_record", "opinion_open",
                                          "not_consulted",     "opinion_not_open",  "unknown_joint",
                                          "opinion_not_ours",  "opinion_settled"};
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(RefusalCode::region_exists); ++i) {
    const auto& text = text_of(static_cast<RefusalCode>(i));
    EXPECT_EQ(text.code, static_cast<RefusalCode>(i));
    EXPECT_TRUE(names.insert(std::string(text.name)).second) << text.name;
    // People read it: a clause of the law or of a notice, or none where no law speaks of it.
    EXPECT_EQ(text.clause.empty(), formal.contains(text.name)) << text.name;
    EXPECT_EQ(text.clause.find(".md"), std::string_view::npos) << text.name;
    EXPECT_FALSE(text.clause.starts_with("N")) << text.name;
    EXPECT_GT(static_cast<unsigned char>(text.chinese.front()), 0x7f) << text.name;
  }
}

TEST(PublishedOrder, OfTwoReasonsTheEarlierIsToldAndMendingItTellsTheLater) {
  cites("notice-4.2.2@e878");
  Story story;
  story.on("2022-10-10", filing());
  // Three things wrong with one notice: nothing named, nothing suggested, by another's clerk.
  const auto stranger = person(Role::clerk, league);
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{}, ""}, stranger), "not_the_holder");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{}, ""}), "defects_missing");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{{"report", "缺章", "补章"}}, ""}),
            "suggestions_missing");
  EXPECT_EQ(story.refused("2022-10-11", a_return()), "");
  EXPECT_LT(place("not_the_holder"), place("defects_missing"));
  EXPECT_LT(place("defects_missing"), place("suggestions_missing"));
}

TEST(PublishedOrder, ThePersonComesBeforeTheStateAndTheStateBeforeTheAct) {
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Withdraw{""});
  const auto unit = person(Role::project_unit, banner);
  EXPECT_EQ(story.refused("2022-10-12", Pause{"leader_absent", "", 5}, unit), "not_permitted");
  EXPECT_EQ(story.refused("2022-10-12", Pause{"leader_absent", "", 5}), "case_ended");
  Story deciding;
  deciding.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  EXPECT_EQ(deciding.refused("2022-10-12", Pause{"leader_absent", "", 5}), "ground_unlawful");
  EXPECT_EQ(deciding.refused("2022-10-12", Pause{"hearing", "", 5}), "");
}

TEST(PublishedOrder, AnActOnNoCaseHearsThatFirst) {
  const Story story;
  const auto nobody = Actor{};
  EXPECT_EQ(story.refused("2022-10-12", Accept{"1"}, nobody), "unknown_case");
  EXPECT_EQ(story.refused("2022-10-12", Decide{}, nobody), "unknown_case");
}

TEST(PublishedOrder, EachMessageAddsWhatThisCaseKnows) {
  Story story;
  auto file = filing();
  file.papers.clear();
  story.on("2022-10-10", file);
  Command command;
  command.case_id = "case-1";
  command.actor = person(Role::clerk, banner);
  command.body = Accept{"1"};
  const auto told = decide(story.at("2022-10-11"), command, story.facts(day("2022-10-11")));
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().detail, "必备材料不全（申请报告）");
  EXPECT_EQ(told.error().field, "papers");
}

}  // namespace
}  // namespace qidi::given
