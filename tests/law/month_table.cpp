// The worked month 2022-10 of domain.md 7: eight cases driven through the rules must give the
// table's figures for the banner's bureau, the league's and both.
#include "given.h"
#include "month_count.h"

namespace qidi::given {
namespace {

using domain::CircularCounts;
using domain::Month;

/// Filings at the league's own counter.
File filing_at_league() {
  auto file = filing();
  file.region = league.region;
  file.department = league.department;
  return file;
}

std::vector<Story> october_2022() {
  std::vector<Story> stories(8, Story(matter(10, 20)));
  stories[0].on("2022-09-19", filing()).on("2022-09-21", Accept{"1"});
  stories[0].on("2022-10-11", Propose{"grant", ""}).on("2022-10-12", granting());
  stories[1].on("2022-09-26", filing()).on("2022-09-27", Accept{"2"});
  stories[2].on("2022-10-10", filing()).on("2022-10-13", a_return());
  stories[2].on("2022-10-20", a_refiling()).on("2022-10-24", Accept{"3"});
  stories[3].on("2022-10-11", filing("first_review")).on("2022-10-13", Accept{"4"});
  stories[3].on("2022-10-19", going_up());
  stories[4].on("2022-09-28", filing()).on("2022-09-29", Accept{"5"});
  stories[4].on("2022-10-18", Withdraw{"另选址"});
  stories[5].on("2022-09-13", filing_at_league()).on("2022-09-14", Accept{"6"});
  stories[5].on("2022-09-22", a_pause(30));
  stories[6].on("2022-10-24", filing_at_league());
  stories[6].on("2022-10-25", NotAccept{"no_licence_needed", "不需要许可", ""});
  stories[7].on("2022-08-30", filing_at_league()).on("2022-08-31", Accept{"8"});
  stories[7].on("2022-10-21", removing());
  return stories;
}

std::vector<CaseRows> rows_of_all(const std::vector<Story>& stories) {
  std::vector<CaseRows> all;
  for (const auto& story : stories) all.push_back(story.rows());
  return all;
}

/// The table's columns, in its order.
std::vector<long long> columns(const CircularCounts& c) {
  return {c.opening, c.accepted,  c.moved_in,  c.finished, c.finished_late, c.returned,
          c.removed, c.withdrawn, c.moved_out, c.closing,  c.overdue,       c.red_in_month};
}
using Columns = std::vector<long long>;

TEST(MonthTable, TheStoriesHaveTheDueDaysOfTheTable) {
  cites("notice-4.3.2@aa37", "notice-4.2.3@49dc");
  const auto stories = october_2022();
  EXPECT_EQ(stories[0].due("2022-10-08"), "2022-10-10");
  EXPECT_EQ(stories[1].due("2022-10-08"), "2022-10-14");
  EXPECT_EQ(stories[2].due("2022-10-24"), "2022-11-07");
  EXPECT_EQ(stories[3].due(CountdownKind::forward, "2022-10-18"), "2022-10-20");
  EXPECT_EQ(stories[3].due("2022-10-19"), "2022-11-02");
  EXPECT_EQ(stories[4].due("2022-10-08"), "2022-10-18");
  EXPECT_EQ(to_text(running_of(stories[5].at("2022-10-08"), CountdownKind::pause_plan)->due),
            "2022-11-08");
  EXPECT_EQ(stories[7].due("2022-10-08"), "2022-09-15");
}

TEST(MonthTable, OfOctober2022IsTheWorkedTable) {
  cites("notice-4.3.2@aa37");
  auto counts = circular_of(rows_of_all(october_2022()), Month{2022, 10});
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(columns(counts[banner]), (Columns{3, 3, 0, 1, 1, 1, 0, 1, 1, 2, 1, 2}));
  EXPECT_EQ(columns(counts[league]), (Columns{2, 1, 1, 1, 0, 0, 1, 0, 0, 2, 0, 1}));
  auto total = counts[banner];
  total += counts[league];
  EXPECT_EQ(columns(total), (Columns{5, 4, 1, 2, 1, 1, 1, 1, 1, 4, 1, 3}));
  EXPECT_EQ(counts[banner].refiled, 1);
  EXPECT_EQ(counts[banner].formally_accepted, 2);
  EXPECT_EQ(counts[banner].granted, 1);
  EXPECT_EQ(counts[league].not_accepted, 1);
  EXPECT_EQ(total.deemed, 0);
}

TEST(MonthTable, ClosingIsWhatIsPendingOnTheLastDay) {
  cites("notice-4.3.2@aa37");
  const auto rows = rows_of_all(october_2022());
  for (const auto month : {Month{2022, 8}, Month{2022, 9}, Month{2022, 10}, Month{2022, 11}}) {
    auto pending = pending_at_end_of(rows, month.last());
    for (const auto& [organ, counts] : circular_of(rows, month)) {
      EXPECT_EQ(counts.closing, pending[organ]) << to_text(month) << ' ' << organ.region;
    }
  }
}

TEST(MonthTable, RatesFollowFromTheColumnsAndAreNoneOverZero) {
  cites("notice-4.3.2@aa37");
  auto counts = circular_of(rows_of_all(october_2022()), Month{2022, 10});
  EXPECT_EQ(percent(overdue_rate(counts[banner])), "50.0%");
  EXPECT_EQ(percent(on_time_rate(counts[banner])), "0.0%");
  // 1 / (3 + 3 + 0 - 1)
  EXPECT_EQ(percent(cleared_rate(counts[banner])), "20.0%");
  EXPECT_EQ(percent(overdue_rate(CircularCounts{})), "—");
}

TEST(MonthTable, ACaseThatWaitsForItsUnitIsNobodysStockAndNotOverdue) {
  cites("notice-4.3.2@aa37", "notice-4.2.2@e878");
  Story waiting;
  waiting.on("2022-09-28", filing()).on("2022-09-30", a_return());
  const std::vector<CaseRows> rows{waiting.rows()};
  auto counts = circular_of(rows, Month{2022, 10});
  EXPECT_EQ(counts[banner].closing, 0);
  EXPECT_EQ(counts[banner].overdue, 0);
  EXPECT_EQ(counts[banner].red_in_month, 0);
  waiting.on("2022-10-20", Withdraw{""});
  EXPECT_EQ(circular_of({waiting.rows()}, Month{2022, 10})[banner].withdrawn, 0)
      << "waiting ones left the stock already";
}

TEST(MonthTable, TheOnlineShareLeavesOutWhatWasFiledOrEndedOnPaper) {
  cites("notice-6.3@72be");
  std::vector<Story> stories(3, Story(matter(10, 20)));
  stories[0].on("2022-10-10", filing()).on("2022-10-11", NotAccept{"false_papers", "虚假", ""});
  stories[1].late("2022-10-10", "2022-10-12", filing());
  stories[1].on("2022-10-13", NotAccept{"false_papers", "虚假", ""});
  stories[2].on("2022-10-10", filing_at_league());
  stories[2].late("2022-10-12", "2022-10-14", NotAccept{"false_papers", "虚假", ""});
  auto counts = circular_of(rows_of_all(stories), Month{2022, 10});
  const auto filed = [](const CircularCounts& c) { return c.accepted - c.refiled - c.reopened; };
  EXPECT_EQ(counts[banner].online_filed, 1) << "of " << filed(counts[banner]);
  EXPECT_EQ(filed(counts[banner]), 2);
  EXPECT_EQ(counts[banner].finished, 2);
  EXPECT_EQ(counts[banner].online_handled, 1) << "handled online from the filing on";
  EXPECT_EQ(counts[league].online_filed, 1);
  EXPECT_EQ(counts[league].finished, 1);
  EXPECT_EQ(counts[league].online_handled, 0);
}

}  // namespace
}  // namespace qidi::given
