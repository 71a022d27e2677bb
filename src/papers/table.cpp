// Ruled tables over pages: the head comes again on each, rows stay whole, cells wrap. A row longer
// than a page (only a hostile or broken name makes one) is cut between lines.
#include <algorithm>

#include "papers/flow.h"
#include "papers/plain_text.h"

namespace qidi::papers {

namespace {

constexpr double side_padding = 2.2;
constexpr double row_padding = 2.6;
constexpr double hair = 0.5;
constexpr double digit_width = 0.62;  ///< of a bold face's digits, in ems

/// One row, broken into lines but not yet drawn.
struct SetRow {
  std::vector<Lines> cells;
  int lines = 1;
};

class TableSetter {
 public:
  TableSetter(Flow& flow, const Table& table) : flow_(flow), table_(table) {
    pitch_ = table.size * 1.3;
    share_width();
    for (const auto& column : table.columns) {
      head_.cells.push_back(cell(column.title, Role::heading, Align::centre, head_.cells.size()));
      head_.lines = std::max(head_.lines, head_.cells.back().count());
    }
  }

  void set() {
    caption();
    draw(head_, 0, head_.lines);
    for (const auto& row : table_.rows) put(broken(row));
  }

 private:
  /// Figures are never broken: a column of them is at least as wide as its longest. What is left
  /// goes to the others by their shares.
  void share_width() {
    const auto& columns = table_.columns;
    std::vector<double> least(columns.size(), 0);
    for (const auto& row : table_.rows) {
      for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        if (columns[i].align != Align::right) continue;
        const auto letters = static_cast<double>(characters_of(row.cells[i]).size());
        least[i] = std::max(least[i], letters * digit_width * table_.size + 2 * side_padding + 1);
      }
    }
    double shares = 0;
    for (const auto& column : columns) shares += column.width;
    double fixed = 0;
    double open_shares = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      widths_.push_back(flow_.width() * columns[i].width / shares);
      if (least[i] > widths_[i]) {
        fixed += least[i];
      } else {
        open_shares += columns[i].width;
        least[i] = 0;
      }
    }
    const double left = std::max(flow_.width() - fixed, flow_.width() / 4);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      widths_[i] = least[i] > 0 ? least[i] : left * columns[i].width / open_shares;
    }
  }

  double height(int lines) const { return lines * pitch_ + 2 * row_padding; }

  Lines cell(const std::string& text, Role role, Align align, std::size_t column) {
    Style style;
    style.role = role;
    style.size = table_.size;
    style.align = align;
    return flow_.press().set_text(text, style, widths_[column] - 2 * side_padding);
  }

  SetRow broken(const TableRow& row) {
    SetRow set;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const auto align = table_.columns[i].align;
      const auto role = row.strong              ? Role::heading
                        : align == Align::right ? Role::digits
                                                : Role::body;
      set.cells.push_back(cell(i < row.cells.size() ? row.cells[i] : "", role, align, i));
      set.lines = std::max(set.lines, set.cells.back().count());
    }
    return set;
  }

  void caption() {
    const double caption_pitch = table_.caption.empty() ? 0 : 26;
    flow_.need(caption_pitch + height(head_.lines) + 2 * height(1));
    if (table_.caption.empty()) return;
    Style style;
    style.role = Role::heading;
    style.size = 14;
    style.align = Align::centre;
    const auto words = flow_.press().set_text(table_.caption, style, flow_.width());
    flow_.lines(words, caption_pitch);
  }

  void new_page() {
    flow_.new_page();
    draw(head_, 0, head_.lines);
  }

  void put(const SetRow& row) {
    if (height(row.lines) <= flow_.room()) return draw(row, 0, row.lines);
    const double fresh = flow_.block_height() - height(head_.lines);
    if (height(row.lines) <= fresh) {
      new_page();
      return draw(row, 0, row.lines);
    }
    for (int from = 0; from < row.lines;) {
      const int fit = static_cast<int>((flow_.room() - 2 * row_padding) / pitch_);
      if (fit < 1) {
        new_page();
        continue;
      }
      const int count = std::min(fit, row.lines - from);
      draw(row, from, count);
      from += count;
    }
  }

  /// Lines `from` to `from + count` of a row, framed; a whole row's cells are centred vertically.
  void draw(const SetRow& row, int from, int count) {
    auto& press = flow_.press();
    const double top = flow_.y;
    const double tall = height(count);
    double x = flow_.left();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto& lines = row.cells[i];
      const int own = std::min(lines.count() - from, count);
      const bool whole = from == 0 && count == row.lines;
      double y = top + row_padding + (whole ? (count - own) * pitch_ / 2 : 0);
      for (int k = 0; k < own; ++k, y += pitch_) {
        press.draw(lines, from + k, x + side_padding, y, pitch_);
      }
      press.frame(x, top, widths_[i], tall, hair);
      x += widths_[i];
    }
    flow_.y += tall;
  }

  Flow& flow_;
  const Table& table_;
  double pitch_ = 0;
  std::vector<double> widths_;
  SetRow head_;
};

}  // namespace

void set_table(Flow& flow, const Table& table) {
  if (table.columns.empty()) return;
  TableSetter(flow, table).set();
}

}  // namespace qidi::papers
