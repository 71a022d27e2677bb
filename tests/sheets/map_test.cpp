// Map files: a department's own headings told in TOML; interface.md "Map files". Clause N1.
#include <gtest/gtest.h>

#include "cites.h"
#include "sheets/made_up_sheets.h"

namespace qidi::testing {
namespace {

TEST(LedgerMap, NamesForeignColumnsFixedValuesAndWords) {
  cites("notice-4.1@606e");
  const Folder folder;
  const auto path = folder.write("foreign.csv",
                                 "Zaak;Start;Eind;Status;Notitie\n"
                                 "Z1;2022-08-31;;Open;x\n"
                                 "Z2;2022-08-30;2022-09-01;Dicht;y\n");
  const auto reading = read_all(path, R"([columns]
case_id = "zaak"
received = "Start"
ended = "C"
state = "Status"
remark = "Notitie"
[constants]
matter = "construction_permit"
region = 150100
promised_days = 20
[values.state]
"Dicht" = "issued"
)");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.entries[0].matter, "construction_permit");
  EXPECT_EQ(reading.entries[0].region, "150100");
  EXPECT_EQ(reading.entries[0].promised_days, 20);
  EXPECT_EQ(reading.entries[0].state, "Open") << "a word without a translation stays";
  EXPECT_EQ(reading.entries[1].state, "issued");
  EXPECT_EQ(domain::to_text(*reading.entries[1].ended), "2022-09-01");
  EXPECT_EQ(reading.summary.used_columns,
            (std::vector<std::string>{"case_id=Zaak", "received=Start", "ended=Eind",
                                      "state=Status", "remark=Notitie"}));
}

TEST(LedgerMap, LeavesTheRestToTheBuiltInSynonyms) {
  const Folder folder;
  const auto path = folder.write("part.csv", "项目名称,到达本局,责任人\n甲,2022-08-31,张三\n");
  EXPECT_FALSE(read_all(path).read);
  const auto reading = read_all(path, "columns.received = \"到达本局\"");
  ASSERT_EQ(reading.entries.size(), 1U) << reading.error.problem;
  EXPECT_EQ(reading.entries[0].officer, "张三");
}

TEST(LedgerMap, MayNameTheHeaderRowAndUseLettersOnly) {
  const Folder folder;
  const auto path = folder.write("letters.csv", "x,y\n甲,乙\nA1,2022-08-31\n");
  const std::string letters = "columns.case_id = \"A\"\ncolumns.received = \"B\"\n";
  const auto guessed = read_all(path, letters);
  EXPECT_FALSE(guessed.read) << "letters fit every row";
  const auto reading = read_all(path, "header_row = 2\n" + letters);
  ASSERT_EQ(reading.entries.size(), 1U) << reading.error.problem;
  EXPECT_EQ(reading.entries[0].case_id, "A1");
  EXPECT_EQ(reading.entries[0].row, 3);
}

TEST(LedgerMap, NamesColumnsOfATwoRowHeaderByEitherRowOrBoth) {
  const Folder folder;
  const auto path = folder.write("two.csv",
                                 "台账（虚构）,,,\n"
                                 "项目情况,,时限,\n"
                                 "代码,名称,受理日期,经手\n"
                                 "C1,甲,2022-08-31,张三\n");
  EXPECT_FALSE(read_all(path).read) << "受理日期 is not taken for the day of receipt";
  for (const std::string named : {"header_row = 2\n", "header_row = 3\n", ""}) {
    const auto reading = read_all(path, named + R"(
[columns]
project_code = "项目情况/代码"
project_name = "名称"
received = "受理日期"
officer = "D"
)");
    ASSERT_EQ(reading.entries.size(), 1U) << named << reading.error.problem;
    EXPECT_EQ(reading.entries[0].project_code, "C1");
    EXPECT_EQ(reading.entries[0].officer, "张三");
    EXPECT_FALSE(reading.entries[0].accepted) << "the column is taken already";
    EXPECT_EQ(reading.entries[0].row, 4);
  }
}

TEST(LedgerMap, RefusesASheetThatLacksAMappedColumn) {
  const Folder folder;
  const auto path = folder.write("lack.csv", "项目名称,收件日期\n甲,2022-08-31\n");
  const auto reading = read_all(path, "columns.matter = \"手续\"");
  EXPECT_FALSE(reading.read);
  EXPECT_NE(reading.error.problem.find("“手续”"), std::string::npos) << reading.error.problem;
  const auto twice = folder.write("twice.csv", "项目名称,收件日期,备注,备注\n甲,2022-08-31,1,2\n");
  EXPECT_FALSE(read_all(twice, "columns.remark = \"备注\"").read) << "which of the two?";
  EXPECT_EQ(read_all(twice, "columns.remark = \"D\"").entries.at(0).remark, "2");
}

TEST(LedgerMap, NamesTheKeyThatIsWrong) {
  const auto problem = [](const std::string& text) {
    const auto map = sheets::parse_map(text);
    return map ? std::string("read") : map.error().problem + " / " + map.error().mend;
  };
  const auto expect = [&](const std::string& text, const std::string& words) {
    EXPECT_NE(problem(text).find(words), std::string::npos) << text << ": " << problem(text);
  };
  expect("colums = 1", "colums 不是已知的键");
  expect("[columns]\nrecieved = \"x\"", "columns.recieved 不是已知的字段 / 是否应为 received");
  expect("[columns]\nreceived = 3.5", "columns.received 应是文字");
  expect("columns = \"x\"", "columns 应是一个表");
  expect("[constants]\nmatter = []", "constants.matter 应是文字");
  expect("[values]\nstate = \"x\"", "values.state 应是一个表");
  expect("header_row = 0", "header_row 应是");
  expect("header_row = \"3\"", "header_row 应是");
  expect("sheet = true", "sheet 应是");
  expect("[columns]\nmatter = \"x\"\n[constants]\nmatter = \"y\"", "重复");
  expect("[columns\nmatter = 1", "第 1 行不合 TOML");
  EXPECT_EQ(problem("sheet = 2"), "read");
  EXPECT_EQ(problem(""), "read");
}

TEST(LedgerMap, RefusesAFixedValueThatIsNoDay) {
  const Folder folder;
  const auto path = folder.write("c.csv", "项目名称\n甲\n");
  const auto wrong = read_all(path, "constants.received = \"2022-02-30\"");
  EXPECT_FALSE(wrong.read);
  EXPECT_NE(wrong.error.problem.find("constants.received"), std::string::npos);
  const auto right = read_all(path, "constants.received = 2022-02-28");
  ASSERT_EQ(right.entries.size(), 1U) << right.error.problem;
  EXPECT_EQ(domain::to_text(*right.entries[0].received), "2022-02-28");
}

TEST(LedgerMap, IsReadFromItsFile) {
  const Folder folder;
  const auto map = sheets::read_map(folder.write("m.toml", "sheet = \"台账\"\nheader_row = 2\n"));
  ASSERT_TRUE(map);
  EXPECT_EQ(map->sheet, "台账");
  EXPECT_EQ(map->header_row, 2);
  EXPECT_FALSE(sheets::read_map(folder.file("absent.toml")));
  EXPECT_FALSE(sheets::read_map(folder.file(".")));
}

}  // namespace
}  // namespace qidi::testing
