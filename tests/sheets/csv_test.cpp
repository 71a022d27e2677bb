// Csv as departments send it: encodings, quotes, delimiters, ragged rows. Clause notice-4.1 (N1).
#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include "cites.h"
#include "sheets/made_up_sheets.h"

namespace qidi::testing {
namespace {

std::string in_encoding(const std::string& utf8, const char* name) {
  const auto text = icu::UnicodeString::fromUTF8(utf8);
  std::string out(static_cast<std::size_t>(text.length()) * 4 + 8, '\0');
  const auto length =
      text.extract(0, text.length(), out.data(), static_cast<std::uint32_t>(out.size()), name);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

const std::string plain =
    "项目代码,项目名称,审批事项,收件日期,责任人\r\n"
    "2207-150102-04-01-123456,某某产业园,建设用地规划许可,2022-08-31,张 三\r\n"
    ",镕基路\xF0\xA0\xAE\xB7桥,施工许可,2022年9月1日,李四\r\n";

void expect_plain(const Reading& reading) {
  ASSERT_TRUE(reading.read) << reading.error.problem;
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.entries[0].project_code, "2207-150102-04-01-123456");
  EXPECT_EQ(reading.entries[0].officer, "张三");
  EXPECT_EQ(domain::to_text(*reading.entries[0].received), "2022-08-31");
  EXPECT_EQ(reading.entries[1].project_name, "镕基路\xF0\xA0\xAE\xB7桥");
  EXPECT_EQ(reading.entries[1].row, 3);
  EXPECT_EQ(reading.refused(), 0);
}

TEST(Csv, IsReadInEveryEncodingThatDepartmentsSend) {
  cites("notice-4.1@606e");
  const Folder folder;
  expect_plain(read_all(folder.write("utf8.csv", plain)));
  expect_plain(read_all(folder.write("mark.csv", "\xEF\xBB\xBF" + plain)));
  expect_plain(read_all(folder.write("gb.csv", in_encoding(plain, "gb18030"))));
  expect_plain(read_all(folder.write("u16.csv", "\xFF\xFE" + in_encoding(plain, "UTF-16LE"))));
  expect_plain(read_all(folder.write("u16b.csv", "\xFE\xFF" + in_encoding(plain, "UTF-16BE"))));
}

TEST(Csv, IsReadWhenALatinSheetIsLawfulGb18030ByAccident) {
  // The letters of "manège" are two lawful bytes of GB18030; "façade" was typed under DOS.
  const Folder folder;
  const std::string head = "case_id,received,remark\n";
  const auto windows = read_all(folder.write("w.csv", head + "1,2013-01-08,man\xE8ge\n"));
  ASSERT_EQ(windows.entries.size(), 1U);
  EXPECT_EQ(windows.entries[0].remark, "manège");
  const auto dos = read_all(folder.write("d.csv", head + "1,2013-01-08,fa\x87"
                                                         "ade caf\x82\n"));
  ASSERT_EQ(dos.entries.size(), 1U);
  EXPECT_EQ(dos.entries[0].remark, "façade café");
}

TEST(Csv, KeepsGoingOverADamagedByteAndSaysSo) {
  const Folder folder;
  std::string rows = "case_id,received,remark\n";
  for (int i = 0; i < 40; ++i) rows += std::to_string(i) + ",2022-08-31,正常的备注文字\n";
  const auto reading = read_all(folder.write("damaged.csv", rows + "99,2022-08-31,坏\xE5\xE5字\n"));
  ASSERT_EQ(reading.entries.size(), 41U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.warned(), 1);
  EXPECT_NE(problems_of(reading.entries[40]).find("读不出"), std::string::npos);
}

TEST(Csv, TakesQuotesLineBreaksAndCommasInCells) {
  const Folder folder;
  const auto reading = read_all(folder.write("quotes.csv",
                                             "case_id,received,remark\n"
                                             "A1,2022-08-31,\"一,二\n三 \"\"四\"\"\"\n"
                                             "A2,2022-08-31,5\" 管\n"
                                             "A3,2022-08-31,last without a line end"));
  ASSERT_EQ(reading.entries.size(), 3U);
  EXPECT_EQ(reading.entries[0].remark, "一,二三 \"四\"");
  EXPECT_EQ(reading.entries[1].remark, "5\" 管");
  EXPECT_EQ(reading.entries[1].row, 3) << "a row is a record, as a spreadsheet shows it";
  EXPECT_EQ(reading.entries[2].remark, "last without a line end");
}

TEST(Csv, FindsItsDelimiter) {
  const Folder folder;
  for (const std::string mark : {",", ";", "\t", "|"}) {
    const auto rows = "办件编号" + mark + "收件日期" + mark + "备注\nA1" + mark + "2022-08-31" +
                      mark + "一，二\n";
    const auto reading = read_all(folder.write("d.csv", rows));
    ASSERT_EQ(reading.entries.size(), 1U) << mark << reading.error.problem;
    EXPECT_EQ(reading.entries[0].remark, "一，二");
    const auto declared = read_all(folder.write("s.csv", "sep=" + mark + "\r\n" + rows));
    ASSERT_EQ(declared.entries.size(), 1U) << mark << declared.error.problem;
    EXPECT_EQ(declared.entries[0].row, 2);
  }
}

TEST(Csv, ToldThatAQuoteIsUnpairedNamesTheRow) {
  const Folder folder;
  const auto reading = read_all(folder.write(
      "open.csv",
      "case_id,received,remark\nA1,2022-08-31,x\nA2,2022-08-31,\"open\nA3,2022-08-31,y\n"));
  EXPECT_FALSE(reading.read);
  EXPECT_NE(reading.error.problem.find("第 3 行"), std::string::npos) << reading.error.problem;
}

TEST(Csv, ToleratesShortAndLongRowsAndLineEndsOfEveryKind) {
  const Folder folder;
  const auto reading = read_all(folder.write(
      "ragged.csv",
      "case_id,received,remark\rA1,2022-08-31\rA2,2022-08-31,x,y,z\r\r\rA3,2022-09-01\r\r\r"));
  ASSERT_EQ(reading.entries.size(), 3U);
  EXPECT_EQ(reading.entries[2].row, 6);
  EXPECT_EQ(reading.summary.skipped, 2) << "the two blank rows between; not those at the end";
}

}  // namespace
}  // namespace qidi::testing
