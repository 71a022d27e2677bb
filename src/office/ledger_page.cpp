// Rows wrapped with arithmetic; cursors as base64url with a check sum, so that a mistyped or cut
// one is told from a good one. It is no secret and no proof: a forged one only chooses a place.
#include "office/ledger_page.h"

#include <array>
#include <charconv>

#include "office/answer_query.h"

namespace qidi::office {

namespace {

constexpr std::array<std::string_view, 6> sort_names{"due",   "received", "accepted",
                                                     "ended", "region",   "matter"};

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encoded(std::string_view bytes) {
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += digits[(held >> bits) & 63U];
    }
    held &= (1U << bits) - 1;
  }
  if (bits > 0) text += digits[(held << (6 - bits)) & 63U];
  return text;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char digit : text) {
    const auto value = digits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6U) | static_cast<unsigned>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 0xFFU);
    }
    held &= (1U << bits) - 1;
  }
  if (held != 0) return std::nullopt;
  return bytes;
}

/// FNV-1a: notices accidents only.
std::uint32_t check_sum(std::string_view bytes) {
  std::uint32_t sum = 2166136261U;
  for (const char byte : bytes) sum = (sum ^ static_cast<unsigned char>(byte)) * 16777619U;
  return sum;
}

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The text up to the next bar, which is taken away with it.
std::string_view field_of(std::string_view& rest) {
  const auto bar = rest.find('|');
  const auto field = rest.substr(0, bar);
  rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  return field;
}

}  // namespace

Result<LedgerPageRows, Fault> ledger_page(LedgerView& view, const RuleBook& rules,
                                          const LedgerPageQuery& query) {
  QIDI_TRY(page, view.page(query));
  LedgerPageRows rows;
  rows.rows.reserve(page.lines.size());
  for (auto& line : page.lines) {
    const auto shown = row_of(line, rules, query.as_of);
    const auto light = shown.light;
    const auto days_left = shown.days_left;
    rows.rows.push_back({std::move(line), light, days_left});
  }
  if (page.next) rows.next = to_text(*page.next);
  return rows;
}

namespace {

/// The narrower of two prefixes; nothing when neither is the other's beginning.
void narrow_region(LedgerQuery& query, const std::string& prefix) {
  if (prefix.starts_with(query.region_prefix)) {
    query.region_prefix = prefix;
  } else if (!query.region_prefix.starts_with(prefix)) {
    query.nothing = true;
  }
}

void narrow_text(LedgerQuery& query, std::string& asked, const std::string& within) {
  if (asked.empty()) asked = within;
  if (asked != within) query.nothing = true;
}

}  // namespace

void narrow(LedgerQuery& query, const domain::Reach& reach) {
  switch (reach.kind) {
    case domain::Reach::Kind::nothing:
      query.nothing = true;
      break;
    case domain::Reach::Kind::everything:
      break;
    case domain::Reach::Kind::region:
      narrow_region(query, reach.region_prefix);
      break;
    case domain::Reach::Kind::organ:
      narrow_region(query, reach.region_prefix);
      query.line = reach.line;
      if (!reach.line) narrow_text(query, query.department, reach.department);
      break;
    case domain::Reach::Kind::unit:
      narrow_text(query, query.unit_code, reach.unit_code);
      break;
  }
}

std::string to_text(const PageCursor& cursor) {
  // sort|direction|day|case|text, the sum before it; the text comes last, for it may hold anything.
  std::string bytes(name_of(cursor.sort));
  bytes += cursor.descending ? "|d|" : "|a|";
  if (cursor.day) bytes += std::to_string(cursor.day->time_since_epoch().count());
  bytes += '|' + std::to_string(cursor.case_no) + '|' + cursor.text;
  return encoded(std::to_string(check_sum(bytes)) + '|' + bytes);
}

Result<PageCursor, BadCursor> cursor_from(std::string_view text, LedgerSort sort, bool descending) {
  const auto garbage = [] { return Unexpected{BadCursor{"cursor 无法识别，请从第一页重新取"}}; };
  const auto bytes = decoded(text);
  if (!bytes) return garbage();
  std::string_view rest = *bytes;
  const auto sum = number_from<std::uint32_t>(field_of(rest));
  if (!sum || *sum != check_sum(rest)) return garbage();
  const auto its_sort = ledger_sort_from(field_of(rest));
  const auto direction = field_of(rest);
  const auto day = field_of(rest);
  const auto case_no = number_from<std::int64_t>(field_of(rest));
  if (!its_sort || (direction != "a" && direction != "d") || !case_no) return garbage();
  PageCursor cursor{*its_sort, direction == "d", std::string(rest), std::nullopt, *case_no};
  if (!day.empty()) {
    const auto number = number_from<std::int32_t>(day);
    if (!number) return garbage();
    cursor.day = domain::Day{std::chrono::days{*number}};
    if (*cursor.day < domain::beginning_of_days || *cursor.day > domain::end_of_days) {
      return garbage();
    }
  }
  if (cursor.sort != sort || cursor.descending != descending) {
    return Unexpected{BadCursor{"cursor 属于另一种排序，请从第一页重新取"}};
  }
  return cursor;
}

std::string_view name_of(LedgerSort sort) {
  return sort_names[static_cast<std::size_t>(sort)];
}

std::optional<LedgerSort> ledger_sort_from(std::string_view name) {
  for (std::size_t i = 0; i < sort_names.size(); ++i) {
    if (sort_names[i] == name) return static_cast<LedgerSort>(i);
  }
  return std::nullopt;
}

}  // namespace qidi::office
