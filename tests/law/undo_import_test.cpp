// An import undone: as if the row had never been entered, on no day and in no count, and only while
// nothing else has happened to it (domain.md 2, 4.9; docs/decisions/0008).
#include "given.h"

namespace qidi::given {
namespace {

AdoptFromLedger sheet(LedgerFacts row, bool update = false) {
  return {std::move(row), "表1:2", update};
}

LedgerFacts with_promise() {
  auto row = ledger_row("2022-08-01");
  row.promised_days = 20;
  row.due_computed = day("2022-08-29");
  return row;
}

UndoImport undoing(std::vector<long long> sequences) {
  return {"i-1", std::move(sequences), "表选错了"};
}

TEST(UndoneImport, LeavesEveryListAndEveryCountOnEveryDay) {
  cites("notice-4.1@606e", "notice-4.3.2@aa37");
  Story story(matter(20, 20));
  story.on("2022-10-10", sheet(with_promise())).on("2022-11-20", undoing({1}));
  EXPECT_EQ(story.kinds(), "adopted_from_ledger ledger_import_undone");
  EXPECT_EQ(story.events()[1].legal_day, day("2022-11-20"));
  const auto rows = story.rows();
  EXPECT_TRUE(rows.standings.empty());
  EXPECT_TRUE(rows.segments.empty());
  EXPECT_TRUE(rows.movements.empty()) << "no month gains or loses: its equation stays true";
  EXPECT_EQ(rows.facts.project_name, "风电项目") << "the record can still be shown";
  EXPECT_EQ(rows.facts.flags, "import_undone");
}

TEST(UndoneImport, IsStillThereForWhoAsksWhatWasKnownBefore) {
  cites("notice-4.3.2@aa37");
  Story story(matter(20, 20));
  story.on("2022-10-10", sheet(with_promise()));
  const auto published = story.rows();
  story.on("2022-11-20", undoing({1}));
  const std::vector<Event> known(story.events().begin(), story.events().begin() + 1);
  EXPECT_EQ(rows_of(Story::folded(known), story.facts(day("2022-10-10"))), published);
}

TEST(UndoneImport, GivesAnUpdatedRowItsEarlierValuesBack) {
  cites("notice-4.1@606e");
  Story story(matter(20, 20));
  story.on("2022-08-10", sheet(with_promise()));
  const auto before = story.rows();
  auto row = with_promise();
  row.officer = "李四";
  row.state = CaseState::finished;
  row.ended = day("2022-08-20");
  story.on("2022-08-22", sheet(row, true)).on("2022-08-23", undoing({2}));
  EXPECT_EQ(story.rows(), before);
  EXPECT_EQ(story.refused("2022-08-24", undoing({2})), "changed_since_import");
  story.on("2022-08-24", undoing({1}));
  EXPECT_TRUE(story.rows().standings.empty());
}

TEST(UndoneImport, CanBeImportedAgainAndThenWorkedOn) {
  cites("notice-4.1@606e");
  Story story(matter(20, 20));
  story.on("2022-08-10", sheet(with_promise()))
      .on("2022-08-11", undoing({1}))
      .on("2022-08-12", sheet(with_promise()));
  EXPECT_EQ(story.movements(), (std::vector<std::string>{"2022-08-01 accepted filed banner"}));
  EXPECT_EQ(story.rows().facts.flags.find("import_undone"), std::string::npos);
  story.on("2022-08-15", Accept{"1"});
  EXPECT_EQ(story.state("2022-08-15"), "deciding");
  Story again(matter(20, 20));
  again.on("2022-08-10", sheet(with_promise()))
      .on("2022-08-11", undoing({1}))
      .on("2022-08-12", sheet(with_promise()))
      .on("2022-08-13", undoing({3}));
  EXPECT_TRUE(again.rows().movements.empty());
}

TEST(UndoneImport, IsRefusedOnceAnybodyHasWorkedOnTheRow) {
  cites("notice-4.3.1@606b");
  Story story(matter(20, 20));
  story.on("2022-08-10", sheet(with_promise())).on("2022-08-15", Accept{"1"});
  EXPECT_EQ(story.refused("2022-08-16", undoing({1})), "changed_since_import");
}

TEST(UndoneImport, IsRefusedOnceALaterImportHasChangedTheRow) {
  Story story(matter(20, 20));
  auto row = with_promise();
  story.on("2022-08-10", sheet(row));
  row.remark = "已催办";
  story.on("2022-08-12", sheet(row));
  EXPECT_EQ(story.refused("2022-08-16", undoing({1})), "changed_since_import");
  EXPECT_EQ(story.refused("2022-08-16", undoing({1, 2})), "") << "both were this import's";
  EXPECT_EQ(story.refused("2022-08-16", undoing({2})), "");
  EXPECT_EQ(story.refused("2022-08-16", undoing({2, 1})), "changed_since_import");
  EXPECT_EQ(story.refused("2022-08-16", undoing({0, 1, 2})), "changed_since_import");
}

TEST(UndoneImport, TakesAJobsWorkWithTheWholeRowButLeavesARowThatAJobHasCountedAnew) {
  auto years = law::calendar_years();
  for (auto& year : years) {
    if (year.year == 2022) year.days.push_back({day("2022-08-15"), DayKind::day_off, "临时"});
  }
  const WorkCalendar revised(std::move(years), 2);
  Story story(matter(20, 20));
  auto row = with_promise();
  story.on("2022-08-02", sheet(row));
  row.remark = "已催办";
  story.on("2022-08-03", sheet(row)).calendar_becomes(revised).on("2022-08-04", Recount{});
  ASSERT_EQ(story.kinds(), "adopted_from_ledger ledger_row_updated due_days_moved");
  EXPECT_EQ(story.refused("2022-08-05", undoing({2})), "changed_since_import");
  story.on("2022-08-05", undoing({1, 2}));
  EXPECT_TRUE(story.rows().segments.empty());
  story.on("2022-08-06", sheet(with_promise()));
  EXPECT_EQ(story.rows().facts.flags.find("out_of_order"), std::string::npos)
      << "what the job did to the old row does not touch the new one";
}

TEST(UndoneImport, IsTheImportersAloneNeedsAReasonAndARowOfASheet) {
  cites("notice-4.3.1@606b");
  Story story(matter(20, 20));
  story.on("2022-08-10", sheet(with_promise()));
  EXPECT_EQ(story.refused("2022-08-11", undoing({1}), person(Role::head, banner)), "not_permitted");
  EXPECT_EQ(story.refused("2022-08-11", UndoImport{"i-1", {1}, ""}), "reasons_missing");
  EXPECT_EQ(story.refused("2022-08-11", UndoImport{"i-1", {}, "错"}), "field_missing");
  EXPECT_EQ(story.refused("2022-08-11", UndoImport{"", {1}, "错"}), "field_missing");
  Story filed(matter(20, 20));
  EXPECT_EQ(filed.refused("2022-08-10", undoing({1})), "unknown_case");
  filed.on("2022-08-10", filing());
  EXPECT_EQ(filed.refused("2022-08-11", undoing({1})), "changed_since_import");
  story.on("2022-08-11", undoing({1}));
  EXPECT_EQ(story.refused("2022-08-12", undoing({1})), "unknown_case");
  EXPECT_EQ(story.refused("2022-08-12", Accept{"1"}), "unknown_case");
}

}  // namespace
}  // namespace qidi::given
