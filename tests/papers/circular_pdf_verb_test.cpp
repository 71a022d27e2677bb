// circular --format pdf from the command line: the same figures as its JSON, on a demonstration.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cites.h"
#include "cli/run_qidi.h"
#include "printed.h"

namespace qidi::tests {

namespace {

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string rate_text(const boost::json::value& rate) {
  if (rate.is_null()) return domain::percent(std::nullopt);
  return domain::percent(domain::Rate{rate.at("part").as_int64(), rate.at("whole").as_int64()});
}

/// The figures of a row of the JSON as they stand on paper, each behind a bar.
std::string figures(const boost::json::value& row) {
  std::string text;
  for (const auto* name :
       {"opening", "accepted", "moved_in", "finished", "finished_late", "returned", "removed",
        "withdrawn", "moved_out", "closing", "overdue", "red_in_month"}) {
    text += "|" + std::to_string(row.at(name).as_int64());
  }
  return text + "|" + rate_text(row.at("overdue_rate")) + "|" + rate_text(row.at("on_time"));
}

std::string text_of(const boost::json::value& row, const char* name) {
  return std::string(row.at(name).as_string());
}

/// The words from `at` on whose letters make up `name`; none when they do not.
std::size_t words_of_name(const std::vector<std::string>& words, std::size_t at,
                          const std::string& name) {
  std::string read;
  std::size_t count = 0;
  while (read.size() < name.size() && at + count < words.size()) read += words[at + count++];
  return read == name ? count : 0;
}

}  // namespace

TEST(CircularPdf, SaysExactlyTheFiguresOfTheJson) {
  QIDI_NEEDS_PRINTING();
  if (!std::filesystem::exists(QIDI_BINARY)) GTEST_SKIP() << "qidi itself is not built";
  cites("notice-4.3.2@aa37");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"demo", "--data", data, "--projects", "150", "--seed", "5"}).exit, 0);
  const auto file = directory.path("c.pdf");
  const auto ran = run_qidi(
      {"circular", "--data", data, "--month", "2022-10", "--format", "pdf", "--out", file});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const auto json = boost::json::parse(
      run_qidi({"circular", "--data", data, "--month", "2022-10", "--format", "json"}).out);
  const auto pdf = bytes_of(file);
  const auto words = words_of(pdf);
  std::size_t at = 0;
  while (at < words.size() && words[at] != "附件3") ++at;
  const auto goes_on_with = [&](const std::string& name, const std::string& wanted) {
    for (; at < words.size(); ++at) {
      const auto count = words_of_name(words, at, name);
      if (count == 0) continue;
      std::string read;
      for (std::size_t i = 0; i < 14 && at + count + i < words.size(); ++i) {
        read += "|" + words[at + count + i];
      }
      if (read != wanted) continue;
      at += count + 14;
      return true;
    }
    return false;
  };
  const auto& rows = json.at("rows").as_array();
  ASSERT_GT(rows.size(), 50u);
  for (const auto& row : rows) {
    const auto name = without_space(text_of(row, "region_name") + text_of(row, "department") +
                                    text_of(row, "matter_name"));
    ASSERT_TRUE(goes_on_with(name, figures(row))) << name << figures(row);
  }
  EXPECT_TRUE(goes_on_with("合计", figures(json.at("total"))));
  const auto text = squeezed_text(pdf);
  EXPECT_NE(text.find(text_of(json, "root")), std::string::npos);
  EXPECT_NE(text.find("演示数据"), std::string::npos);
}

TEST(CircularPdf, IsTheSameBytesTwiceAndToStandardOutput) {
  QIDI_NEEDS_PRINTING();
  if (!std::filesystem::exists(QIDI_BINARY)) GTEST_SKIP() << "qidi itself is not built";
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"demo", "--data", data, "--projects", "40", "--seed", "5"}).exit, 0);
  const std::vector<std::string> words{"circular", "--data",   data, "--month",
                                       "2022-10",  "--format", "pdf"};
  const auto once = run_qidi(words);
  EXPECT_EQ(once.exit, 0) << once.err;
  EXPECT_TRUE(once.out.starts_with("%PDF-"));
  EXPECT_EQ(run_qidi(words, {}, "America/New_York").out, once.out);
}

}  // namespace qidi::tests
