// Tables written for people: inert against formulas (R22), whole or absent, the same bytes twice.
#include "sheets/table_writer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cites.h"
#include "sheets/ledger_field.h"
#include "sheets/ledger_template.h"
#include "sheets/made_up_sheets.h"
#include "sheets/sheet_file.h"
#include "sheets/xlsx_source.h"

namespace qidi::testing {
namespace {

using sheets::Cell;
using sheets::TableFormat;
using sheets::TableOptions;
using sheets::TableWriter;

std::string bytes_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

const std::vector<std::string> injections{"=1+1", "+1",    "-1",  "@SUM(A1)", "\t=1", "\r=1",
                                          "\n=1", "＝1+1", "＋1", "－1",      "＠x"};

TEST(TableWriter, WritesCsvThatNoSpreadsheetRunsAsAFormula) {
  for (const auto& text : injections) {
    const std::vector<Cell> cells{text, std::string("1=1")};
    EXPECT_EQ(sheets::csv_row(cells), "\"'" + text + "\",1=1\r\n");
  }
  const std::vector<Cell> cells{std::string("a\"b,c"), -5LL, domain::make_day(2022, 8, 31),
                                std::monostate{}, std::string("二\n行")};
  EXPECT_EQ(sheets::csv_row(cells), "\"a\"\"b,c\",-5,2022-08-31,,\"二\n行\"\r\n");
}

void write_table(const std::string& path, TableFormat format) {
  TableOptions options;
  options.format = format;
  options.created = *domain::parse_instant("2022-08-31T08:00:00+08:00");
  auto writer = TableWriter::open(path, {"办件编号", "收件日期", "承诺时限", "备注"}, options);
  ASSERT_TRUE(writer) << writer.error().problem;
  for (const auto& text : injections) {
    const std::vector<Cell> cells{std::string("A1"), domain::make_day(2022, 8, 31), 20LL, text};
    ASSERT_TRUE(writer->add_row(cells));
  }
  const std::vector<Cell> hard{std::string("A2"), domain::make_day(2022, 9, 1), std::monostate{},
                               std::string("<&>\x01 _x0041_ 镕\xF0\xA0\xAE\xB7")};
  ASSERT_TRUE(writer->add_row(hard));
  ASSERT_TRUE(writer->finish());
}

TEST(TableWriter, WritesXlsxWhoseTextsAreTextsAndDaysAreDays) {
  const Folder folder;
  write_table(folder.file("t.xlsx"), TableFormat::xlsx);
  auto file = sheets::open_sheet_file(folder.file("t.xlsx"));
  ASSERT_TRUE(file);
  auto source = sheets::open_xlsx(*std::move(file));
  ASSERT_TRUE(source);
  std::vector<sheets::RawRow> rows;
  ASSERT_TRUE((*source)->read(0,
                              [&](const sheets::RawRow& raw) {
                                rows.push_back(raw);
                                return true;
                              },
                              {}));
  ASSERT_EQ(rows.size(), injections.size() + 2);
  for (std::size_t i = 0; i < injections.size(); ++i) {
    EXPECT_EQ(rows[i + 1].cells[3].kind, sheets::CellKind::text);
    EXPECT_EQ(rows[i + 1].cells[1].kind, sheets::CellKind::date);
    EXPECT_EQ(rows[i + 1].cells[2].number, 20);
    // A lone \r is a line end to XML; everything else comes back as it was.
    if (injections[i][0] != '\r') {
      EXPECT_EQ(rows[i + 1].cells[3].text, injections[i]);
    }
  }
  EXPECT_EQ(rows.back().cells[3].text, "<&> _x0041_ 镕\xF0\xA0\xAE\xB7");
}

TEST(TableWriter, GivesTheSameBytesForTheSameTable) {
  const Folder folder;
  for (const auto format : {TableFormat::csv, TableFormat::xlsx}) {
    write_table(folder.file("one"), format);
    write_table(folder.file("two"), format);
    EXPECT_EQ(bytes_of(folder.file("one")), bytes_of(folder.file("two")));
  }
  ASSERT_TRUE(sheets::write_ledger_template(folder.file("one")));
  ASSERT_TRUE(sheets::write_ledger_template(folder.file("two")));
  EXPECT_EQ(bytes_of(folder.file("one")), bytes_of(folder.file("two")));
}

TEST(TableWriter, IsReadBackByTheLedgerReader) {
  const Folder folder;
  for (const auto format : {TableFormat::csv, TableFormat::xlsx}) {
    write_table(folder.file("t"), format);
    const auto reading = read_all(folder.file("t"));
    ASSERT_TRUE(reading.read) << reading.error.problem;
    EXPECT_EQ(reading.entries.size(), injections.size() + 1);
    EXPECT_EQ(domain::to_text(*reading.entries[0].received), "2022-08-31");
    EXPECT_EQ(reading.entries[0].promised_days, 20);
  }
}

TEST(TableWriter, LeavesNothingBehindUnlessFinished) {
  const Folder folder;
  for (const auto format : {TableFormat::csv, TableFormat::xlsx}) {
    TableOptions options;
    options.format = format;
    {
      auto writer = TableWriter::open(folder.file("t"), {"a"}, options);
      ASSERT_TRUE(writer);
    }
    EXPECT_EQ(folder.count(), 0U);
    EXPECT_FALSE(TableWriter::open(folder.file("no/such/folder/t"), {"a"}, options));
  }
}

TEST(TableWriter, ServesTheOfficeAsATableThatGoesOut) {
  const Folder folder;
  const std::vector<Cell> heading{std::string("办件编号"), std::string("收件日期")};
  const std::vector<Cell> cells{std::string("A1"), domain::make_day(2022, 8, 31)};
  std::ostringstream out;
  auto stream = sheets::open_csv_stream(out);
  ASSERT_TRUE(stream->add_row(heading));
  ASSERT_TRUE(stream->add_row(cells));
  ASSERT_TRUE(stream->close());
  EXPECT_EQ(out.str(), "办件编号,收件日期\r\nA1,2022-08-31\r\n");
  TableOptions options;
  options.format = TableFormat::xlsx;
  auto table = sheets::open_table(folder.file("t.xlsx"), options);
  ASSERT_TRUE(table);
  ASSERT_TRUE((*table)->add_row(heading));
  ASSERT_TRUE((*table)->add_row(cells));
  ASSERT_TRUE((*table)->close());
  EXPECT_EQ(read_all(folder.file("t.xlsx")).entries.at(0).case_id, "A1");
  out.setstate(std::ios::failbit);
  EXPECT_FALSE(stream->add_row(cells)) << "a closed pipe is told";
}

TEST(LedgerTemplate, IsUnderstoodByTheReaderColumnByColumn) {
  cites("notice-4.1@606e");
  const Folder folder;
  ASSERT_TRUE(sheets::write_ledger_template(folder.file("t.xlsx")));
  const auto reading = read_all(folder.file("t.xlsx"));
  ASSERT_TRUE(reading.read) << reading.error.problem;
  EXPECT_EQ(reading.summary.sheet, "台账");
  EXPECT_EQ(reading.summary.used_columns.size(), sheets::field_count);
  EXPECT_TRUE(reading.summary.unused_columns.empty());
  EXPECT_TRUE(reading.entries.empty());
  for (const auto field : sheets::all_fields()) {
    EXPECT_EQ(sheets::field_from(sheets::name_of(field)), field);
  }
}

}  // namespace
}  // namespace qidi::testing
