// A ledger of 100,000 rows: all rows arrive, and memory does not grow with them. Times are
// printed, not asserted (rulings.md 29).
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "cites.h"
#include "sheets/made_up_sheets.h"
#include "sheets/table_writer.h"

namespace qidi::testing {
namespace {

long peak_kib() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr long long rows = 100'000;

void write_large(const std::string& path, sheets::TableFormat format) {
  sheets::TableOptions options;
  options.format = format;
  auto writer = sheets::TableWriter::open(
      path,
      {"项目代码", "项目名称", "项目单位", "统一社会信用代码", "盟市/旗县", "审批部门", "审批事项",
       "责任人", "办理状态", "收件日期", "受理日期", "承诺时限", "应办结日期", "备注"},
      options);
  ASSERT_TRUE(writer);
  const auto day = domain::make_day(2022, 1, 4);
  for (long long i = 0; i < rows; ++i) {
    const auto number = std::to_string(100000 + i);
    const auto received = day + std::chrono::days{i % 200};
    const std::vector<sheets::Cell> cells{"2207-150102-04-01-" + number,
                                          "某某产业园第" + number + "号项目",
                                          "内蒙古某某有限公司" + number,
                                          "91150100MA0N" + number,
                                          "呼和浩特市新城区",
                                          "呼和浩特市自然资源局",
                                          "建设用地规划许可证核发",
                                          "张三",
                                          "在办",
                                          received,
                                          received + std::chrono::days{2},
                                          20LL,
                                          domain::to_text(received + std::chrono::days{30}),
                                          "备注" + number};
    ASSERT_TRUE(writer->add_row(cells));
  }
  ASSERT_TRUE(writer->finish());
}

TEST(LargeLedger, IsReadRowByRowInBoundedMemory) {
  cites("notice-4.1@606e");
  const Folder folder;
  for (const auto format : {sheets::TableFormat::xlsx, sheets::TableFormat::csv}) {
    const bool xlsx = format == sheets::TableFormat::xlsx;
    const auto path = folder.file(xlsx ? "large.xlsx" : "large.csv");
    auto start = std::chrono::steady_clock::now();
    write_large(path, format);
    const auto wrote = seconds_since(start);
    const auto before = peak_kib();
    start = std::chrono::steady_clock::now();
    long long good = 0;
    long long told = 0;
    const auto summary = sheets::read_ledger(
        path, nullptr, {},
        [&](office::LedgerEntry&& entry) {
          good += entry.problems.empty() && entry.received && entry.due ? 1 : 0;
          return true;
        },
        [&](long long done, long long total) {
          EXPECT_LE(done, total);
          ++told;
        });
    const auto read = seconds_since(start);
    ASSERT_TRUE(summary) << summary.error().problem;
    EXPECT_EQ(good, rows);
    EXPECT_EQ(summary->rows, rows);
    EXPECT_EQ(summary->skipped, 0);
    EXPECT_GT(told, 10);
    std::printf(
        "%s: %lld rows, %ju bytes, written in %.2f s, read in %.2f s, peak %ld MiB, +%ld KiB while "
        "reading\n",
        xlsx ? "xlsx" : "csv", rows, static_cast<std::uintmax_t>(std::filesystem::file_size(path)),
        wrote, read, peak_kib() / 1024, peak_kib() - before);
#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory for a while
    EXPECT_LT(peak_kib() - before, 64 * 1024) << "rows must not pile up in memory";
#endif
  }
}

TEST(LargeLedger, WithMillionsOfSharedStringsKeepsThemInOneBlock) {
  // As Excel itself stores texts: 100,000 rows, a million strings of their own.
  const Folder folder;
  const auto maker = ::fork();
  if (maker == 0) {
    MadeBook book;
    MadeSheet sheet;
    sheet.rows = row(1, {"办件编号", "收件日期", "项目名称", "备注"});
    for (int i = 0; i < rows; ++i) {
      sheet.rows += "<row>";
      for (int column = 0; column < 10; ++column) {
        const auto index = std::to_string(book.shared_strings.size());
        sheet.rows +=
            column == 1 ? "<c s=\"1\"><v>44804</v></c>" : "<c t=\"s\"><v>" + index + "</v></c>";
        book.shared_strings.push_back("<t>第" + index + "号文字</t>");
      }
      sheet.rows += "</row>";
    }
    book.sheets.push_back(sheet);
    book.write(folder.file("shared.xlsx"));
    ::_exit(0);
  }
  ASSERT_EQ(::waitpid(maker, nullptr, 0), maker);
  const auto before = peak_kib();
  const auto start = std::chrono::steady_clock::now();
  long long good = 0;
  const auto summary = sheets::read_ledger(folder.file("shared.xlsx"), nullptr, {},
                                           [&](office::LedgerEntry&& entry) {
                                             good += entry.problems.empty() ? 1 : 0;
                                             return true;
                                           });
  ASSERT_TRUE(summary) << summary.error().problem;
  EXPECT_EQ(good, rows);
  std::printf("shared strings: 1,000,000 in %.2f s, peak +%ld KiB\n", seconds_since(start),
              peak_kib() - before);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(peak_kib() - before, 96 * 1024);
#endif
}

}  // namespace
}  // namespace qidi::testing
