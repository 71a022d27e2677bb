// Days and numbers in all the shapes that departments' sheets use; clause notice-4.1 (N1).
#include "sheets/cell_value.h"

#include <gtest/gtest.h>

#include "cites.h"
#include "sheets/cell_text.h"

namespace qidi::sheets {
namespace {

RawCell text(const std::string& value) {
  return {CellKind::text, value, 0};
}
RawCell number(double value, const std::string& shown, CellKind kind = CellKind::number) {
  return {kind, shown, value};
}

/// "2022-08-31", "" for an empty cell, "! …" for a problem.
std::string shown(const RawCell& cell) {
  const auto day = day_in(cell);
  if (!day) return "! " + day.error().problem;
  return *day ? domain::to_text(**day) : "";
}

struct Shape {
  const char* written;
  const char* day;
};

class DayShapes : public ::testing::TestWithParam<Shape> {};

TEST_P(DayShapes, AreReadAsTheDayTheyPrint) {
  EXPECT_EQ(shown(text(GetParam().written)), GetParam().day) << GetParam().written;
}

INSTANTIATE_TEST_SUITE_P(
    Dates, DayShapes,
    ::testing::Values(
        Shape{"2022-08-31", "2022-08-31"}, Shape{"2022.8.31", "2022-08-31"},
        Shape{"2022/8/31", "2022-08-31"}, Shape{"2022年8月31日", "2022-08-31"},
        Shape{"2022 年 8 月 31 日", "2022-08-31"}, Shape{"2022年08月31号", "2022-08-31"},
        Shape{"２０２２－０８－３１", "2022-08-31"}, Shape{"２０２２年８月３１日", "2022-08-31"},
        Shape{"２０２２．８．３１", "2022-08-31"}, Shape{"  2022-8-31\n", "2022-08-31"},
        Shape{"2022-8-31 10:30:00", "2022-08-31"}, Shape{"2022-8-31 下午3:05", "2022-08-31"},
        Shape{"2022-08-31（星期三）", "2022-08-31"}, Shape{"2022年8月31日前", "2022-08-31"},
        Shape{"2022.08.31.", "2022-08-31"}, Shape{"2022。8。31", "2022-08-31"},
        Shape{"二〇二二年八月三十一日", "2022-08-31"}, Shape{"二○二二年十月十日", "2022-10-10"},
        Shape{"22年8月31日", "2022-08-31"}, Shape{"20220831", "2022-08-31"},
        Shape{"20200422 00:00:00", "2020-04-22"}, Shape{"20220831103000", "2022-08-31"},
        Shape{"15-Feb-11", "2011-02-15"}, Shape{"05-Jan-16", "2016-01-05"},
        Shape{"15 February 2011", "2011-02-15"}, Shape{"Feb 15, 2011", "2011-02-15"},
        Shape{"31/08/2022", "2022-08-31"}, Shape{"08/31/2022", "2022-08-31"},
        Shape{"7/7/2022", "2022-07-07"}, Shape{"43629", "2019-06-13"},
        Shape{"43629.75", "2019-06-13"}, Shape{"2024-02-29", "2024-02-29"}));

INSTANTIATE_TEST_SUITE_P(CivilDays, DayShapes,
                         ::testing::Values(Shape{"2014-04-11T00:00:00+02:00", "2014-04-11"},
                                           Shape{"2014-04-11T23:30:00Z", "2014-04-11"},
                                           Shape{"2014-04-11T00:00:00.000-08:00", "2014-04-11"}));

INSTANTIATE_TEST_SUITE_P(StandIns, DayShapes,
                         ::testing::Values(Shape{"NULL", ""}, Shape{"-", ""}, Shape{"/", ""},
                                           Shape{"无", ""}, Shape{"——", ""}, Shape{"N/A", ""},
                                           Shape{"　", ""}, Shape{"－", ""}));

class NoDays : public ::testing::TestWithParam<Shape> {};

TEST_P(NoDays, AreRefusedWithAReason) {
  const auto day = day_in(text(GetParam().written));
  ASSERT_FALSE(day) << GetParam().written;
  EXPECT_NE(day.error().problem.find(GetParam().day), std::string::npos) << day.error().problem;
  EXPECT_FALSE(day.error().mend.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Refused, NoDays,
    ::testing::Values(
        Shape{"2022.2.30", "不是真实存在的日期"}, Shape{"2023-02-29", "不是真实存在的日期"},
        Shape{"2022-13-01", "不是真实存在的日期"}, Shape{"20220230", "不是真实存在的日期"},
        Shape{"2022-00-10", "不是真实存在的日期"}, Shape{"32/13/2022", "不是真实存在的日期"},
        Shape{"2022年8月", "缺日"}, Shape{"2022-8", "缺日"}, Shape{"2022", "不是日期"},
        Shape{"03/04/2022", "先后不明"}, Shape{"尽快", "不是日期"},
        Shape{"2022-8-1至2022-8-31", "不止一个日期"}, Shape{"2022-8-1、2022-8-31", "不止一个日期"},
        Shape{"0202-08-31", "年份"}, Shape{"2202-08-31", "年份"}, Shape{"8月31日", "不是日期"},
        Shape{"22.8.31", "看不出"}));

TEST(ExcelSerials, CountFromTheEndOf1899AndSkipTheDayThatNeverWas) {
  cites("notice-4.1@606e");
  EXPECT_EQ(shown(number(43629, "43629")), "2019-06-13");
  EXPECT_EQ(shown(number(44804.4375, "44804.4375")), "2022-08-31");
  EXPECT_EQ(shown(number(20220316, "20220316")), "2022-03-16");
  // Serial 60 is 29 February 1900; 61 is the first day that Excel counts rightly.
  EXPECT_NE(shown(number(60, "60", CellKind::date)).find("不是真实的日期"), std::string::npos);
  EXPECT_NE(shown(number(61, "61", CellKind::date)).find("1900-03-01"), std::string::npos);
  EXPECT_NE(shown(number(59, "59", CellKind::date)).find("1900-02-28"), std::string::npos);
  EXPECT_EQ(shown(number(0, "0", CellKind::date)), "") << "a cell of zero is shown as no day";
  EXPECT_EQ(shown(number(12, "12")).substr(0, 2), "! ") << "no day is meant by 12";
}

TEST(PromisedDays, AreReadWithTheirUnitsAndInEveryWidth) {
  const auto days = [](const std::string& value) {
    const auto read = days_in(text(value));
    return read ? read->value_or(-1) : -2;
  };
  EXPECT_EQ(days("20"), 20);
  EXPECT_EQ(days("20个工作日"), 20);
  EXPECT_EQ(days("２０日"), 20);
  EXPECT_EQ(days("20（工作日）"), 20);
  EXPECT_EQ(days("二十个工作日"), 20);
  EXPECT_EQ(days("十五天"), 15);
  EXPECT_EQ(days("即办"), 0);
  EXPECT_EQ(days("-"), -1);
  EXPECT_EQ(days("3个月"), -2);
  EXPECT_EQ(days("-5"), -2);
  EXPECT_EQ(days("约20"), -2);
  EXPECT_EQ(days_in(number(20, "20"))->value(), 20);
  EXPECT_FALSE(days_in(number(2.5, "2.5")));
}

TEST(Texts, AreNormalisedSoThatOneWordIsOneWord) {
  EXPECT_EQ(normalised("　呼和浩特市　新城区 "), "呼和浩特市 新城区");
  EXPECT_EQ(normalised("建设用地\n规划许可"), "建设用地规划许可");
  EXPECT_EQ(normalised("Qidi\r\nOne  two"), "Qidi One two");
  EXPECT_EQ(normalised("ＡＢ１２（一期）"), "AB12（一期）");
  EXPECT_EQ(normalised("e\xCC\x81"), "\xC3\xA9") << "decomposed é";
  EXPECT_EQ(normalised("\xEF\xBB\xBF甲\xE2\x80\x8B乙"), "甲乙") << "marks that nobody sees";
  EXPECT_EQ(comparable("承诺办结 时限\n（工作日）："), "承诺办结时限(工作日)");
  EXPECT_EQ(person_name("张　三"), "张三");
  EXPECT_EQ(person_name("欧阳 修文"), "欧阳 修文");
}

}  // namespace
}  // namespace qidi::sheets
