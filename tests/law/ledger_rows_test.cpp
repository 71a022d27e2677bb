// Rows of a department's sheet: their own days, never deemed, taken up by a clerk's first act
// (N1; domain.md 4.9; rulings 17, 18).
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised = CountdownKind::promised;

AdoptFromLedger sheet(LedgerFacts row, bool update = false) {
  return {std::move(row), "表1", update};
}

LedgerFacts with_promise() {
  auto row = ledger_row("2022-08-01");
  row.promised_days = 20;
  row.due_computed = day("2022-08-29");
  return row;
}

TEST(LedgerRow, ShowsInPastMonthsFromItsReceiptOn) {
  cites("notice-4.1@606e");
  Story story(matter(20, 20));
  story.on("2022-10-10", sheet(with_promise()));
  EXPECT_EQ(story.events()[0].legal_day, day("2022-08-01"));
  EXPECT_EQ(story.standing("2022-08-01").holder, banner);
  EXPECT_EQ(story.light("2022-09-15"), "red");
  EXPECT_EQ(story.movements(), (std::vector<std::string>{"2022-08-01 accepted filed banner"}));
}

TEST(LedgerRow, RunsFromItsAcceptanceWhereTheSheetNamesIt) {
  cites("notice-4.1@606e", "licensing-law-42.1@d43c");
  auto row = with_promise();
  row.accepted = day("2022-08-31");
  row.due_computed = day("2022-09-29");
  Story story(matter(20, 20));
  story.on("2022-10-10", sheet(row));
  EXPECT_EQ(story.due("2022-09-01"), "2022-09-29");
  EXPECT_EQ(story.due("2022-08-15"), "none");
  EXPECT_EQ(story.state("2022-09-01"), "deciding");
}

TEST(LedgerRow, WithoutAnyDayIsNeverOverdueAndByItsPlanOnlyIfItHasOne) {
  cites("notice-4.1@606e", "notice-4.3.3@73df");
  Story none;
  none.on("2022-10-10", sheet(ledger_row("2018-03-01")));
  EXPECT_EQ(none.due("2022-10-10"), "none");
  EXPECT_EQ(none.light("2026-01-01"), "green");
  auto row = ledger_row("2018-03-01");
  row.finish_by = day("2022-12-31");
  Story plan;
  plan.on("2022-10-10", sheet(row));
  EXPECT_EQ(plan.due("2022-10-10"), "2022-12-31");
}

TEST(LedgerRow, IsNeverDeemedAccepted) {
  cites("licensing-law-32.4@7d02");
  Story story(matter(20, 20));
  story.on("2022-10-10", sheet(with_promise())).settled("2023-06-01");
  EXPECT_EQ(story.kinds(), "adopted_from_ledger");
  EXPECT_EQ(story.state("2023-06-01"), "in_review");
  EXPECT_EQ(story.rows().facts.deemed_on, std::nullopt);
}

TEST(LedgerRow, AgainIsNothingEmptyToValueIsAppliedAndOtherValuesAreReported) {
  cites("notice-4.1@606e");
  Story story(matter(20, 20));
  auto row = with_promise();
  story.on("2022-08-10", sheet(row)).on("2022-08-11", sheet(row));
  EXPECT_EQ(story.kinds(), "adopted_from_ledger");
  row.remark = "已催办";
  story.on("2022-08-12", sheet(row));
  EXPECT_EQ(story.kinds(), "adopted_from_ledger ledger_row_updated");
  EXPECT_EQ(story.rows().facts.remark, "已催办");
  row.officer = "李四";
  EXPECT_EQ(story.refused("2022-08-15", sheet(row)), "ledger_value_differs");
  story.on("2022-08-15", sheet(row, true));
  EXPECT_EQ(story.standing("2022-08-16").officer, "李四");
}

TEST(LedgerRow, AnEmptyCellInALaterSheetTakesNothingAway) {
  Story story(matter(20, 20));
  auto row = with_promise();
  row.remark = "已催办";
  story.on("2022-08-10", sheet(row));
  row.remark.clear();
  EXPECT_EQ(story.refused("2022-08-11", sheet(row)), "");
  story.on("2022-08-11", sheet(row));
  EXPECT_EQ(story.rows().facts.remark, "已催办");
}

TEST(LedgerRow, ThatEndsInALaterSheetIsFinishedOnItsDay) {
  cites("notice-4.1@606e", "notice-4.3.2@aa37");
  Story story(matter(20, 20));
  auto row = with_promise();
  story.on("2022-08-10", sheet(row));
  row.state = CaseState::finished;
  row.ended = day("2022-08-30");
  story.on("2022-09-05", sheet(row));
  EXPECT_EQ(story.state("2022-09-05"), "finished");
  EXPECT_EQ(story.movements().back(), "2022-08-30 finished none banner late");
  EXPECT_EQ(story.light("2022-09-06"), "none");
}

TEST(LedgerRow, ThatAllItsMonthsKnowByItsStateFallsIntoThatColumn) {
  cites("notice-4.3.2@aa37");
  struct Column {
    CaseState state;
    const char* movement;
  };
  for (const auto& column : {Column{CaseState::issued, "finished granted"},
                             Column{CaseState::refused, "finished refused"},
                             Column{CaseState::not_accepted, "finished not_accepted"},
                             Column{CaseState::withdrawn, "withdrawn none"},
                             Column{CaseState::removed, "removed none"}}) {
    auto row = with_promise();
    row.state = column.state;
    row.ended = day("2022-08-29");
    Story story(matter(20, 20));
    story.on("2022-10-10", sheet(row));
    EXPECT_EQ(story.movements().back(), "2022-08-29 " + std::string(column.movement) + " banner");
  }
}

TEST(LedgerRow, IsTakenUpByAClerksFirstActWithItsStatedDays) {
  cites("notice-4.1@606e");
  auto row = with_promise();
  row.due_given = day("2022-09-03");
  Story story(matter(20, 20));
  auto file = sheet(row);
  story.on("2022-08-10", file).on("2022-08-15", Accept{"1"});
  EXPECT_EQ(story.state("2022-08-15"), "deciding");
  EXPECT_EQ(story.due(promised, "2022-08-15"), "2022-09-03") << "the stated day stays";
  row.remark = "已催办";
  EXPECT_EQ(story.refused("2022-08-20", sheet(row)), "ledger_row_live");
  EXPECT_EQ(story.refused("2022-08-20", file), "") << "the same row again is nothing";
  story.on("2022-08-16", Propose{"grant", ""}).on("2022-08-17", granting());
  EXPECT_EQ(story.state("2022-08-17"), "granted");
}

TEST(LedgerRow, IsTheImportersAloneAndDatedInThePast) {
  cites("notice-4.3.1@606b");
  const Story story;
  EXPECT_EQ(story.refused("2022-08-10", sheet(with_promise()), person(Role::clerk, banner)),
            "not_permitted");
  EXPECT_EQ(story.refused("2022-07-31", sheet(with_promise())), "day_in_future");
  auto row = with_promise();
  row.state = CaseState::issued;
  row.ended = day("2022-07-31");
  EXPECT_EQ(story.refused("2022-08-10", sheet(row)), "field_invalid");
  Story live;
  live.on("2022-08-01", filing());
  EXPECT_EQ(live.refused("2022-08-10", sheet(with_promise())), "ledger_row_live");
}

}  // namespace
}  // namespace qidi::given
