// A new holiday notice reaches a database with running cases: due days move by recorded events, and
// what is closed stays. Also: time's own job, and rows anew, leave the same lists.
#include <gtest/gtest.h>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

std::string filing(const std::string& id) {
  return R"({"command_id":"f)" + id + R"(","act":"file","case":")" + id +
         R"(","actor":{"id":"u1","role":"project_unit"},"matter":"施工许可","region":"150100",)"
         R"("department":"住建局","project_name":"某项目","project_code":)"
         R"("2207-150100-04-01-123456"})"
         "\n";
}

std::string due_of(const std::string& data, const std::string& as_of) {
  const auto rows = run_qidi({"ledger", "--data", data, "--as-of", as_of, "--format", "json"}).out;
  return text_in(rows, "due") + (rows.find("\"provisional\":true") != std::string::npos ? "?" : "");
}

TEST(CalendarImport, MovesRunningCasesByARecordedEvent) {
  cites("licensing-law-82@fb4a");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"act", "--data", data, "--now", "2026-12-30"}, filing("C1")).exit, 0);
  // 2027 is not published: weekends and statutory holidays only. 12-31, 01-04, 05, 06, 07.
  EXPECT_EQ(due_of(data, "2026-12-31"), "2027-01-07?");
  const auto notice =
      directory.write("2027.csv",
                      "date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n"
                      "2027-01-03,holiday,元旦\n2027-01-04,holiday,元旦\n");
  const auto imported = run_qidi(
      {"calendar", "import", notice, "--source", "某通知", "--data", data, "--now", "2026-12-31"});
  EXPECT_EQ(imported.exit, 0) << imported.err;
  EXPECT_NE(imported.out.find("版本 2，1 个"), std::string::npos) << imported.out;
  EXPECT_EQ(due_of(data, "2026-12-31"), "2027-01-08");
  const auto shown = run_qidi({"record", "show", "C1", "--data", data});
  EXPECT_NE(shown.out.find("应办结日调整"), std::string::npos) << shown.out;
  EXPECT_NE(run_qidi({"calendar", "show", "2027", "--data", data}).out.find("某通知"),
            std::string::npos);
  // The same notice again changes nothing.
  EXPECT_NE(run_qidi({"calendar", "import", notice, "--data", data, "--now", "2026-12-31"})
                .out.find("没有变化"),
            std::string::npos);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(CalendarImport, OfARegionMovesItsOwnCasesAloneAndCanBeTakenBack) {
  cites("licensing-law-82@fb4a");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"act", "--data", data, "--now", "2026-06-15"}, filing("C1")).exit, 0);
  ASSERT_EQ(due_of(data, "2026-06-15"), "2026-06-23") << "19 is the Dragon Boat Festival";
  const auto import = [&](const std::string& file, const std::string& region) {
    return run_qidi({"calendar", "import", file, "--source", "某公告", "--region", region, "--data",
                     data, "--now", "2026-06-15"});
  };
  const auto festival =
      directory.write("festival.csv", "date,kind,name\n2026-06-18,holiday,瑟宾节\n");
  // Another region's festival moves nothing here.
  EXPECT_NE(import(festival, "鄂温克族自治旗").out.find("版本 2，0 个"), std::string::npos);
  EXPECT_EQ(due_of(data, "2026-06-15"), "2026-06-23");
  EXPECT_NE(import(festival, "150724").out.find("没有变化"), std::string::npos);
  const auto own = import(festival, "150100");
  EXPECT_NE(own.out.find("版本 3，1 个"), std::string::npos) << own.out << own.err;
  EXPECT_EQ(due_of(data, "2026-06-15"), "2026-06-24");
  EXPECT_EQ(import(festival, "没有的旗").exit, 2);

  const auto shown = [&](const std::string& region) {
    return run_qidi({"calendar", "show", "2026", "--data", data, "--region", region}).out;
  };
  EXPECT_NE(shown("150102").find("2026-06-18  放假  瑟宾节"), std::string::npos);
  EXPECT_EQ(shown("150200").find("2026-06-18"), std::string::npos);
  // No days take back what was ordered, by one more recorded revision.
  const auto none = directory.write("none.json", R"({"year":2026,"source":"取消","days":[]})");
  EXPECT_NE(import(none, "150100").out.find("版本 4，1 个"), std::string::npos);
  EXPECT_EQ(due_of(data, "2026-06-15"), "2026-06-23");
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(CalendarImport, RefusesWhatIsNoNotice) {
  const TemporaryDirectory directory;
  for (const auto* bytes : {"", "date,kind\n2027-02-30,holiday\n", "{\"year\":2027}",
                            "date,kind,name\n2027-01-01,party,元旦\n"}) {
    const auto ran = run_qidi(
        {"calendar", "import", directory.write("x", bytes), "--data", directory.path("data")});
    EXPECT_EQ(ran.exit, 2) << bytes;
  }
}

TEST(PassTime, LeavesEveryListAsItWas) {
  cites("licensing-law-32.4@7d02");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"demo", "--data", data, "--projects", "300", "--seed", "3"}).exit, 0);
  const auto lists = [&] {
    std::string all;
    for (const auto* day : {"2022-06-30", "2022-09-30", "2022-10-31", "2022-11-30"}) {
      all +=
          run_qidi({"ledger", "--data", data, "--list", "all", "--as-of", day, "--format", "csv"})
              .out;
    }
    for (const auto* month : {"2022-08", "2022-10", "2022-11"}) {
      all += run_qidi({"circular", "--data", data, "--month", month, "--format", "csv"}).out;
    }
    return all;
  };
  const auto before = lists();
  const auto passed = run_qidi({"pass-time", "--data", data, "--now", "2022-12-31"});
  EXPECT_EQ(passed.exit, 0) << passed.err;
  EXPECT_EQ(passed.out.find("写入 0 条"), std::string::npos) << passed.out;
  EXPECT_EQ(lists(), before);
  // A job that runs twice has one effect.
  const auto again = run_qidi({"pass-time", "--data", data, "--now", "2022-12-31"});
  EXPECT_NE(again.out.find("写入 0 条"), std::string::npos) << again.out;
  EXPECT_EQ(run_qidi({"rebuild", "--data", data}).exit, 0);
  EXPECT_EQ(lists(), before);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

}  // namespace
}  // namespace qidi::tests
