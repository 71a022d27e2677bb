// A department's sheet in, ledgers and a circular out: the main job, from outside. All sheets here
// are made up; the real ones are used where the shared data is at hand, and skipped aloud where
// not.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

// Title lines, other names and order, dates in four shapes, full-width digits, a subtotal.
const std::string ragged =
    "某市待批项目台账（虚构）,,,,,,,,\n"
    "填报单位：某局,,,,,,,,\n"
    "序号,项目名称,项目单位,审批事项,所属地区,审批部门,责任人,收件日期,办结日期\n"
    "1,甲项目,甲公司,施工许可,呼和浩特市,住建局,王某,2022.8.1,\n"
    "2,乙项目,乙公司,能评,包头市,发改委,李某,2022年8月1日,2022/8/26\n"
    "3,丙项目,丙公司,环评,新城区,环保局,张某,２０２２-０８-３１,\n"
    "3,丙项目,丙公司,环评,新城区,环保局,张某,2022-08-31,\n"
    "4,丁项目,丁公司,跳舞许可,新城区,文化局,赵某,2022-08-31,\n"
    "5,戊项目,戊公司,水保,新城区,水利局,钱某,2022-02-30,\n"
    "6,己项目,己公司,取水,火星市,水利局,孙某,2022-08-31,2022-08-01\n"
    ",合计,,,,,,,\n"
    ",,,,,,,,\n";

std::string as_json(const std::string& data, const std::string& verb,
                    std::vector<std::string> words) {
  words.insert(words.begin(), verb);
  words.insert(words.end(), {"--data", data, "--format", "json"});
  const auto ran = run_qidi(words);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  return ran.out;
}

