// The ladder of a deadline by days: worked examples 18, 19 and 10 of the design, and office hours.
#include "domain/supervision/ladder.h"

#include "domain/supervision/notice.h"
#include "given.h"

namespace qidi::given {
namespace {

/// A countdown of the promise that runs from long before its due day.
Standing running(std::string_view due, std::string_view from = "2022-08-01") {
  Standing standing;
  standing.from = day(from);
  standing.state = CaseState::deciding;
  standing.holder = league;
  standing.officer = "某经办";
  standing.due = day(due);
  standing.due_kind = CountdownKind::promised;
  standing.yellow_from = published().first_day_with_left(day(due), 2);
  standing.red_from = day(due) + std::chrono::days{1};
  return standing;
}

std::vector<ReachedStep> steps_on(const std::vector<Standing>& standings, std::string_view today) {
  return ladder_on(standings, day(today), published()).steps;
}

TEST(Ladder, OfAPromiseDueBeforeAHolidayGoesUpByWorkingDaysOnly) {
  cites("notice-4.3.3@73df");
  // Example 18: due Friday 2022-09-09; Monday 12 is a day off (中秋节).
  const std::vector<Standing> standings{running("2022-09-09")};
  EXPECT_TRUE(steps_on(standings, "2022-09-06").empty());
  EXPECT_EQ(steps_on(standings, "2022-09-07").size(), 1U);
  EXPECT_EQ(steps_on(standings, "2022-09-12").size(), 2U) << "red on 10, none over until 13";
  const std::vector<ReachedStep> all{
      {LadderStep::yellow, day("2022-09-07")}, {LadderStep::red, day("2022-09-10")},
      {LadderStep::head, day("2022-09-13")},   {LadderStep::leader, day("2022-09-15")},
      {LadderStep::order, day("2022-09-19")},  {LadderStep::listing, day("2022-09-26")}};
  EXPECT_EQ(steps_on(standings, "2022-09-25").size(), 5U);
  EXPECT_EQ(steps_on(standings, "2022-09-26"), all);
  EXPECT_EQ(steps_on(standings, "2023-09-26"), all) << "the days of a step never move";
}

TEST(Ladder, OfACaseThatCameLateToItsDueDayBeginsOnTheDayItCouldBeSeen) {
  cites("licensing-law-32.4@7d02", "notice-4.3.3@73df");
  // Example 19: deemed accepted on 2022-10-13 with the promise due on 10-10: red at once, 3 over.
  auto late = running("2022-10-10", "2022-10-13");
  const std::vector<ReachedStep> at_once{{LadderStep::red, day("2022-10-13")},
                                         {LadderStep::head, day("2022-10-13")},
                                         {LadderStep::leader, day("2022-10-13")}};
  EXPECT_TRUE(steps_on({late}, "2022-10-12").empty());
  EXPECT_EQ(steps_on({late}, "2022-10-13"), at_once) << "it never was yellow";
}

TEST(Ladder, OfAnEndedOrWaitingCaseIsNone) {
  cites("notice-4.3.3@73df");
  auto ended = running("2022-09-09");
  ended.state = CaseState::issued;
  EXPECT_TRUE(steps_on({ended}, "2022-09-30").empty());
  ended.state = CaseState::waiting_for_unit;
  EXPECT_TRUE(steps_on({ended}, "2022-09-30").empty());
}

TEST(Ladder, OfAnExtendedLimitBeginsAnew) {
  cites("notice-4.3.3@73df", "licensing-law-42.1@d43c");
  auto before = running("2022-09-09");
  before.to = day("2022-09-14");
  auto after = running("2022-09-30", "2022-09-14");
  EXPECT_EQ(steps_on({before, after}, "2022-09-13").size(), 3U);
  EXPECT_TRUE(steps_on({before, after}, "2022-09-14").empty());
  EXPECT_EQ(steps_on({before, after}, "2022-09-28").size(), 1U) << "yellow a second time";
}

TEST(Notices, OfTheLadderGoToWhoAnswersAndUpTheHouse) {
  cites("notice-4.3.3@73df");
  CaseRows rows;
  rows.facts.case_id = "c1";
  rows.facts.project_name = "风电项目";
  rows.standings = {running("2022-09-09")};
  const OfficerKnown known = [](const Organ&, const std::string& name) { return name == "某经办"; };
  const auto told = ladder_notices(rows, {}, day("2022-09-26"), published(), known);
  ASSERT_EQ(told.size(), 6U);
  using Posts = std::vector<std::string>;
  EXPECT_EQ(told[0].audiences, Posts{"officer/150100/energy/某经办"});
  EXPECT_EQ(told[2].audiences, Posts{"head/150100/energy"});
  EXPECT_EQ(told[3].audiences, Posts{"leader/150100"});
  EXPECT_EQ(told[5].audiences, (Posts{"office/150100", "office/150000"}));
  EXPECT_EQ(told[4].key, "ladder/c1/promised/2022-09-09/order");
  EXPECT_EQ(title_of(told[4]), "超期 5 个工作日，应当下达督办单：风电项目");
  // What was told up to a day is not told again the day after.
  EXPECT_EQ(ladder_notices(rows, day("2022-09-25"), day("2022-09-26"), published(), known).size(),
            1U);
  // An officer without an account would never read it: the desk does.
  rows.standings.front().officer = "无账号者";
  EXPECT_EQ(ladder_notices(rows, {}, day("2022-09-08"), published(), known)[0].audiences,
            Posts{"desk/150100/energy"});
}

TEST(Notices, KeepTheirTitleOnOneLineWhateverAProjectIsCalled) {
  cites("notice-4.3.3@73df");
  Notice notice;
  notice.kind = NoticeKind::accepted;
  notice.project_name = "甲\r\nBcc: a@b\n乙";
  const auto title = title_of(notice);
  EXPECT_EQ(title.find_first_of("\r\n"), std::string::npos) << title;
  for (int i = 0; i < 100; ++i) notice.project_name += "很长的名称";
  EXPECT_LT(title_of(notice).size(), 260U);
}

}  // namespace
}  // namespace qidi::given
