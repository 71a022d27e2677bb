// The csv side, and what csv and xlsx share: the unfinished file beside the path.
#include "sheets/table_writer.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "sheets/table_target.h"

namespace qidi::sheets {

namespace {

/// Whether a spreadsheet would take the text for a formula: = + - @, TAB, CR, LF at its start, and
/// the full-width forms, which some of them fold first.
bool looks_like_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> starts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                           "\n", "＝", "＋", "－", "＠"};
  for (const auto start : starts) {
    if (text.substr(0, start.size()) == start) return true;
  }
  return false;
}

void append_text(std::string& out, const std::string& text) {
  const bool guarded = looks_like_formula(text);
  if (!guarded && text.find_first_of(",\"\r\n;\t") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  if (guarded) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    if (c != '\0') out += c;
  }
  out += '"';
}

SheetError cannot_write(const std::string& path) {
  return {"写不了文件：" + path, "检查磁盘空间和写入权限"};
}

class CsvTarget : public TableWriter::Target {
 public:
  explicit CsvTarget(const std::string& path) : Target(path) {}

  Result<void, SheetError> begin(bool mark) {
    file_.reset(std::fopen(part().c_str(), "wbe"));
    if (!file_) return Unexpected{cannot_write(path())};
    if (mark && std::fputs("\xEF\xBB\xBF", file_.get()) == EOF) {
      return Unexpected{cannot_write(path())};
    }
    return {};
  }
  Result<void, SheetError> add(std::span<const Cell> cells) override {
    const auto row = csv_row(cells);
    if (std::fwrite(row.data(), 1, row.size(), file_.get()) != row.size()) {
      return Unexpected{cannot_write(path())};
    }
    return {};
  }
  Result<void, SheetError> close() override {
    const bool good = std::fflush(file_.get()) == 0 && std::ferror(file_.get()) == 0;
    if (std::fclose(file_.release()) != 0 || !good) return Unexpected{cannot_write(path())};
    return {};
  }

 private:
  FilePointer file_;
};

}  // namespace

TableWriter::Target::~Target() {
  if (!kept_) std::remove(part_.c_str());
}

Result<void, SheetError> TableWriter::Target::keep() {
  QIDI_CHECK(close());
  if (std::rename(part_.c_str(), path_.c_str()) != 0) return Unexpected{cannot_write(path_)};
  kept_ = true;
  return {};
}

std::string csv_row(std::span<const Cell> cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row += ',';
    if (const auto* text = std::get_if<std::string>(&cells[i])) append_text(row, *text);
    if (const auto* number = std::get_if<long long>(&cells[i])) row += std::to_string(*number);
    if (const auto* day = std::get_if<domain::Day>(&cells[i])) row += domain::to_text(*day);
  }
  return row + "\r\n";
}

TableWriter::TableWriter(std::unique_ptr<Target> target) : target_(std::move(target)) {}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<TableWriter, SheetError> TableWriter::open(const std::string& path,
                                                  const std::vector<std::string>& headings,
                                                  const TableOptions& options) {
  std::unique_ptr<Target> target;
  if (options.format == TableFormat::csv) {
    auto csv = std::make_unique<CsvTarget>(path);
    QIDI_CHECK(csv->begin(options.byte_order_mark));
    target = std::move(csv);
  } else {
    QIDI_TRY(xlsx, open_xlsx_target(path, options));
    target = std::move(xlsx);
  }
  if (!headings.empty()) {
    QIDI_CHECK(target->add(std::vector<Cell>(headings.begin(), headings.end())));
  }
  return TableWriter(std::move(target));
}

Result<void, SheetError> TableWriter::add_row(std::span<const Cell> cells) {
  return target_->add(cells);
}

Result<void, SheetError> TableWriter::finish() {
  return target_->keep();
}

}  // namespace qidi::sheets
