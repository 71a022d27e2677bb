// The xlsx side of TableWriter, by libxlsxwriter in its constant-memory mode. Texts are written as
// strings, so that nothing in them is ever a formula.
#include <unicode/utf8.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>

#include "sheets/table_target.h"

namespace qidi::sheets {

namespace {

constexpr lxw_row_t most_rows_written = 1048576;
constexpr int most_characters = 32767;

lxw_datetime datetime_of(domain::Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          0,
          0,
          0};
}

SheetError cannot_write(const std::string& path, lxw_error error) {
  return {"写不了文件：" + path + "（" + lxw_strerror(error) + "）", "检查磁盘空间和写入权限"};
}

class XlsxTarget : public TableWriter::Target {
 public:
  explicit XlsxTarget(const std::string& path) : Target(path) {}
  ~XlsxTarget() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  Result<void, SheetError> begin(const TableOptions& options) {
    // The library opens the file only when it is whole; better to be told before the work.
    if (!FilePointer(std::fopen(part().c_str(), "wbe"))) {
      return Unexpected{cannot_write(path(), LXW_ERROR_CREATING_XLSX_FILE)};
    }
    scratch_ = options.scratch_directory;
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    settings.tmpdir = scratch_.empty() ? nullptr : scratch_.data();
    book_ = workbook_new_opt(part().c_str(), &settings);
    if (book_ == nullptr) return Unexpected{cannot_write(path(), LXW_ERROR_MEMORY_MALLOC_FAILED)};
    lxw_doc_properties properties{};
    std::string maker = "Qidi 起底";
    properties.author = maker.data();
    // Zero would mean "now" to the library; a moment later is the same to everyone.
    properties.created = std::max<time_t>(1, options.created.time_since_epoch().count());
    workbook_set_properties(book_, &properties);
    sheet_ = workbook_add_worksheet(book_, options.sheet.c_str());
    if (sheet_ == nullptr) {
      return Unexpected{SheetError{"工作表的名字不能用：" + options.sheet,
                                   "用不超过 31 个字、不含 []:*?/\\ 的名字"}};
    }
    add_formats();
    return {};
  }

  Result<void, SheetError> add(std::span<const Cell> cells) override {
    if (row_ > 0) return add_with(cells, nullptr);
    if (!cells.empty()) {
      worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(cells.size() - 1), 16, nullptr);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    return add_with(cells, heading_format_);
  }

  Result<void, SheetError> close() override {
    const auto error = workbook_close(book_);  // frees the workbook, whatever it returns
    book_ = nullptr;
    if (error != LXW_NO_ERROR) return Unexpected{cannot_write(path(), error)};
    return {};
  }

 private:
  void add_formats() {
    heading_format_ = workbook_add_format(book_);
    format_set_bold(heading_format_);
    format_set_text_wrap(heading_format_);
    day_format_ = workbook_add_format(book_);
    format_set_num_format(day_format_, "yyyy-mm-dd");
  }

  Result<void, SheetError> add_with(std::span<const Cell> cells, lxw_format* format) {
    if (row_ == most_rows_written) {
      return Unexpected{
          SheetError{"超过 xlsx 的行数上限（1,048,576 行）", "缩小范围，或导出为 csv"}};
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      auto error = LXW_NO_ERROR;
      if (const auto* text = std::get_if<std::string>(&cells[i])) {
        if (text->empty()) continue;
        error = worksheet_write_string(sheet_, row_, column, fit_for_xlsx(*text).c_str(), format);
      } else if (const auto* number = std::get_if<long long>(&cells[i])) {
        error = worksheet_write_number(sheet_, row_, column, static_cast<double>(*number), format);
      } else if (const auto* day = std::get_if<domain::Day>(&cells[i])) {
        auto value = datetime_of(*day);
        error = worksheet_write_datetime(sheet_, row_, column, &value, day_format_);
      }
      if (error != LXW_NO_ERROR) return Unexpected{cannot_write(path(), error)};
    }
    ++row_;
    return {};
  }

  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* heading_format_ = nullptr;
  lxw_format* day_format_ = nullptr;
  lxw_row_t row_ = 0;
  std::string scratch_;
};

}  // namespace

std::string fit_for_xlsx(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  int units = 0;  // Excel counts UTF-16 units
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF) continue;
    units += c > 0xFFFF ? 2 : 1;
    if (units > most_characters) break;
    // A text that happens to look like an escape is escaped itself (ECMA-376 22.9.2.19).
    if (c == '_' && i + 5 < length && text[static_cast<std::size_t>(i)] == 'x' &&
        text[static_cast<std::size_t>(i) + 5] == '_') {
      out += "_x005F";
    }
    char bytes[U8_MAX_LENGTH];
    std::int32_t used = 0;
    U8_APPEND_UNSAFE(bytes, used, c);
    out.append(bytes, static_cast<std::size_t>(used));
  }
  return out;
}

Result<std::unique_ptr<TableWriter::Target>, SheetError> open_xlsx_target(
    const std::string& path, const TableOptions& options) {
  auto target = std::make_unique<XlsxTarget>(path);
  QIDI_CHECK(target->begin(options));
  return std::unique_ptr<TableWriter::Target>(std::move(target));
}

}  // namespace qidi::sheets
