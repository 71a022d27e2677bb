// Cells of a worksheet: references, types, styles, merged cells.
#include "sheets/sheet_xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace qidi::sheets {

namespace {

constexpr std::size_t most_merges = 500'000;
constexpr std::size_t most_open_merges = 2048;       // looked through once a row
constexpr std::size_t most_cell_bytes = 256U << 10;  // Excel's own limit is 32,767 characters

struct CellReference {
  std::size_t column = 0;
  int row = 0;
};

std::optional<CellReference> reference(std::string_view text) {
  std::array<char, 16> copy{};
  if (text.size() >= copy.size()) return std::nullopt;
  std::copy(text.begin(), text.end(), copy.begin());
  const auto column = column_of(copy.data());
  if (!column) return std::nullopt;
  const auto digits = text.find_first_of("0123456789");
  if (digits == std::string_view::npos) return std::nullopt;
  const int row = std::atoi(copy.data() + digits);
  if (row < 1 || row > most_rows) return std::nullopt;
  return CellReference{*column, row};
}

double to_double(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

/// Whole numbers as people read them; Excel stores 20220316 also as 2.0220316E7 or 20220316.0.
std::string digits_of(const std::string& stored, double value) {
  if (value != std::floor(value) || std::fabs(value) >= 1e15) return stored;
  return std::to_string(static_cast<long long>(value));
}

}  // namespace

void MergesReader::begin(std::string_view name, const Attributes& attributes) {
  if (name != "mergeCell") return;
  const char* range = attributes.find("ref");
  if (range == nullptr) return;
  const std::string_view text(range);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return;
  const auto from = reference(text.substr(0, colon));
  const auto to = reference(text.substr(colon + 1));
  if (!from || !to || to->row < from->row || to->column < from->column) return;
  if (merges_.size() == most_merges) {
    stream_->fail({"合并单元格超过 50 万个", "取消合并，或另存为 csv 后再导入"});
    return;
  }
  merges_.push_back({from->row, to->row, from->column, to->column});
}

std::vector<MergedCells> MergesReader::taken() && {
  std::sort(merges_.begin(), merges_.end(),
            [](const auto& a, const auto& b) { return a.first_row < b.first_row; });
  return std::move(merges_);
}

RowsReader::RowsReader(const WorkbookParts& parts, std::vector<MergedCells> merges,
                       const RowSink& sink)
    : parts_(parts), sink_(sink), merges_(std::move(merges)) {}

void RowsReader::begin(std::string_view name, const Attributes& attributes) {
  if (name == "c") {
    begin_cell(attributes);
  } else if (name == "row") {
    begin_row(attributes);
  } else if (in_cell_) {
    if (name == "v") in_value_ = true;
    if (name == "rPh") ++phonetic_;
    if (name == "t") in_text_ = phonetic_ == 0;
  }
}

void RowsReader::end(std::string_view name) {
  if (name == "c") {
    end_cell();
  } else if (name == "row") {
    end_row();
  } else if (name == "v") {
    in_value_ = false;
  } else if (name == "t") {
    in_text_ = false;
  } else if (name == "rPh") {
    --phonetic_;
  }
}

void RowsReader::characters(std::string_view text) {
  if (!in_value_ && !in_text_) return;
  auto& into = in_value_ ? value_ : text_;
  if (into.size() + text.size() > most_cell_bytes) {
    stream_->fail({"第 " + std::to_string(row_.number) + " 行的 " + column_letters(column_) +
                       " 列文字过长，不是正常表格",
                   "检查该单元格"});
    return;
  }
  into.append(text);
}

void RowsReader::begin_row(const Attributes& attributes) {
  const char* number = attributes.find("r");
  const int given = number == nullptr ? row_.number + 1 : std::atoi(number);
  if (given <= row_.number || given > most_rows) {
    stream_->fail({"文件损坏：行号次序不对", "用 WPS 或 Excel 打开并另存为 xlsx 后再导入"});
    return;
  }
  row_.number = given;
  row_.width = 0;
  row_.wide_merge = false;
  column_ = static_cast<std::size_t>(-1);
}

void RowsReader::begin_cell(const Attributes& attributes) {
  in_cell_ = true;
  value_.clear();
  text_.clear();
  const char* type = attributes.find("t");
  const char* style = attributes.find("s");
  const char* place = attributes.find("r");
  type_ = type == nullptr ? "n" : type;
  style_ = style == nullptr ? 0 : static_cast<std::size_t>(std::atoi(style));
  const auto column = place == nullptr ? std::optional<std::size_t>(column_ + 1) : column_of(place);
  if (!column || *column >= most_columns) {
    stream_->fail({"文件损坏：单元格位置不对", "用 WPS 或 Excel 打开并另存为 xlsx 后再导入"});
    column_ = 0;
    return;
  }
  column_ = *column;
}

void RowsReader::take_number(RawCell& cell) {
  cell.number = to_double(value_);
  if (!std::isfinite(cell.number)) cell.number = 0;
  cell.text = digits_of(value_, cell.number);
  const bool date = style_ < parts_.date_styles.size() && parts_.date_styles[style_];
  cell.kind = date ? CellKind::date : CellKind::number;
  // Serials of the 1904 system are brought to the 1900 one here, so that nothing above knows.
  if (date && parts_.from_1904) cell.number += 1462;
}

void RowsReader::end_cell() {
  in_cell_ = false;
  if (value_.empty() && text_.empty()) return;
  auto& cell = row_.at(column_);
  if (type_ == "s") {
    const auto index = static_cast<std::size_t>(std::strtoull(value_.c_str(), nullptr, 10));
    if (index >= parts_.strings.size()) {
      stream_->fail(
          {"文件损坏：单元格指向不存在的文字", "用 WPS 或 Excel 打开并另存为 xlsx 后再导入"});
      return;
    }
    cell.text.assign(parts_.strings.at(index));
    cell.kind = CellKind::text;
  } else if (type_ == "inlineStr") {
    cell.text = without_escapes(text_);
    cell.kind = CellKind::text;
  } else if (type_ == "n") {
    take_number(cell);
  } else if (type_ == "b") {
    cell.text = value_ == "1" ? "TRUE" : "FALSE";
    cell.kind = CellKind::text;
  } else {  // "str": a formula's text; "d": an ISO date; "e": an error
    cell.text = without_escapes(value_);
    cell.kind = type_ == "e" ? CellKind::error : CellKind::text;
  }
  if (cell.text.empty()) cell.kind = CellKind::empty;
}

void RowsReader::fill_merged() {
  std::erase_if(open_merges_,
                [&](const Filled& open) { return open.range.last_row < row_.number; });
  for (const auto& open : open_merges_) {
    if (row_.find(open.range.first_column) == nullptr && open.value.kind != CellKind::empty) {
      row_.at(open.range.first_column) = open.value;
    }
  }
  while (next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row_.number) {
    const auto& range = merges_[next_merge_++];
    if (range.first_row != row_.number) continue;  // its first row was empty and left out
    row_.wide_merge = row_.wide_merge || range.last_column >= range.first_column + 2;
    const auto* anchor = row_.find(range.first_column);
    if (range.last_row > range.first_row && anchor != nullptr) {
      if (open_merges_.size() == most_open_merges) {
        stream_->fail({"合并单元格互相重叠过多", "取消合并后再导入"});
        return;
      }
      open_merges_.push_back({range, *anchor});
    }
  }
}

void RowsReader::end_row() {
  fill_merged();
  if (!sink_(row_)) stream_->stop();
}

}  // namespace qidi::sheets
