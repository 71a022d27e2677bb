// due and workdays from outside: interface.md's words, domain-facts.md's vectors.
#include <gtest/gtest.h>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

std::string due_of(const std::string& start, const std::string& days) {
  return run_qidi({"due", "--start", start, "--days", days}).out;
}

TEST(Due, GivesThePublishedVectors) {
  const std::vector<std::array<std::string, 3>> vectors{
      {"2022-08-31", "5", "2022-09-07"},  {"2022-08-31", "7", "2022-09-09"},
      {"2022-09-26", "20", "2022-10-27"}, {"2022-09-30", "5", "2022-10-12"},
      {"2022-12-28", "5", "2023-01-05"},  {"2023-01-18", "10", "2023-02-06"},
      {"2020-01-22", "5", "2020-02-06"},  {"2021-09-17", "10", "2021-10-08"},
      {"2024-02-07", "7", "2024-02-22"},  {"2026-02-12", "20", "2026-03-18"},
      {"2022-07-30", "5", "2022-08-05"},  {"2026-09-18", "10", "2026-10-09"}};
  for (const auto& [start, days, due] : vectors) EXPECT_EQ(due_of(start, days), due + "\n");
}

TEST(Due, IsTheSameInEveryTimeZone) {
  // The old engine read the calendar through local time: west of UTC, a quarter of all days moved.
  for (const auto* zone : {"UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Shanghai"}) {
    const auto ran = run_qidi({"due", "--start", "2022-09-30", "--days", "5"}, {}, zone);
    EXPECT_EQ(ran.out, "2022-10-12\n") << zone;
  }
}

TEST(Due, TakesPausesOutAndExplainsEachDay) {
  const auto paused = run_qidi(
      {"due", "--start", "2022-09-26", "--days", "20", "--pause", "2022-09-29..2022-10-17"});
  EXPECT_EQ(paused.out, "2022-11-09\n");
  // Days before the start were once taken out of a countdown that was not running yet.
  EXPECT_EQ(run_qidi({"due", "--start", "2022-09-26", "--days", "20", "--pause",
                      "2022-09-20..2022-09-23"})
                .out,
            "2022-10-27\n");
  EXPECT_EQ(
      run_qidi({"due", "--start", "2022-09-30", "--days", "5", "--pause", "2022-09-20..2022-10-09"})
          .out,
      "2022-10-14\n");
  const auto explained = run_qidi({"due", "--start", "2022-09-30", "--days", "5", "--explain"});
  EXPECT_NE(explained.out.find("2022-10-08 周六 第1个工作日（调休上班）"), std::string::npos)
      << explained.out;
  EXPECT_NE(explained.out.find("2022-10-03 周一 放假"), std::string::npos);
  EXPECT_TRUE(explained.out.ends_with("2022-10-12\n"));
}

TEST(Due, RefusesAnUnpublishedYearUnlessToldToGuess) {
  const auto refused = run_qidi({"due", "--start", "2026-12-25", "--days", "10"});
  EXPECT_EQ(refused.exit, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.err.find("2027"), std::string::npos);
  const auto guessed = run_qidi({"due", "--start", "2026-12-25", "--days", "10", "--provisional"});
  EXPECT_EQ(guessed.exit, 0);
  EXPECT_EQ(guessed.out, "2027-01-11 provisional\n");
}

TEST(Due, AnswersABatchInOrder) {
  const TemporaryDirectory directory;
  const auto file =
      directory.write("batch.csv", "start,days\n2022-08-31,7\n2022-08-31,5\n2022-10-01,0\n");
  const auto ran = run_qidi({"due", "--batch", file});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out,
            "start,days,due\n2022-08-31,7,2022-09-09\n2022-08-31,5,2022-09-07\n"
            "2022-10-01,0,2022-10-08\n");
  const auto other =
      directory.write("other.csv", "\xEF\xBB\xBFid,days,start\r\n7,5,2022-08-31\r\n");
  EXPECT_EQ(run_qidi({"due", "--batch", other}).out, "start,days,due\n2022-08-31,5,2022-09-07\n");
  const auto bad = directory.write("bad.csv", "start,days\n2022-02-30,5\n");
  const auto refused = run_qidi({"due", "--batch", bad});
  EXPECT_EQ(refused.exit, 2);
  EXPECT_NE(refused.err.find("第2行"), std::string::npos);
}

TEST(Due, AnswersNonsenseClearly) {
  EXPECT_EQ(run_qidi({"due", "--start", "2022-13-01", "--days", "5"}).exit, 2);
  EXPECT_EQ(run_qidi({"due", "--start", "2022-08-31", "--days", "-5"}).exit, 2);
  EXPECT_EQ(run_qidi({"due", "--start", "2022-08-31", "--days", "five"}).exit, 2);
  EXPECT_EQ(run_qidi({"due", "--start", "2022-08-31", "--days", "5", "--pause", "x..y"}).exit, 2);
  EXPECT_EQ(run_qidi({"due", "--batch", "/nonexistent.csv"}).exit, 2);
  // Far days once came back as the last day of the tables, before their own start.
  EXPECT_EQ(run_qidi({"due", "--start", "9999-12-30", "--days", "5", "--provisional"}).exit, 2);
  EXPECT_EQ(run_qidi({"frobnicate"}).exit, 2);
  EXPECT_EQ(run_qidi({"due", "--help"}).exit, 0);
}

TEST(Workdays, CountsTheYears) {
  const std::vector<std::pair<int, std::string>> years{
      {2016, "250"}, {2017, "249"}, {2018, "250"}, {2019, "250"}, {2020, "249"}, {2021, "250"},
      {2022, "249"}, {2023, "249"}, {2024, "251"}, {2025, "248"}, {2026, "248"}};
  for (const auto& [year, days] : years) {
    const auto ran = run_qidi({"workdays", "--from", std::to_string(year - 1) + "-12-31", "--to",
                               std::to_string(year) + "-12-31"});
    EXPECT_EQ(ran.out, days + "\n") << year;
  }
  EXPECT_EQ(run_qidi({"workdays", "--from", "2022-09-10", "--to", "2022-09-09"}).exit, 2);
}

TEST(Calendar, ShowsAYearWithItsSource) {
  const auto ran = run_qidi({"calendar", "show", "2022", "--data", "/nonexistent"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_NE(ran.out.find("工作日：249 天"), std::string::npos);
  EXPECT_NE(ran.out.find("2022-10-08  上班"), std::string::npos);
  EXPECT_EQ(run_qidi({"calendar", "show", "1999"}).exit, 2);
}

}  // namespace
}  // namespace qidi::tests
