// Real ragged files from public sources, with the counts that stand in the files themselves,
// found by looking at them with other means. Used in place; skipped loudly where absent, and each
// trait has a made-up fixture in the other tests (rulings.md 30).
#include <gtest/gtest.h>
#include <zlib.h>

#include <map>

#include "cites.h"
#include "sheets/made_up_sheets.h"

namespace qidi::testing {
namespace {

class RealFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    shared_ = shared_folder();
    if (shared_.empty()) GTEST_SKIP() << "the folder of real files is absent (QIDI_SHARED)";
  }
  std::string data(const std::string& name) const { return shared_ + "/data/" + name; }
  std::string unpacked(const std::string& name) const {
    gzFile packed = gzopen(data(name).c_str(), "rb");
    std::string bytes;
    std::vector<char> chunk(1 << 16);
    for (int n = 0; (n = gzread(packed, chunk.data(), 1 << 16)) > 0;) {
      bytes.append(chunk.data(), static_cast<std::size_t>(n));
    }
    gzclose(packed);
    return folder_.write("unpacked.csv", bytes);
  }
  static std::map<std::string, int> states(const Reading& reading) {
    std::map<std::string, int> counts;
    for (const auto& entry : reading.entries) ++counts[entry.state.value_or("")];
    return counts;
  }

  std::string shared_;
  Folder folder_;
};

const std::string planning = R"(
[columns]
case_id = "PA Ref"
received = "Decision issued"
ended = "Decision issued"
project_name = "PROPOSAL"
state = "Decision"
department = "Determining Body"
[constants]
matter = "planning_permission"
[values.state]
"Permitted" = "issued"
"Refused" = "refused"
"Application Withdrawn" = "withdrawn"
)";

TEST_F(RealFiles, OfPlanningDecisionsIn2011AreReadWhole) {
  cites("notice-4.1@606e");
  const auto reading = read_all(unpacked("sheets/2011-planning-applications.csv.gz"), planning);
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.entries.size(), 1825U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.summary.skipped, 0);
  EXPECT_EQ(states(reading)["issued"], 1552);
  EXPECT_EQ(states(reading)["refused"], 197);
  EXPECT_EQ(states(reading)["withdrawn"], 61);
  EXPECT_EQ(reading.entries[0].case_id, "09/00821/A");
  EXPECT_EQ(domain::to_text(*reading.entries[0].received), "2011-02-15");
  const auto cafe = std::count_if(reading.entries.begin(), reading.entries.end(), [](auto& entry) {
    return entry.project_name->find("café seating") != std::string::npos;
  });
  EXPECT_EQ(cafe, 1) << "Windows-1252";
}

TEST_F(RealFiles, OfPlanningDecisionsIn2013AreReadWhole) {
  const auto reading = read_all(unpacked("sheets/2013-planning-applications.csv.gz"), planning);
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.entries.size(), 1465U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(states(reading)["issued"], 1261);
  EXPECT_EQ(states(reading)["refused"], 155);
  const auto manege = std::count_if(reading.entries.begin(), reading.entries.end(), [](auto& e) {
    return e.project_name->find("manège") != std::string::npos;
  });
  EXPECT_EQ(manege, 2) << "lawful GB18030 by accident";
}

TEST_F(RealFiles, OfDelegatedDecisionsIn2016AreReadUnderTheirTitle) {
  const auto reading = read_all(unpacked("sheets/2016-delegated-decisions.csv.gz"), R"(
[columns]
case_id = "Planning Application No"
received = "Date decision issued"
project_name = "Proposal"
state = "Decision"
)");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.entries.size(), 1114U) << "the sheet's own count, in its last row";
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.summary.skipped, 2) << "the title and the count";
  EXPECT_EQ(states(reading)["PER"], 1074);
  EXPECT_EQ(states(reading)["REF"], 32);
  EXPECT_EQ(states(reading)["CLAWA"], 8);
  const auto cafe = std::count_if(reading.entries.begin(), reading.entries.end(), [](auto& entry) {
    return entry.project_name->find("café") != std::string::npos;
  });
  EXPECT_EQ(cafe, 1) << "IBM 850";
}

