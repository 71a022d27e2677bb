// Numbers of days, Excel serials, and Chinese numerals; dates written as text are in date_text.cpp.
#include "sheets/cell_value.h"

#include <charconv>
#include <cmath>

#include "sheets/cell_text.h"
#include "sheets/date_text.h"

namespace qidi::sheets {

namespace {

using domain::Day;
using MaybeDay = std::optional<Day>;

/// The value of one Chinese digit that starts at `i`, or nothing; `i` moves behind it.
std::optional<int> chinese_digit(const std::string& text, std::size_t& i) {
  static constexpr const char* digits[] = {"〇", "一", "二", "三", "四",
                                           "五", "六", "七", "八", "九"};
  for (int value = 0; value < 10; ++value) {
    if (text.compare(i, 3, digits[value]) == 0) {
      i += 3;
      return value;
    }
  }
  for (const char* zero : {"○", "零"}) {
    if (text.compare(i, 3, zero) == 0) {
      i += 3;
      return 0;
    }
  }
  return std::nullopt;
}

bool is_ten(const std::string& text, std::size_t i) {
  return text.compare(i, 3, "十") == 0;
}

/// A serial's day. Serial 60 is 29 February 1900, which Excel counts though it never was.
Result<MaybeDay, CellProblem> serial_day(double serial) {
  const auto whole = static_cast<long long>(std::floor(serial));
  if (whole == 0) return MaybeDay{};
  if (whole == 60 || whole < 0 || whole > 2958465) {
    return Unexpected{CellProblem{"日期序号 " + std::to_string(whole) + " 不是真实的日期",
                                  "按 2022-08-31 的样子填写"}};
  }
  const auto day_before = domain::make_day(1899, 12, whole > 60 ? 30U : 31U);
  return plausible(day_before + std::chrono::days{whole});
}

Result<MaybeDay, CellProblem> day_of_number(const RawCell& cell) {
  if (cell.kind == CellKind::date) return serial_day(cell.number);
  if (cell.number == 0) return MaybeDay{};
  if (cell.number >= 20000 && cell.number <= 80000) return serial_day(cell.number);
  return day_of_text(cell.text);
}

std::optional<int> leading_number(std::string_view text, std::size_t& end) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  end = static_cast<std::size_t>(read.ptr - text.data());
  return value;
}

}  // namespace

std::string with_digits(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (is_ten(text, i)) {
      // 十, 十五, 二十, 二十五: the tens stand in `out` already when a digit came before.
      const bool tens = !out.empty() && out.back() >= '0' && out.back() <= '9';
      if (!tens) out += '1';
      i += 3;
      const auto units = chinese_digit(text, i);
      out += static_cast<char>('0' + units.value_or(0));
    } else if (const auto digit = chinese_digit(text, i)) {
      out += static_cast<char>('0' + *digit);
    } else {
      out += text[i++];
    }
  }
  return out;
}

Result<MaybeDay, CellProblem> day_in(const RawCell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      return MaybeDay{};
    case CellKind::number:
    case CellKind::date:
      return day_of_number(cell);
    case CellKind::error:
      if (stands_for_nothing(cell.text)) return MaybeDay{};
      return Unexpected{
          CellProblem{"单元格的公式出错（" + cell.text + "）", "改正公式，或直接填写日期"}};
    case CellKind::text:
      if (stands_for_nothing(cell.text)) return MaybeDay{};
      return day_of_text(cell.text);
  }
  return MaybeDay{};
}

Result<std::optional<int>, CellProblem> days_in(const RawCell& cell) {
  using Days = std::optional<int>;
  if (cell.kind == CellKind::empty || stands_for_nothing(cell.text)) return Days{};
  const CellProblem unreadable{"“" + normalised(cell.text) + "”不是工作日数",
                               "只填整数，例如 20；当场办结的填 0"};
  if (cell.kind == CellKind::number || cell.kind == CellKind::date) {
    if (cell.number < 0 || cell.number > 3660 || cell.number != std::floor(cell.number)) {
      return Unexpected{unreadable};
    }
    return Days{static_cast<int>(cell.number)};
  }
  const auto text = with_digits(comparable(cell.text));
  for (const char* at_once : {"即办", "即办件", "当场办结", "即时办结", "立即办理", "当场"}) {
    if (text == at_once) return Days{0};
  }
  std::size_t end = 0;
  const auto value = leading_number(text, end);
  if (!value || *value < 0 || *value > 3660) return Unexpected{unreadable};
  const auto unit = text.substr(end);
  for (const char* known : {"", ".0", ".00", "天", "日", "个工作日", "工作日", "个工作天", "工作天",
                            "个", "d", "wd", "(工作日)", "(个工作日)", "(天)", "(日)"}) {
    if (unit == known) return Days{*value};
  }
  return Unexpected{unreadable};
}

}  // namespace qidi::sheets