TEST(ImportLedger, TakesTheGoodRowsAndReportsEachBadOne) {
  cites("notice-4.1@606e");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto report = directory.path("report.csv");
  const auto file = directory.write("台账.csv", ragged);
  const auto ran =
      run_qidi({"import", "ledger", file, "--data", data, "--report", report, "--format", "json"});
  EXPECT_EQ(ran.exit, 3) << ran.err;
  EXPECT_EQ(number_in(ran.out, "adopted"), 3) << ran.out;
  EXPECT_EQ(number_in(ran.out, "merged"), 1);
  EXPECT_EQ(number_in(ran.out, "refused"), 3);
  EXPECT_EQ(number_in(ran.out, "updated"), 0);
  std::ifstream in(report);
  const std::string problems{std::istreambuf_iterator<char>(in), {}};
  for (const auto* told : {"跳舞许可", "2022-02-30", "problem", "mend"}) {
    EXPECT_NE(problems.find(told), std::string::npos) << told << "\n" << problems;
  }
  // The same file again adds nothing.
  const auto again = run_qidi({"import", "ledger", file, "--data", data, "--format", "json"});
  EXPECT_EQ(number_in(again.out, "adopted"), 0);
  EXPECT_EQ(number_in(again.out, "updated"), 0);
  EXPECT_EQ(number_in(again.out, "merged"), 4);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(ImportLedger, GivesEveryRowItsTrueClock) {
  cites("notice-4.3.3@73df", "licensing-law-82@fb4a");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  run_qidi({"import", "ledger", directory.write("a.csv", ragged), "--data", data});
  // 甲: promise of 3 working days from receipt on 2022-08-01, since no acceptance is known.
  const auto rows = as_json(data, "ledger", {"--as-of", "2022-08-10", "--list", "pending"});
  const auto at = rows.find("甲项目");
  ASSERT_NE(at, std::string::npos) << rows;
  EXPECT_EQ(text_in(rows, "due", at), "2022-08-04");
  EXPECT_EQ(text_in(rows, "light", at), "red");
  EXPECT_EQ(number_in(rows, "days_left", at), -4);
  EXPECT_EQ(text_in(rows, "region", at), "150100");
  EXPECT_NE(text_in(rows, "flags", at).find("computed_from_receipt"), std::string::npos);
  EXPECT_EQ(rows.find("丙项目"), std::string::npos) << "not received yet on that day";
  const auto overdue = as_json(data, "ledger", {"--as-of", "2022-08-10", "--list", "overdue"});
  EXPECT_NE(overdue.find("甲项目"), std::string::npos);
  EXPECT_EQ(as_json(data, "ledger", {"--as-of", "2022-08-04", "--list", "overdue"}).find("甲项目"),
            std::string::npos)
      << "due on that day is not overdue on that day";
}

TEST(ImportLedger, FillsWhatWasEmptyAndAsksBeforeItChangesAValue) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const std::string head = "case_id,matter,received,ended,officer,state\n";
  const auto import = [&](const std::string& name, const std::string& rows,
                          std::vector<std::string> more = {}) {
    std::vector<std::string> words{
        "import", "ledger", directory.write(name, head + rows), "--data", data, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return run_qidi(words);
  };
  EXPECT_EQ(number_in(import("1.csv", "A1,施工许可,2022-08-01,,,\n").out, "adopted"), 1);
  EXPECT_EQ(number_in(import("2.csv", "A1,施工许可,2022-08-01,,王某,\n").out, "updated"), 1);
  const auto differs = import("3.csv", "A1,施工许可,2022-08-02,,王某,\n");
  EXPECT_EQ(differs.exit, 3);
  EXPECT_EQ(number_in(differs.out, "refused"), 1);
  EXPECT_NE(differs.err.find("--update"), std::string::npos) << differs.err;
  EXPECT_EQ(
      number_in(import("3.csv", "A1,施工许可,2022-08-02,,王某,\n", {"--update"}).out, "updated"),
      1);
  EXPECT_EQ(
      number_in(import("4.csv", "A1,施工许可,2022-08-02,2022-08-09,王某,已办结\n").out, "updated"),
      1);
  const auto rows = as_json(data, "ledger", {"--list", "all", "--as-of", "2022-08-31"});
  EXPECT_EQ(text_in(rows, "received"), "2022-08-02");
  EXPECT_EQ(text_in(rows, "ended"), "2022-08-09");
  EXPECT_EQ(text_in(rows, "officer"), "王某");
  const auto shown = run_qidi({"record", "show", "A1", "--data", data});
  EXPECT_EQ(occurrences(shown.out, "台账更新"), 3) << shown.out;
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(ImportLedger, LosesNothingThatALaterSheetLeavesOut) {
  // --update once emptied every field that the later sheet lacked, and opened ended cases again;
  // and an earlier sheet's values came back as mere repeats, although the record said otherwise by
  // then.
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto import = [&](const std::string& name, const std::string& text,
                          std::vector<std::string> more = {}) {
    std::vector<std::string> words{
        "import", "ledger", directory.write(name, text), "--data", data, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return run_qidi(words);
  };
  const std::string whole =
      "case_id,matter,region,department,officer,received,accepted,due,ended,remark\n"
      "B1,施工许可,150100,住建局,王某,2022-08-01,2022-08-02,2022-09-30,,备注\n"
      "B2,施工许可,150100,住建局,王某,2022-08-01,2022-08-02,2022-09-30,2022-08-20,备注\n";
  ASSERT_EQ(number_in(import("1.csv", whole).out, "adopted"), 2);
  const auto later = import("2.csv",
                            "case_id,matter,received,due,ended\n"
                            "B1,施工许可,2022-08-01,2022-10-31,\nB2,施工许可,2022-08-01,,\n",
                            {"--update"});
  EXPECT_EQ(number_in(later.out, "updated"), 1) << later.out << later.err;
  EXPECT_EQ(number_in(later.out, "merged"), 1);
  const auto rows = as_json(data, "ledger", {"--list", "all", "--as-of", "2022-09-01"});
  const auto b1 = rows.find("\"external_id\":\"B1\"");
  EXPECT_EQ(text_in(rows, "due", b1), "2022-10-31");
  EXPECT_EQ(text_in(rows, "department", b1), "住建局");
  EXPECT_EQ(text_in(rows, "officer", b1), "王某");
  EXPECT_EQ(text_in(rows, "accepted", b1), "2022-08-02");
  EXPECT_EQ(text_in(rows, "state", b1), "deciding");
  EXPECT_EQ(text_in(rows, "ended", rows.find("\"external_id\":\"B2\"")), "2022-08-20");
  const auto old = import("1.csv", whole);
  EXPECT_EQ(number_in(old.out, "refused"), 1) << old.out;
  EXPECT_EQ(number_in(old.out, "merged"), 1);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(ImportLedger, TriesWithoutWriting) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto file = directory.write("a.csv", ragged);
  const auto ran =
      run_qidi({"import", "ledger", file, "--data", data, "--dry-run", "--format", "json"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(number_in(ran.out, "adopted"), 3);
  EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(ImportLedger, AnswersWhatIsNoLedger) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"empty.csv", ""},
           {"wrong.csv", "a,b,c\n1,2,3\n"},
           {"broken.xlsx", "PK\x03\x04 nothing more"},
           {"page.xlsx", "<html><body>登录</body></html>"}}) {
    const auto ran = run_qidi({"import", "ledger", directory.write(name, bytes), "--data", data});
    EXPECT_EQ(ran.exit, 2) << name;
    EXPECT_FALSE(ran.err.empty()) << name;
  }
  EXPECT_EQ(run_qidi({"import", "ledger", "/nonexistent.csv", "--data", data}).exit, 2);
  // A directory in place of a file once aborted the process.
  EXPECT_EQ(run_qidi({"import", "ledger", directory.path(), "--data", data}).exit, 2);
  EXPECT_EQ(run_qidi({"calendar", "import", directory.path(), "--data", data}).exit, 2);
  EXPECT_EQ(run_qidi({"verify", "--heads", directory.path(), "--data", data}).exit, 2);
}

TEST(Circular, CountsImportedRowsLikeFiledOnes) {
  cites("notice-4.3.2@aa37");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto file =
      directory.write("a.csv",
                      "case_id,matter,region,department,received,accepted,due,ended,result\n"
                      "1,施工许可,150100,住建局,2022-09-20,2022-09-21,2022-10-10,2022-10-12,准予\n"
                      "2,施工许可,150100,住建局,2022-09-26,2022-09-27,2022-10-14,,\n"
                      "3,施工许可,150100,住建局,2022-10-10,,2022-11-07,,\n"
                      "4,施工许可,150100,住建局,2022-10-10,,2022-10-31,,\n"
                      "5,施工许可,150100,水利局,2022-10-11,,2022-11-30,2022-10-20,撤回\n");
  ASSERT_EQ(run_qidi({"import", "ledger", file, "--data", data}).exit, 0);
  const auto month = as_json(data, "circular", {"--month", "2022-10"});
  EXPECT_EQ(text_in(month, "month"), "2022-10");
  const std::vector<std::pair<std::string, long long>> total{
      {"opening", 2},  {"accepted", 3},    {"finished", 1}, {"finished_late", 1},
      {"returned", 0}, {"withdrawn", 1},   {"closing", 3},  {"overdue", 1},
      {"granted", 1},  {"red_in_month", 2}};
  for (const auto& [name, value] : total) {
    EXPECT_EQ(number_in(month, name), value) << name << "\n" << month;
  }
  const auto md = run_qidi({"circular", "--month", "2022-10", "--data", data});
  EXPECT_NE(md.out.find("期末待批 3 件"), std::string::npos) << md.out;
  EXPECT_NE(md.out.find("记录根值"), std::string::npos);
  const auto csv = run_qidi({"circular", "--month", "2022-10", "--data", data, "--format", "csv"});
  EXPECT_NE(csv.out.find("150100,住建局,construction_permit,2,2,"), std::string::npos) << csv.out;
  const auto xlsx = directory.path("c.xlsx");
  EXPECT_EQ(run_qidi({"circular", "--month", "2022-10", "--data", data, "--format", "xlsx", "--out",
                      xlsx})
                .exit,
            0);
  EXPECT_GT(std::filesystem::file_size(xlsx), 2000U);
}

TEST(Circular, TellsAPastMonthAsItWasKnownThen) {
  // A file that came later shows in past months; what had been published can still be told.
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const std::string head = "case_id,matter,region,department,received\n";
  const auto import = [&](const std::string& now, const std::string& rows) {
    return run_qidi({"import", "ledger", directory.write(now + ".csv", head + rows), "--data", data,
                     "--now", now});
  };
  ASSERT_EQ(import("2022-11-02", "1,施工许可,150100,住建局,2022-10-10\n").exit, 0);
  ASSERT_EQ(import("2022-11-09", "2,施工许可,150100,住建局,2022-10-11\n").exit, 0);
  const auto now = as_json(data, "circular", {"--month", "2022-10"});
  EXPECT_EQ(number_in(now, "accepted"), 2);
  const auto then = as_json(data, "circular", {"--month", "2022-10", "--known-by", "2022-11-05"});
  EXPECT_EQ(number_in(then, "accepted"), 1);
  EXPECT_EQ(
      number_in(as_json(data, "ledger", {"--as-of", "2022-10-31", "--known-by", "2022-11-05"}),
                "count"),
      1);
}

TEST(Circular, NamesTheBeginningOfTheLogThatItWasCountedFrom) {
  // --known-by INDEX once cut by the second of that event, and the foot named the whole log.
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"import", "ledger",
                      directory.write("a.csv",
                                      "case_id,matter,received\n1,施工许可,2022-10-10\n"
                                      "2,施工许可,2022-10-10\n3,施工许可,2022-10-10\n"),
                      "--data", data})
                .exit,
            0);
  const auto whole = as_json(data, "circular", {"--month", "2022-10"});
  // 0 and 1 are the law a database is born with, 2 to 4 the rows, 5 the import itself.
  const auto part = as_json(data, "circular", {"--month", "2022-10", "--known-by", "3"});
  EXPECT_EQ(number_in(whole, "accepted"), 3);
  EXPECT_EQ(number_in(part, "accepted"), 2);
  EXPECT_EQ(number_in(whole, "log_size"), 6);
  EXPECT_EQ(number_in(part, "log_size"), 4);
  EXPECT_NE(text_in(whole, "root"), text_in(part, "root"));
  EXPECT_EQ(number_in(whole, "online_filed"), 0) << "a sheet is not the online platform";
}

