// The ways in which xlsx files store what a person sees; ECMA-376. Clause notice-4.1 (N1).
#include <gtest/gtest.h>

#include "cites.h"
#include "sheets/made_up_sheets.h"
#include "sheets/workbook_parts.h"

namespace qidi::testing {
namespace {

std::string day(const std::optional<domain::Day>& value) {
  return value ? domain::to_text(*value) : "";
}

TEST(Xlsx, ReadsEveryTypeOfCell) {
  cites("notice-4.1@606e");
  const Folder folder;
  MadeBook book;
  book.shared_strings = {
      "<t>办件编号</t>", "<r><t>收件</t></r><r><rPr><b/></rPr><t>日期</t></r>",
      "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>",
      "<t>一_x000D_\n二</t>"};
  book.formats = {"0", "14", "yyyy\"年\"m\"月\"d\"日\"", "0.00_ "};
  book.sheets.push_back(
      {"台账",
       row(1, {"<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>1</v></c>", "备注", "结果"}) +
           row(2, {"<c t=\"s\"><v>2</v></c>", number_cell("44804", 1), "<c t=\"s\"><v>3</v></c>",
                   "<c t=\"str\"><f>A1&amp;B1</f><v>公式的文字</v></c>"}) +
           row(3, {number_cell("2.0220001E7"), number_cell("44804.5", 2), "<c t=\"b\"><v>1</v></c>",
                   "<c t=\"e\"><v>#REF!</v></c>"}) +
           // Cells without places, and a number with a style that is no date.
           "<row><c><v>7</v></c><c t=\"d\"><v>2022-08-31T00:00:00</v></c>"
           "<c s=\"3\"><v>44804</v></c></row>" +
           row(9, {"A9", "<c t=\"e\"><v>#VALUE!</v></c>"})});
  book.write(folder.file("types.xlsx"));
  const auto reading = read_all(folder.file("types.xlsx"));
  ASSERT_TRUE(reading.read) << reading.error.problem;
  ASSERT_EQ(reading.entries.size(), 4U);
  EXPECT_EQ(reading.entries[0].case_id, "東京") << "the reading above the characters is no text";
  EXPECT_EQ(day(reading.entries[0].received), "2022-08-31");
  EXPECT_EQ(reading.entries[0].remark, "一二");
  EXPECT_EQ(reading.entries[0].result, "公式的文字");
  EXPECT_EQ(reading.entries[1].case_id, "20220001");
  EXPECT_EQ(day(reading.entries[1].received), "2022-08-31");
  EXPECT_EQ(reading.entries[1].remark, "TRUE");
  EXPECT_NE(problems_of(reading.entries[1]).find("#REF!"), std::string::npos);
  EXPECT_EQ(reading.entries[2].row, 4);
  EXPECT_EQ(reading.entries[2].case_id, "7");
  EXPECT_EQ(day(reading.entries[2].received), "2022-08-31");
  EXPECT_EQ(reading.entries[2].remark, "44804");
  EXPECT_EQ(reading.entries[3].row, 9);
  EXPECT_NE(problems_of(reading.entries[3]).find("公式出错"), std::string::npos);
  EXPECT_EQ(reading.summary.skipped, 4) << "rows 5 to 8";
}

TEST(Xlsx, CountsFrom1904WhereTheWorkbookSaysSo) {
  const Folder folder;
  MadeBook book;
  book.workbook_properties = "date1904=\"1\"";
  book.sheets.push_back(
      {"台账", row(1, {"办件编号", "收件日期"}) + row(2, {"A1", number_cell("43342", 1)})});
  book.write(folder.file("mac.xlsx"));
  const auto reading = read_all(folder.file("mac.xlsx"));
  ASSERT_EQ(reading.entries.size(), 1U) << reading.error.problem;
  EXPECT_EQ(day(reading.entries[0].received), "2022-08-31");
}

TEST(Xlsx, KnowsADateFormatByItsLettersOutsideQuotes) {
  for (const char* code : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy年m月", "h:mm:ss",
                           "[h]:mm", "m/d;@", "[DBNum1][$-804]yyyy\"年\"m\"月\""}) {
    EXPECT_TRUE(sheets::is_date_format(code)) << code;
  }
  for (const char* code : {"General", "0.00", "#,##0_);[Red]\\(#,##0\\)", "0\"days\"", "@",
                           "\"第\"0\"号\"", "[$¥-804]#,##0.00", "0.00E+00"}) {
    EXPECT_FALSE(sheets::is_date_format(code)) << code;
  }
}

}  // namespace
}  // namespace qidi::testing
