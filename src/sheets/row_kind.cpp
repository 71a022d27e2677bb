// The signs by which rows that are no cases are known.
#include "sheets/row_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sheets/cell_text.h"

namespace qidi::sheets {

namespace {

struct Filled {
  std::size_t column;
  std::string text;  // comparable
};

std::vector<Filled> filled_cells(const RawRow& row) {
  std::vector<Filled> cells;
  for (std::size_t i = 0; i < row.width; ++i) {
    const auto* cell = row.find(i);
    if (cell == nullptr) continue;
    auto text = comparable(cell->text);
    if (!text.empty()) cells.push_back({i, std::move(text)});
  }
  return cells;
}

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_total(std::string_view text) {
  static constexpr std::array<std::string_view, 6> words{"小计", "合计", "总计",
                                                         "共计", "累计", "汇总"};
  for (const auto word : words) {
    if (text == word || ends_with(text, word)) return true;
    // 合计(12件), 合计12: the word, then figures; not 汇总分析平台建设项目.
    if (begins_with(text, word)) {
      const auto next = text.substr(word.size(), 1);
      if (next == "(" || next == "," || is_all_digits(next)) return true;
    }
  }
  return text == "total" || text == "subtotal" || text == "grandtotal" || text == "sum";
}

bool is_note(std::string_view text) {
  static constexpr std::array<std::string_view, 14> beginnings{
      "注(",    "注1",      "注、",     "填表人",   "填报人",     "制表人",   "制表单位",
      "审核人", "填报单位", "填表单位", "填报日期", "单位负责人", "填表说明", "联系电话"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](auto beginning) { return begins_with(text, beginning); });
}

/// "注：…" and "说明：…" by their colon, which `comparable` drops.
bool is_marked_note(const RawRow& row, std::size_t column) {
  const auto text = half_width(row.find(column)->text);
  for (const std::string_view word : {"注:", "备注:", "说明:", "附注:", "注 :"}) {
    if (begins_with(text, word)) return true;
  }
  return false;
}

bool repeats(const std::vector<Filled>& cells, const Header& header) {
  if (cells.size() < 2) return false;
  for (const auto& printed : header.printed) {
    const bool same = std::all_of(cells.begin(), cells.end(), [&](const Filled& cell) {
      return cell.column < printed.size() && printed[cell.column] == cell.text;
    });
    if (same) return true;
  }
  return false;
}

/// 1, 2, 3, … in every filled cell, after 甲, 乙 or 栏次 at most.
bool is_numbering(const std::vector<Filled>& cells) {
  int expected = 0;
  int numbered = 0;
  for (const auto& cell : cells) {
    if (cell.text == "栏次" || cell.text == "甲" || cell.text == "乙" || cell.text == "丙")
      continue;
    auto digits = std::string_view(cell.text);
    if (digits.size() > 2 && digits.front() == '(' && digits.back() == ')') {
      digits = digits.substr(1, digits.size() - 2);
    }
    if (!is_all_digits(digits) || digits.size() > 3) return false;
    const int value = std::stoi(std::string(digits));
    if (numbered > 0 && value != expected) return false;
    if (numbered == 0 && value > 2) return false;
    expected = value + 1;
    ++numbered;
  }
  return numbered >= 3;
}

bool is_identity(Field field) {
  return field == Field::case_id || field == Field::project_code || field == Field::project_name;
}

/// "北京市(82所)", "第二季度(共15件)": a title that states its own count.
bool states_a_count(std::string_view text) {
  if (!ends_with(text, ")")) return false;
  for (const std::string_view unit : {"所)", "件)", "项)", "个)", "家)"}) {
    const auto before = text.substr(0, text.size() - std::min(text.size(), unit.size()));
    if (ends_with(text, unit) && !before.empty() && is_all_digits(before.substr(before.size() - 1)))
      return true;
  }
  return false;
}

/// A row with one filled cell. A lone project name may be a case that somebody forgot to fill in;
/// it is handed on, and refused there with a reason. A lone number is somebody's count.
bool is_lone_heading(const RawRow& row, const Filled& cell, const Header& header) {
  if (row.wide_merge || states_a_count(cell.text)) return true;
  for (const auto& use : header.columns) {
    if (use.column == cell.column && is_identity(use.field)) return is_all_digits(cell.text);
  }
  return true;
}

bool is_empty(const RawRow& row, std::size_t column) {
  const auto* cell = row.find(column);
  return cell == nullptr || stands_for_nothing(cell->text);
}

/// Whether the day of receipt is filled with a date cell or four digits and more: then the row is
/// a case, and nothing else needs asking. Nearly all rows end here.
bool has_plain_day(const RawRow& row, const Header& header) {
  for (const auto& use : header.columns) {
    if (use.field != Field::received) continue;
    const auto* cell = row.find(use.column);
    if (cell == nullptr) return false;
    return cell->kind == CellKind::date ||
           (cell->text.size() >= 4 && is_all_digits(std::string_view(cell->text).substr(0, 4)));
  }
  return false;
}

}  // namespace

RowKind kind_of(const RawRow& row, const Header& header) {
  if (has_plain_day(row, header)) return RowKind::ledger_row;
  const auto cells = filled_cells(row);
  if (cells.empty()) return RowKind::blank;
  if (repeats(cells, header)) return RowKind::repeated_header;
  bool anything_taken = false;
  bool received = false;
  for (const auto& use : header.columns) {
    const bool filled = !is_empty(row, use.column);
    anything_taken = anything_taken || filled;
    received = received || (filled && use.field == Field::received);
  }
  // Numbered lines that nobody filled in, or group titles in a column that means nothing to us.
  if (!anything_taken) return RowKind::heading;
  if (cells.size() == 1 && is_lone_heading(row, cells.front(), header)) {
    return is_total(cells.front().text) ? RowKind::subtotal : RowKind::heading;
  }
  if (is_numbering(cells)) return RowKind::numbering;
  if (received) return RowKind::ledger_row;
  for (std::size_t i = 0; i < cells.size() && i < 3; ++i) {
    if (is_total(cells[i].text)) return RowKind::subtotal;
  }
  if (is_note(cells.front().text) || is_marked_note(row, cells.front().column)) {
    return RowKind::heading;
  }
  return RowKind::ledger_row;
}

}  // namespace qidi::sheets
