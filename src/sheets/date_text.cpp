// Reading of dates by their three parts and the marks between them.
#include "sheets/date_text.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "sheets/cell_text.h"

namespace qidi::sheets {

namespace {

using domain::Day;
using MaybeDay = std::optional<Day>;
using DayResult = Result<MaybeDay, CellProblem>;

constexpr const char* shape = "按 2022-08-31 的样子填写";

DayResult refuse(const std::string& shown, std::string_view why, std::string_view mend = shape) {
  return Unexpected{CellProblem{"“" + shown + "”" + std::string(why), std::string(mend)}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The parts of a date text: runs of digits, runs of letters, and what stands between.
struct Part {
  enum class Kind { digits, letters, mark } kind;
  std::string_view text;
};

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < text.size();) {
    const auto start = i;
    auto kind = Part::Kind::mark;
    if (is_digit(text[i])) {
      kind = Part::Kind::digits;
      while (i < text.size() && is_digit(text[i])) ++i;
    } else if (is_letter(text[i])) {
      kind = Part::Kind::letters;
      while (i < text.size() && is_letter(text[i])) ++i;
    } else {
      while (i < text.size() && !is_digit(text[i]) && !is_letter(text[i])) ++i;
    }
    parts.push_back({kind, text.substr(start, i - start)});
  }
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

int number(std::string_view digits) {
  return digits.size() > 8 ? -1 : std::atoi(std::string(digits).c_str());
}

std::optional<unsigned> english_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> names{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  std::string low;
  for (const char c : word) low += static_cast<char>(c | 0x20);
  if (low == "sept") return 9;
  for (unsigned i = 0; i < names.size(); ++i) {
    if (low == names[i] || low == names[i].substr(0, 3)) return i + 1;
  }
  return std::nullopt;
}

/// "11" is 2011 and "98" is 1998: sheets of this century's programme reach back to the fifties.
int full_year(int two_digits) {
  return two_digits + (two_digits < 50 ? 2000 : 1900);
}

DayResult made(const std::string& shown, int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || month > 12 || day < 1 || !date.ok()) return refuse(shown, "不是真实存在的日期");
  return plausible(Day{std::chrono::local_days{date}});
}

/// Whether what follows the day is only a time, an offset, a weekday or a closing mark.
bool is_time_or_weekday(std::string_view rest) {
  rest = trimmed(rest);
  if (rest.empty()) return true;
  for (const std::string_view word : {"(星期", "星期", "(周", "周"}) {
    if (rest.substr(0, word.size()) == word) return rest.size() <= word.size() + 6;
  }
  if (rest == "." || rest == "。" || rest == "," || rest == "前" || rest == "止") return true;
  for (const std::string_view word : {"上午", "下午", "中午", "晚上", "凌晨"}) {
    if (rest.substr(0, word.size()) == word) rest = trimmed(rest.substr(word.size()));
  }
  if (rest.empty()) return true;
  if (rest.front() == 'T' || rest.front() == 't') rest.remove_prefix(1);
  if (rest.empty() || !is_digit(rest.front())) return false;
  if (rest.find_first_of(":时点") == std::string_view::npos) return false;
  for (const std::string_view mark : {"年", "月", "至", "~", "/"}) {
    if (rest.find(mark) != std::string_view::npos) return false;
  }
  return true;
}

/// 20220831, 20220831103000, with or without a time behind.
DayResult day_of_digits(const std::string& shown, std::string_view digits, std::string_view rest) {
  const bool with_time = digits.size() == 14 || digits.size() == 12;
  if ((digits.size() != 8 && !with_time) || !is_time_or_weekday(rest)) {
    return refuse(shown, "看不出是哪一天");
  }
  return made(shown, number(digits.substr(0, 4)), number(digits.substr(4, 2)),
              number(digits.substr(6, 2)));
}

/// 15-Feb-11, 15 Feb 2011, Feb 15, 2011.
DayResult day_with_english_month(const std::string& shown, const std::vector<Part>& parts) {
  std::vector<int> numbers;
  std::optional<unsigned> month;
  std::size_t year_length = 0;
  for (std::size_t i = 0; i < parts.size() && (numbers.size() < 2 || !month); ++i) {
    if (parts[i].kind == Part::Kind::letters) {
      month = english_month(parts[i].text);
      if (!month) return refuse(shown, "看不出是哪一天");
    } else if (parts[i].kind == Part::Kind::digits) {
      numbers.push_back(number(parts[i].text));
      year_length = parts[i].text.size();
    }
  }
  if (!month || numbers.size() < 2) return refuse(shown, "看不出是哪一天");
  const int year = year_length == 2 ? full_year(numbers[1]) : numbers[1];
  return made(shown, year, static_cast<int>(*month), numbers[0]);
}

/// 31/08/2022 and 08/31/2022: only where no second reading is possible.
DayResult day_with_year_last(const std::string& shown, int first, int second, int year) {
  if (first > 12 && second <= 12) return made(shown, year, second, first);
  if (second > 12 && first <= 12) return made(shown, year, first, second);
  if (first == second) return made(shown, year, first, second);
  if (first > 12 && second > 12) return refuse(shown, "不是真实存在的日期");
  return refuse(shown, "日、月的先后不明");
}

bool is_mark_between(std::string_view mark) {
  static constexpr std::array<std::string_view, 11> marks{"-",  ".", "/",  "年", "月", " ",
                                                          "、", "_", "\\", "–",  "。"};
  mark = trimmed(mark);
  if (mark.empty()) return true;
  for (const auto known : marks) {
    if (mark == known) return true;
  }
  return false;
}

DayResult day_of_three(const std::string& shown, std::string_view text,
                       const std::vector<Part>& parts) {
  const auto &first = parts[0].text, &second = parts[2].text, &third = parts[4].text;
  if (!is_mark_between(parts[1].text) || !is_mark_between(parts[3].text)) {
    return refuse(shown, "看不出是哪一天");
  }
  auto rest = text.substr(static_cast<std::size_t>(third.data() + third.size() - text.data()));
  rest = trimmed(rest);
  for (const std::string_view mark : {"日", "号"}) {
    if (rest.substr(0, mark.size()) == mark) rest.remove_prefix(mark.size());
  }
  if (!is_time_or_weekday(rest)) return refuse(shown, "不止一个日期，或日期后另有文字");
  const bool chinese = parts[1].text.find("年") != std::string_view::npos;
  if (first.size() == 4 && second.size() <= 2 && third.size() <= 2) {
    return made(shown, number(first), number(second), number(third));
  }
  if (chinese && first.size() == 2) {
    return made(shown, full_year(number(first)), number(second), number(third));
  }
  if (first.size() <= 2 && second.size() <= 2 && third.size() == 4) {
    return day_with_year_last(shown, number(first), number(second), number(third));
  }
  return refuse(shown, "看不出是哪一天");
}

}  // namespace

DayResult plausible(Day day) {
  const int year = domain::year_of(day);
  if (year >= 1980 && year <= 2099) return MaybeDay{day};
  return refuse(domain::to_text(day), "的年份不合情理", "检查年份是否写错");
}

DayResult day_of_text(const std::string& text) {
  const auto shown = normalised(text);
  const auto plain = with_digits(half_width(text));
  const auto parts = parts_of(plain);
  if (parts.empty()) return refuse(shown, "不是日期");
  if (parts[0].kind == Part::Kind::digits) {
    const auto first = parts[0].text;
    if (first.size() >= 8) {
      return day_of_digits(shown, first, std::string_view(plain).substr(first.size()));
    }
    // 43629 typed or exported as text: the serial that lost its format.
    if (parts.size() == 1 || (parts.size() == 3 && parts[1].text == ".")) {
      const double serial = std::strtod(plain.c_str(), nullptr);
      if (first.size() == 5 && serial >= 20000 && serial <= 80000) {
        RawCell cell;
        cell.kind = CellKind::date;
        cell.number = serial;
        return day_in(cell);
      }
    }
  }
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) {
    if (parts[i].kind == Part::Kind::letters && parts[i].text.size() >= 3) {
      return day_with_english_month(shown, parts);
    }
  }
  if (parts.size() >= 5 && parts[0].kind == Part::Kind::digits &&
      parts[2].kind == Part::Kind::digits && parts[4].kind == Part::Kind::digits) {
    return day_of_three(shown, plain, parts);
  }
  const bool year_and_month = parts.size() >= 3 && parts[0].kind == Part::Kind::digits &&
                              parts[0].text.size() == 4 && parts[2].kind == Part::Kind::digits;
  if (year_and_month) return refuse(shown, "只有年和月，缺日");
  return refuse(shown, "不是日期");
}

}  // namespace qidi::sheets
