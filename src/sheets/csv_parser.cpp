// The states of csv.
#include "sheets/csv_parser.h"

namespace qidi::sheets {

namespace {

// Far above a sheet's own limit of 32,767 characters; an unpaired quote ends here, not in memory.
constexpr std::size_t most_cell_bytes = 1U << 20;

SheetError unpaired(int record) {
  return {"从第 " + std::to_string(record) + " 行起引号没有配对",
          "检查该行的双引号，或另存为 xlsx 后再导入"};
}

}  // namespace

void CsvParser::end_cell() {
  if (!cell_.empty()) {
    auto& cell = row_.at(column_);
    cell.kind = CellKind::text;
    cell.text.swap(cell_);
    cell_.clear();
  }
  if (column_ + 1 < most_columns) ++column_;
  state_ = State::cell_start;
}

bool CsvParser::end_row() {
  end_cell();
  row_.number = ++records_;
  const bool more = sink_(row_);
  row_.width = 0;
  column_ = 0;
  anything_ = false;
  return more;
}

bool CsvParser::take(char c) {
  if (after_return_) {
    after_return_ = false;
    if (c == '\n') return true;
  }
  anything_ = true;
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::quote_in_quoted;
    } else {
      cell_ += c;
    }
    return true;
  }
  if (state_ == State::quote_in_quoted && c == '"') {
    cell_ += c;
    state_ = State::quoted;
    return true;
  }
  if (c == delimiter_) {
    end_cell();
  } else if (c == '\n' || c == '\r') {
    after_return_ = c == '\r';
    return end_row();
  } else if (c == '"' && state_ == State::cell_start) {
    state_ = State::quoted;
  } else {
    cell_ += c;
    state_ = State::plain;
  }
  return true;
}

Result<bool, SheetError> CsvParser::feed(std::string_view text) {
  for (const char c : text) {
    if (!take(c)) return false;
    if (cell_.size() > most_cell_bytes) return Unexpected{unpaired(records_ + 1)};
  }
  return true;
}

Result<void, SheetError> CsvParser::finish() {
  if (state_ == State::quoted) return Unexpected{unpaired(records_ + 1)};
  if (anything_) end_row();
  return {};
}

}  // namespace qidi::sheets