TEST_F(RealFiles, OfBuildingPermitsKeepTheCivilDayAsPrinted) {
  const auto reading = read_all(data("bpic15_1_cases.csv"), R"(
[columns]
case_id = "case"
received = "startDate"
due = "endDatePlanned"
ended = "endDate"
[constants]
matter = "construction_permit"
region = "150100"
)");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.entries.size(), 1199U);
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.warned(), 1) << "one case is due before its start";
  const auto with = [&](auto field) {
    return std::count_if(reading.entries.begin(), reading.entries.end(),
                         [&](const auto& entry) { return (entry.*field).has_value(); });
  };
  EXPECT_EQ(with(&office::LedgerEntry::ended), 956);
  EXPECT_EQ(with(&office::LedgerEntry::due), 137);
  EXPECT_EQ(reading.entries[0].case_id, "10009138");
  EXPECT_EQ(domain::to_text(*reading.entries[0].received), "2014-04-11");
}

TEST_F(RealFiles, OfUniversitiesAreReadUnderTitlesAndGroupRows) {
  const auto reading = read_all(data("sheets/moe_universities_2011.xlsx"), R"(
[columns]
project_name = "学校名称"
[constants]
received = "2011-05-23"
)");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.entries.size(), 2101U) << "the list's own count, in its title";
  EXPECT_EQ(reading.refused(), 0);
  EXPECT_EQ(reading.summary.skipped, 34) << "three titles and 31 group rows";
  EXPECT_EQ(reading.entries[0].department, "教育部") << "主管部门 is known without the map";
  EXPECT_EQ(reading.entries[0].row, 6);
  EXPECT_EQ(reading.entries.back().project_name, "新疆建设职业技术学院");
}

TEST_F(RealFiles, OfTunnelsHaveDatesAsNumbersAndAsTextsWithTimes) {
  const auto reading = read_all(data("sheets/tunnel_ledger_text_dates.xlsx"), R"(
[columns]
case_id = "线路编号"
project_name = "线路名称"
received = "建成时间"
ended = "采集时间"
due = "通车时间"
)");
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.summary.sheet, "项目信息");
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.refused(), 0) << problems_of(reading.entries[0]);
  EXPECT_EQ(domain::to_text(*reading.entries[0].received), "2020-04-22");
  EXPECT_EQ(domain::to_text(*reading.entries[0].ended), "2022-03-16");
  EXPECT_EQ(domain::to_text(*reading.entries[1].due), "2021-03-22");
}

TEST_F(RealFiles, OfProjectsHaveSerialsBlanksAndMergedCells) {
  const auto file = data("sheets/project_list_excel_serials_masked.xlsx");
  const auto list = read_all(file, "sheet = \"项目总表\"\ncolumns.received = \"计划开始时间\"");
  ASSERT_TRUE(list.read) << list.error.problem;
  EXPECT_EQ(list.entries.size(), 13U);
  EXPECT_EQ(list.good(), 4) << "the others have no planned start";
  EXPECT_EQ(list.summary.skipped, 10) << "numbered lines that nobody filled in";
  EXPECT_EQ(domain::to_text(*list.entries[1].received), "2019-06-13");

  const auto parts = read_all(file, R"(
sheet = "OA系统"
[columns]
project_code = "系统模块"
project_name = "功能模块"
matter = "功能项"
received = "预计开始日期"
)");
  ASSERT_TRUE(parts.read) << parts.error.problem;
  EXPECT_EQ(parts.entries.size(), 87U);
  EXPECT_EQ(parts.entries[10].project_code, "企业微信功能封装");
  for (const auto& entry : parts.entries) {
    EXPECT_TRUE(entry.project_code) << entry.row << ": merged over the rows of its group";
  }
  EXPECT_EQ(parts.entries[17].project_name, "考勤模块") << "B18:B22";

  const auto plan = read_all(file, R"(
sheet = 3
[columns]
project_name = "明细功能"
received = "预计开始时间"
due = "预计结束时间"
)");
  ASSERT_TRUE(plan.read) << plan.error.problem;
  EXPECT_EQ(plan.summary.sheet, "集团研发部提成核算系统");
}

}  // namespace
}  // namespace qidi::testing