TEST(Ledger, ExportsAreInertInASpreadsheet) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto file = directory.write(
      "a.csv", "project_name,matter,received,officer\n=HYPERLINK(1),施工许可,2022-08-01,@王\n");
  ASSERT_EQ(run_qidi({"import", "ledger", file, "--data", data}).exit, 0);
  const auto csv = run_qidi({"ledger", "--data", data, "--list", "all", "--format", "csv"});
  EXPECT_NE(csv.out.find("'=HYPERLINK(1)"), std::string::npos) << csv.out;
  EXPECT_NE(csv.out.find("'@王"), std::string::npos) << csv.out;
}

TEST(RealFiles, APermitLedgerOfTwelveHundredCases) {
  const auto shared = shared_data();
  if (shared.empty()) GTEST_SKIP() << "the shared data is not at hand: bpic15_1_cases.csv";
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto map = directory.write("map.toml",
                                   "[columns]\ncase_id = \"case\"\nreceived = \"startDate\"\n"
                                   "due = \"endDatePlanned\"\nended = \"endDate\"\n"
                                   "officer = \"responsible\"\n[constants]\n"
                                   "matter = \"construction_permit\"\nregion = \"150100\"\n"
                                   "department = \"住建局\"\n");
  const auto ran = run_qidi({"import", "ledger", shared + "/bpic15_1_cases.csv", "--map", map,
                             "--data", data, "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(number_in(ran.out, "adopted"), 1199);
  // Counted apart, by a day walker over the file: pending and overdue on 2014-10-31.
  EXPECT_EQ(number_in(as_json(data, "ledger", {"--as-of", "2014-10-31"}), "count"), 244);
  EXPECT_EQ(
      number_in(as_json(data, "ledger", {"--as-of", "2014-10-31", "--list", "overdue"}), "count"),
      212);
  const auto month = as_json(data, "circular", {"--month", "2014-10"});
  EXPECT_EQ(number_in(month, "closing"), 244);
  EXPECT_EQ(number_in(month, "overdue"), 212);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

TEST(RealFiles, EveryRealProjectCodeIsTaken) {
  const auto shared = shared_data();
  if (shared.empty()) GTEST_SKIP() << "the shared data is not at hand: project_codes_real.csv";
  const TemporaryDirectory directory;
  const auto map = directory.write("map.toml",
                                   "[columns]\nproject_code = \"project_code\"\n"
                                   "project_name = \"project_name\"\n"
                                   // Two of the six print no whole day: the codes are what counts.
                                   "[constants]\nmatter = \"construction_permit\"\n"
                                   "received = \"2022-08-31\"\n");
  const auto ran = run_qidi({"import", "ledger", shared + "/project_codes_real.csv", "--map", map,
                             "--data", directory.path("data"), "--format", "json"});
  EXPECT_EQ(number_in(ran.out, "refused"), 0) << ran.out << ran.err;
  EXPECT_EQ(number_in(ran.out, "adopted") + number_in(ran.out, "merged"), 6) << ran.out;
}

}  // namespace
}  // namespace qidi::tests
