// Days and instants as text, and between one another. The offset of +08:00 is the law's.
#include "domain/time/day.h"

#include <array>
#include <cstdio>

namespace qidi::domain {

namespace {

constexpr std::chrono::hours offset{8};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty()) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Day day_of(Instant instant) {
  return Day{std::chrono::floor<std::chrono::days>(instant.time_since_epoch() + offset)};
}

Instant start_of(Day day) {
  return Instant{day.time_since_epoch() - offset};
}

Day make_day(int year, unsigned month, unsigned day) {
  return Day{std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) /
                                     static_cast<int>(day)}};
}

int year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

unsigned weekday_of(Day day) {
  return std::chrono::weekday{day}.c_encoding();
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) return std::nullopt;
  return Day{std::chrono::local_days{date}};
}

std::string to_text(Day day) {
  const std::chrono::year_month_day date{day};
  std::array<char, 32> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text.substr(11, 2));
  const auto minute = digits(text.substr(14, 2));
  const auto second = digits(text.substr(17, 2));
  if (!day || !hour || !minute || !second || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  // A leap second (:60) is written into the next minute, as the civil day needs no finer grain.
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  auto rest = text.substr(19);
  if (!rest.empty() && rest.front() == '.') {
    std::size_t end = 1;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
    if (end == 1) return std::nullopt;
    rest.remove_prefix(end);
  }
  std::chrono::minutes shift{0};
  if (rest != "Z" && rest != "z") {
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') {
      return std::nullopt;
    }
    const auto hours = digits(rest.substr(1, 2));
    const auto minutes = digits(rest.substr(4, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    shift = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    if (rest[0] == '-') shift = -shift;
  }
  return Instant{day->time_since_epoch()} + std::chrono::hours{*hour} +
         std::chrono::minutes{*minute} + std::chrono::seconds{*second} - shift;
}

std::string to_text(Instant instant) {
  const Day day = day_of(instant);
  const auto within = std::chrono::hh_mm_ss{instant - start_of(day)};
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "T%02d:%02d:%02d+08:00", static_cast<int>(within.hours().count()),
      static_cast<int>(within.minutes().count()), static_cast<int>(within.seconds().count()));
  return to_text(day) + std::string(text.data(), static_cast<std::size_t>(length));
}

Day Month::first() const {
  return make_day(year, month, 1);
}

Day Month::last() const {
  return Day{std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) /
                                     std::chrono::last}};
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year, static_cast<unsigned>(*month)};
}

std::string to_text(Month month) {
  return to_text(month.first()).substr(0, 7);
}

}  // namespace qidi::domain
