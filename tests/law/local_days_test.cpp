// Days off that a region's government orders for a custom festival: they stop the limits that its
// own organs answer for, and those below it, and nobody else's (放假办法 4; features F23).
#include "domain/casework/time_split.h"
#include "domain/supervision/ladder.h"
#include "given.h"

namespace qidi::given {
namespace {

const Organ another_banner{"150123", "energy"};

LocalYear ordered_by(const Organ& organ, std::initializer_list<const char*> days,
                     DayKind kind = DayKind::day_off) {
  LocalYear local{organ.region, {2022, false, "某旗人民政府公告", {}}};
  for (const auto* text : days) local.year.days.push_back({day(text), kind, "旗庆"});
  return local;
}

/// The published calendar with what regions ordered besides; 2022-10-14 is a Friday.
WorkCalendar with(std::vector<LocalYear> local) {
  return WorkCalendar(law::calendar_years(), 2, std::move(local));
}

/// Received on 10-10 by this organ, accepted on 10-11 with ten working days promised.
Story accepted_by(const Organ& organ, const WorkCalendar& calendar) {
  auto file = filing();
  file.region = organ.region;
  Story story(matter(10, 20), calendar);
  story.on("2022-10-10", file).on("2022-10-11", Accept{"1"});
  return story;
}

TEST(LocalDays, StopTheLimitsOfTheRegionsOwnOrgansAlone) {
  cites("licensing-law-82@fb4a");
  const auto calendar = with({ordered_by(banner, {"2022-10-14"})});
  EXPECT_EQ(accepted_by(banner, calendar).due(CountdownKind::promised, "2022-10-12"), "2022-10-26");
  EXPECT_EQ(accepted_by(another_banner, calendar).due(CountdownKind::promised, "2022-10-12"),
            "2022-10-25");
  EXPECT_EQ(accepted_by(league, calendar).due(CountdownKind::promised, "2022-10-12"), "2022-10-25");
  EXPECT_EQ(calendar.after(day("2022-10-11"), WorkingDays{10}).day, day("2022-10-25"));
}

TEST(LocalDays, HoldForTheRegionsBelowAndTheNearestRegionIsRight) {
  cites("licensing-law-82@fb4a");
  const auto calendar = with({ordered_by(league, {"2022-10-14", "2022-10-17"}),
                              ordered_by(banner, {"2022-10-17"}, DayKind::make_up_workday)});
  EXPECT_EQ(calendar.in(league.region).region(), league.region);
  EXPECT_EQ(calendar.in(another_banner.region).region(), league.region);
  EXPECT_EQ(calendar.in(banner.region).region(), banner.region);
  EXPECT_EQ(calendar.in("150000").region(), "") << "the region above has none of its own";
  EXPECT_EQ(calendar.in("").region(), "");
  EXPECT_EQ(accepted_by(another_banner, calendar).due(CountdownKind::promised, "2022-10-12"),
            "2022-10-27");
  EXPECT_EQ(accepted_by(banner, calendar).due(CountdownKind::promised, "2022-10-12"), "2022-10-26");
}

TEST(LocalDays, AreNamedWhereADueDayIsExplained) {
  const auto calendar = with({ordered_by(banner, {"2022-10-14"})});
  auto story = accepted_by(banner, calendar);
  const auto current = story.at("2022-10-12");
  const auto days = explain(*running_of(current, CountdownKind::promised), calendar);
  EXPECT_EQ(days.back().day, day("2022-10-26"));
  EXPECT_EQ(days[3].day, day("2022-10-14"));
  EXPECT_EQ(days[3].why, ExplainedDay::Why::day_off);
  EXPECT_EQ(days[3].name, "旗庆");
}

TEST(LocalDays, EndWithTheForwardingAndMoveALimitThatIsHandedToAnotherRegion) {
  cites("notice-4.2.3@49dc");
  const auto calendar = with({ordered_by(banner, {"2022-10-14"})});
  Story up(matter(10, 20), calendar);
  up.on("2022-10-10", filing("plain"));
  EXPECT_EQ(up.due(CountdownKind::forward, "2022-10-10"), "2022-10-20") << "seven, without 10-14";
  up.on("2022-10-11", going_up()).on("2022-10-12", Accept{"1"});
  EXPECT_EQ(up.due(CountdownKind::promised, "2022-10-12"), "2022-10-26")
      << "ten working days of the league";

  auto away = accepted_by(banner, calendar);
  away.on("2022-10-12", Transfer{another_banner.region, "energy", "王五", "head-2"});
  EXPECT_EQ(away.due(CountdownKind::promised, "2022-10-12"), "2022-10-25");
  auto here = accepted_by(another_banner, calendar);
  here.on("2022-10-12", Transfer{banner.region, "energy", "王五", "head-2"});
  EXPECT_EQ(here.due(CountdownKind::promised, "2022-10-12"), "2022-10-26");
}

// What was told stays told until a revision moves it by an event of its own: only another region's
// calendar may move a limit in a transfer.
TEST(LocalDays, ATransferWithinOneCalendarLeavesADueDayAsItWasTold) {
  const auto calendar = with({ordered_by(league, {"2022-10-14"})});
  auto story = accepted_by(banner, published());
  ASSERT_EQ(story.due(CountdownKind::promised, "2022-10-12"), "2022-10-25");
  story.calendar_becomes(calendar).on("2022-10-12",
                                      Transfer{another_banner.region, "energy", "王五", "head-2"});
  EXPECT_EQ(story.due(CountdownKind::promised, "2022-10-12"), "2022-10-25");
}

TEST(LocalDays, OrderedLaterMoveWhatRunsByAnEventAndNothingElsewhere) {
  cites("licensing-law-82@fb4a");
  const auto calendar = with({ordered_by(banner, {"2022-10-14"})});
  auto here = accepted_by(banner, published());
  here.calendar_becomes(calendar).on("2022-10-12", Recount{});
  EXPECT_EQ(here.kinds(), "filed accepted due_days_moved");
  EXPECT_EQ(here.due(CountdownKind::promised, "2022-10-12"), "2022-10-26");
  auto elsewhere = accepted_by(another_banner, published());
  elsewhere.calendar_becomes(calendar).on("2022-10-12", Recount{});
  EXPECT_EQ(elsewhere.kinds(), "filed accepted");
}

TEST(LocalDays, AnOpinionIsCountedByTheCalendarOfWhoIsAsked) {
  const auto calendar = with({ordered_by(another_banner, {"2022-10-14"})});
  auto story = accepted_by(banner, calendar);
  story.on("2022-10-12", AskOpinion{another_banner.region, "water", "是否可行", "水法", "", 5, ""});
  EXPECT_EQ(std::get<OpinionAsked>(story.events().back().body).due, day("2022-10-20"));
}

TEST(LocalDays, TheLadderGoesUpByThem) {
  cites("notice-4.3.3@73df");
  Standing late;
  late.from = day("2022-08-01");
  late.state = CaseState::deciding;
  late.holder = banner;
  late.due = day("2022-10-13");
  late.due_kind = CountdownKind::promised;
  late.yellow_from = day("2022-10-11");
  late.red_from = day("2022-10-14");
  const auto head_on = [&](const WorkCalendar& calendar) {
    for (const auto& step : ladder_on({late}, day("2022-11-30"), calendar).steps) {
      if (step.step == LadderStep::head) return to_text(step.on);
    }
    return std::string("none");
  };
  EXPECT_EQ(head_on(published()), "2022-10-14");
  EXPECT_EQ(head_on(with({ordered_by(banner, {"2022-10-14"})})), "2022-10-17");
}

TEST(LocalDays, TheSplitOfTimeStillAddsUpOverTwoCalendars) {
  const auto calendar = with({ordered_by(banner, {"2022-10-14"})});
  Story story(matter(10, 20), calendar);
  story.on("2022-10-10", filing("plain")).on("2022-10-13", going_up());
  const auto split = split_of_time(story.rows().standings, day("2022-10-17"), calendar);
  EXPECT_EQ(split.elapsed.working_days, 4) << "11, 12, 13 and 17; the receiver had 14 off";
  int sum = 0;
  for (const auto& share : split.shares) sum += share.working_days;
  EXPECT_EQ(sum, split.elapsed.working_days);
}

}  // namespace
}  // namespace qidi::given
