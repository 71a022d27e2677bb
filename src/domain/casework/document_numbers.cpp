// Taken apart from its end: 号, the count, the year in its bracket, the mark.
#include "domain/casework/document_numbers.h"

#include <charconv>
#include <tuple>

namespace qidi::domain {

namespace {

constexpr std::string_view opening = "〔";
constexpr std::string_view closing = "〕";
constexpr std::string_view ending = "号";

template <class Number>
std::optional<Number> whole_number(std::string_view digits) {
  Number number{};
  const auto* end = digits.data() + digits.size();
  const auto [stop, failed] = std::from_chars(digits.data(), end, number);
  if (failed != std::errc{} || stop != end || number < 1) return std::nullopt;
  return number;
}

}  // namespace

std::optional<DocumentNumber> document_number_from(std::string_view text) {
  if (!text.ends_with(ending)) return std::nullopt;
  text.remove_suffix(ending.size());
  const auto open = text.rfind(opening);
  const auto close = text.rfind(closing);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::nullopt;
  }
  const auto year =
      whole_number<int>(text.substr(open + opening.size(), close - open - opening.size()));
  const auto digits = text.substr(close + closing.size());
  const auto count = whole_number<long long>(digits);
  constexpr int earliest = 1949;
  constexpr int latest = 9999;
  constexpr long long most = 999'999'999;  // what comes next must still be a number
  if (!year || *year < earliest || *year > latest || !count || *count > most) return std::nullopt;
  return DocumentNumber{std::string(text.substr(0, open)), *year, *count, digits.size()};
}

std::string to_text(const DocumentNumber& number) {
  auto digits = std::to_string(number.count);
  if (digits.size() < number.digits) digits.insert(0, number.digits - digits.size(), '0');
  return number.mark + std::string(opening) + std::to_string(number.year) + std::string(closing) +
         digits + std::string(ending);
}

NumbersShown numbers_shown(const std::vector<std::string>& given, int year) {
  NumbersShown shown;
  if (given.empty()) return shown;
  std::optional<DocumentNumber> last;
  for (const auto& text : given) {
    auto number = document_number_from(text);
    if (!number) continue;
    const bool is_of_series = !last || number->mark == last->mark;
    const bool is_later =
        !last || std::tie(number->year, number->count) > std::tie(last->year, last->count);
    if (is_of_series && is_later) last = std::move(number);
  }
  shown.last = last ? to_text(*last) : given.front();
  if (!last) return shown;
  auto next = *last;
  // Written as 12 it is merely two long; only leading noughts tell of a width.
  if (std::to_string(next.count).size() == next.digits) next.digits = 0;
  next.count = next.year == year ? next.count + 1 : 1;
  next.year = year;
  shown.next = to_text(next);
  return shown;
}

}  // namespace qidi::domain
