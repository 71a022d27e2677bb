// Our own defects with rows taken over from a department's sheet.
#include "given.h"

namespace qidi::given {
namespace {

TEST(ImportedRow, ARecountByAJobDoesNotTakeTheRowUp) {
  cites("notice-4.1@606e");
  // Any event made the row live, also a job's recount; the next sheet was then refused.
  auto row = ledger_row("2022-08-01");
  row.promised_days = 20;
  row.due_computed = day("2022-08-29");
  Story story(matter(20, 20));
  story.on("2022-08-10", AdoptFromLedger{row, "表1", false});
  auto years = law::calendar_years();
  for (auto& year : years) {
    if (year.year == 2022) year.days.push_back({day("2022-08-15"), DayKind::day_off, "临时"});
  }
  const WorkCalendar revised(std::move(years), 2);
  story.calendar_becomes(revised).on("2022-08-12", Recount{});
  EXPECT_EQ(story.due("2022-08-12"), "2022-08-30");
  row.remark = "已催办";
  EXPECT_EQ(story.refused("2022-08-20", AdoptFromLedger{row, "表2", false}), "");
}

TEST(ImportedRow, APausedRowCanBeResumed) {
  cites("licensing-law-45@a78b");
  // A row that its sheet calls paused carried no pause: it could be neither resumed nor decided.
  auto row = ledger_row("2022-08-01");
  row.accepted = day("2022-08-03");
  row.due_given = day("2022-09-30");
  row.state = CaseState::paused;
  Story story(matter(20, 20));
  story.on("2022-08-10", AdoptFromLedger{row, "表1", false});
  ASSERT_EQ(story.state("2022-08-10"), "paused");
  story.on("2022-08-15", Resume{});
  EXPECT_EQ(story.state("2022-08-15"), "deciding");
  EXPECT_EQ(story.due("2022-08-15"), "2022-09-30");
}

TEST(ImportedRow, CanBeAcceptedAlthoughASheetListsNoPapers) {
  cites("notice-4.1@606e");
  // Taking a row up failed at the first step: none of the matter's papers stood in it.
  Story story(matter(20, 20));
  story.on("2022-08-10", AdoptFromLedger{ledger_row("2022-08-01"), "表1", false});
  EXPECT_EQ(story.refused("2022-08-11", Accept{"1"}), "");
}

TEST(ImportedRow, AnEndWithoutADayOrADayWithoutAnEndIsRefused) {
  cites("notice-4.1@606e");
  // Either left the stock of the circular: the row stood pending and was counted finished.
  auto ended_pending = ledger_row("2022-08-01");
  ended_pending.ended = day("2022-08-09");
  auto final_undated = ledger_row("2022-08-01");
  final_undated.state = CaseState::issued;
  const Story story;
  EXPECT_EQ(story.refused("2022-08-10", AdoptFromLedger{ended_pending, "表1", false}),
            "field_invalid");
  EXPECT_EQ(story.refused("2022-08-10", AdoptFromLedger{final_undated, "表1", false}),
            "field_missing");
}

TEST(ImportedRow, ThatEndedBeforeItsAcceptanceDoesNotStandPendingAfterItsEnd) {
  cites("notice-4.3.2@aa37");
  // The circular counted it finished on the day of its end, the list kept it until the acceptance.
  auto row = ledger_row("2022-08-01");
  row.accepted = day("2022-08-20");
  row.ended = day("2022-08-10");
  row.state = CaseState::finished;
  Story story(matter(20, 20));
  story.on("2022-09-01", AdoptFromLedger{row, "表1", false});
  EXPECT_EQ(story.standing("2022-08-10").state, CaseState::finished);
  EXPECT_EQ(story.movements(), (std::vector<std::string>{"2022-08-01 accepted filed banner",
                                                         "2022-08-10 finished none banner"}));
}

TEST(ImportedRow, AnEndOfOneSheetBeforeTheReceiptOfAnotherIsRefused) {
  cites("notice-4.3.2@aa37");
  // The stock fell by one before it had risen by one.
  auto row = ledger_row("2022-08-01");
  row.ended = day("2022-08-10");
  row.state = CaseState::finished;
  Story story(matter(20, 20));
  story.on("2022-09-01", AdoptFromLedger{row, "表1", false});
  auto later = ledger_row("2022-08-20");
  EXPECT_EQ(story.refused("2022-09-02", AdoptFromLedger{later, "表2", true}), "field_invalid");
}

}  // namespace
}  // namespace qidi::given
