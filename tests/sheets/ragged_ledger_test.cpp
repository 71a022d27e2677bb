// The traits of departments' ledgers, each made up once: headers, groups, subtotals, dates.
// Clause notice-4.1 (N1); domain-facts 8.2.
#include <gtest/gtest.h>

#include "cites.h"
#include "sheets/made_up_sheets.h"

namespace qidi::testing {
namespace {

using Texts = std::vector<std::string>;

Reading read_rows(const Folder& folder, const std::vector<Texts>& rows, const std::string& map = {},
                  const std::string& behind = {}) {
  MadeBook book;
  book.sheets.push_back({});
  int number = 1;
  for (const auto& texts : rows) {
    if (!texts.empty()) book.sheets[0].rows += row(number, texts);
    ++number;
  }
  book.sheets[0].behind = behind;
  book.formats = {"0", "14", "yyyy\"年\"m\"月\"d\"日\""};
  book.write(folder.file("made.xlsx"));
  return read_all(folder.file("made.xlsx"), map);
}

std::string day(const std::optional<domain::Day>& value) {
  return value ? domain::to_text(*value) : "";
}

const Texts header{"序号", "项目代码", "项目名称", "审批事项", "收件日期", "办结日期"};

TEST(RaggedLedger, IsReadUnderTitlesAndATwoRowHeaderWithMergedCells) {
  cites("notice-4.1@606e");
  const Folder folder;
  const auto reading =
      read_rows(folder,
                {{"某某市未办结审批事项台账（虚构）"},
                 {"填报单位：某某局", "", "", "", "", "", "单位：件"},
                 {"序号", "项目情况", "", "属地", "", "办理时限", "", "", "审批部门\n责任人"},
                 {"", "项目\n代码", "项目名称", "盟市", "旗县", "收件日期", "受理 日期",
                  "承诺办结时限（工作日）"},
                 {"1", "2207-150102-04-01-123456", "园区一期", "呼和浩特市", "新城区", "2022.8.1",
                  "2022/8/3", "20个工作日", "王　五"},
                 {"2", "2207-150100-04-01-654321", "园区二期", "呼和浩特市", "", "２０２２－８－２",
                  "", "15"}},
                {},
                "<mergeCells><mergeCell ref=\"A1:I1\"/><mergeCell ref=\"A3:A4\"/><mergeCell "
                "ref=\"B3:C3\"/><mergeCell ref=\"D3:E3\"/><mergeCell ref=\"F3:H3\"/><mergeCell "
                "ref=\"I3:I4\"/></mergeCells>");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  ASSERT_EQ(reading.entries.size(), 2U);
  const auto& first = reading.entries[0];
  EXPECT_EQ(first.row, 5);
  EXPECT_EQ(first.project_name, "园区一期");
  EXPECT_EQ(first.region, "新城区") << "the banner or county says more than the league";
  EXPECT_EQ(day(first.received), "2022-08-01");
  EXPECT_EQ(day(first.accepted), "2022-08-03");
  EXPECT_EQ(first.promised_days, 20);
  EXPECT_EQ(first.officer, "王五");
  EXPECT_EQ(reading.entries[1].region, "呼和浩特市");
  EXPECT_EQ(reading.summary.skipped, 2) << "the two title lines";
  EXPECT_EQ(reading.summary.unused_columns, Texts{"序号"});
  EXPECT_EQ(reading.summary.used_columns[0], "project_code=项目情况/项目代码");
}

TEST(RaggedLedger, SkipsAndCountsWhatIsNoCase) {
  const Folder folder;
  const auto reading =
      read_rows(folder, {{"台账（虚构）"},                                     // 1: title
                         header,                                               // 2
                         {"甲", "1", "2", "3", "4", "5"},                      // 3: numbering
                         {"一、呼和浩特市"},                                   // 4: group
                         {"1", "C1", "甲项目", "施工许可", "2022-08-01", ""},  // 5
                         {},                                                   // 6: blank, absent
                         {" ", "　", "", "", "", ""},       // 7: blank, but written
                         {"", "小计", "1 件", "", "", ""},  // 8: subtotal
                         header,                            // 9: repeated
                         {"2", "C2", "乙项目", "施工许可", "2022-08-02", "2022-08-09"},  // 10
                         {"合 计", "", "2", "", "", ""},  // 11: total
                         {"3", "", "", "", "", ""},       // 12: numbered, not filled
                         {"填表人：某某", "", "审核人：某某", "", "", ""},  // 13: signatures
                         {"", "", "", "", "", ""},  // 14 and on: formatted only
                         {"", "", "", "", "", ""}});
  ASSERT_TRUE(reading.read) << reading.error.problem;
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.entries[1].row, 10);
  // 13 rows that count: 1 header, 2 cases, all else skipped.
  EXPECT_EQ(reading.summary.rows, 2);
  EXPECT_EQ(reading.summary.skipped, 10);
}

TEST(RaggedLedger, DoesNotTakeAProjectForASubtotal) {
  const Folder folder;
  const auto reading = read_rows(folder, {header,
                                          {"1", "C1", "汇总分析平台", "备案", "2022-08-01", ""},
                                          {"2", "C2", "全市水利工程总计", "备案", "2022-08-01", ""},
                                          {"3", "", "只有名称的项目", "", "", ""}});
  ASSERT_EQ(reading.entries.size(), 3U);
  EXPECT_EQ(reading.good(), 2);
  EXPECT_NE(problems_of(reading.entries[2]).find("没有收件日期"), std::string::npos);
}

TEST(RaggedLedger, FillsACellMergedOverSeveralRowsDownwards) {
  // One project with three matters: people merge its code and name over the three rows.
  const Folder folder;
  const auto reading = read_rows(
      folder,
      {header,
       {"1", "C1", "甲项目", "用地规划许可", "2022-08-01"},
       {"", "", "", "工程规划许可", "2022-08-02"},
       {"", "", "", "施工许可", "2022-08-03"},
       {"2", "", "乙项目", "施工许可", "2022-08-04"}},
      {}, "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"C2:C4\"/></mergeCells>");
  ASSERT_EQ(reading.entries.size(), 4U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.entries[2].project_code, "C1");
  EXPECT_EQ(reading.entries[2].project_name, "甲项目");
  EXPECT_EQ(reading.entries[2].matter, "施工许可");
  EXPECT_FALSE(reading.entries[3].project_code);
}

TEST(RaggedLedger, RefusesARowWithItsReasonAndTheWayToMendIt) {
  const Folder folder;
  const auto reading = read_rows(folder, {header,
                                          {"1", "C1", "甲", "备案", "2022.2.30", ""},
                                          {"2", "C2", "乙", "备案", "2022-08-31", "2022-08-30"},
                                          {"3", "", "", "备案", "2022-08-31", ""},
                                          {"4", "C4", "丁", "备案", "", ""},
                                          {"5", "C5", "戊", "备案", "2022-08-31", "未办结"},
                                          {"6", "C6", "己", "备案", "2022-08-31", "2022年9月"}});
  ASSERT_EQ(reading.entries.size(), 6U);
  EXPECT_EQ(reading.good(), 1);
  const auto& impossible = reading.entries[0].problems;
  ASSERT_EQ(impossible.size(), 1U) << "an unreadable day is not also a missing one";
  EXPECT_EQ(impossible[0],
            (office::RowProblem{"台账", 2, "收件日期", "“2022.2.30”不是真实存在的日期",
                                "按 2022-08-31 的样子填写", true}));
  EXPECT_NE(problems_of(reading.entries[1]).find("早于收件日期"), std::string::npos);
  EXPECT_NE(problems_of(reading.entries[2]).find("认不出是哪一件"), std::string::npos);
  EXPECT_NE(problems_of(reading.entries[3]).find("没有收件日期"), std::string::npos);
  EXPECT_TRUE(reading.entries[4].problems.empty()) << "未办结 in a day's place is an open case";
  EXPECT_NE(problems_of(reading.entries[5]).find("缺日"), std::string::npos);
}

TEST(RaggedLedger, WarnsOfADueDayBeforeTheReceiptButKeepsTheRow) {
  const Folder folder;
  const auto reading = read_rows(folder, {{"办件编号", "收件日期", "应办结日期", "承诺时限"},
                                          {"A1", "2022-08-31", "2022-08-01", "很快"}});
  ASSERT_EQ(reading.entries.size(), 1U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.entries[0].problems.size(), 2U) << problems_of(reading.entries[0]);
}

TEST(RaggedLedger, RefusesACodeThatTheSpreadsheetRounded) {
  const Folder folder;
  const auto reading =
      read_rows(folder, {{"办件编号", "统一社会信用代码", "收件日期"},
                         {number_cell("1.5010220000012301E+17"), "", "2022-08-31"},
                         {"A2", number_cell("9.1150100123456794E+17"), "2022-08-31"},
                         {number_cell("20220001"), "", "2022-08-31"}});
  ASSERT_EQ(reading.entries.size(), 3U);
  EXPECT_EQ(reading.refused(), 1);
  EXPECT_NE(problems_of(reading.entries[0]).find("科学计数"), std::string::npos);
  EXPECT_EQ(reading.warned(), 1) << "a company's code is not what the row hangs on";
  EXPECT_EQ(reading.entries[2].case_id, "20220001");
}

TEST(RaggedLedger, RefusesAWrongHeaderAndSaysWhatItSaw) {
  const Folder folder;
  const auto reading = read_rows(
      folder,
      {{"项目名称", "受理日期", "备注"}, {"甲", "2022-08-31", ""}, {"乙", "2022-09-01", ""}});
  EXPECT_FALSE(reading.read);
  EXPECT_NE(reading.error.problem.find("第 1 行"), std::string::npos) << reading.error.problem;
  EXPECT_NE(reading.error.problem.find("项目名称、受理日期、备注"), std::string::npos);
  EXPECT_NE(reading.error.problem.find("缺 收件日期"), std::string::npos);
  EXPECT_NE(reading.error.mend.find("--map"), std::string::npos);
}

TEST(RaggedLedger, TakesTheSheetWithTheBestHeaderUnlessOneIsNamed) {
  const Folder folder;
  MadeBook book;
  book.sheets = {
      {"说明", row(1, {"本表说明"})},
      {"旧表", row(1, {"办件编号", "收件日期"}) + row(2, {"OLD", "2021-01-04"})},
      {"项目总表", row(1, header) + row(2, {"1", "C1", "甲", "备案", "2022-08-01", ""})},
      {"藏起来的",
       row(1, {"办件编号", "项目代码", "项目名称", "审批事项", "收件日期", "办结日期", "备注"}), "",
       "hidden"}};
  book.write(folder.file("many.xlsx"));
  const auto best = read_all(folder.file("many.xlsx"));
  ASSERT_TRUE(best.read) << best.error.problem;
  EXPECT_EQ(best.summary.sheet, "项目总表");
  EXPECT_EQ(read_all(folder.file("many.xlsx"), {}, "旧表").entries.at(0).case_id, "OLD");
  EXPECT_EQ(read_all(folder.file("many.xlsx"), {}, "2").entries.at(0).case_id, "OLD");
  EXPECT_EQ(read_all(folder.file("many.xlsx"), "sheet = \"旧表\"").entries.at(0).case_id, "OLD");
  const auto absent = read_all(folder.file("many.xlsx"), {}, "没有的表");
  EXPECT_FALSE(absent.read);
  EXPECT_NE(absent.error.mend.find("“旧表”"), std::string::npos) << absent.error.mend;
}

TEST(RaggedLedger, StopsWhenTheSinkHasEnough) {
  const Folder folder;
  const auto path =
      folder.write("a.csv", "case_id,received\nA,2022-08-31\nB,2022-08-31\nC,2022-08-31\n");
  int taken = 0;
  const auto summary =
      sheets::read_ledger(path, nullptr, {}, [&](office::LedgerEntry&&) { return ++taken < 2; });
  ASSERT_TRUE(summary);
  EXPECT_EQ(taken, 2);
  EXPECT_EQ(summary->rows, 2);
  EXPECT_EQ(summary->sha256.size(), 64U);
}

}  // namespace
}  // namespace qidi::testing
