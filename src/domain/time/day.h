// Days, instants and lengths of time as the law counts them. A day is a civil day at +08:00; an
// instant is a moment on the machine's clock; the two never mix except through `day_of`.
// China has one offset and no summer time, so the offset is a constant of the law, not a zone.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace qidi::domain {

/// A civil day at +08:00, the unit of every countdown.
using Day = std::chrono::local_days;
/// A moment, in seconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_seconds;

/// A number of working days (工作日, 行政许可法 82). Never added to a day except by WorkCalendar.
struct WorkingDays {
  int count = 0;
  auto operator<=>(const WorkingDays&) const = default;
};

/// A number of calendar days (日 where a special law says so).
struct CalendarDays {
  int count = 0;
  auto operator<=>(const CalendarDays&) const = default;
};

/// The civil day at +08:00 on which an instant falls.
Day day_of(Instant instant);
/// The first instant of a civil day at +08:00.
Instant start_of(Day day);

/// Reads "YYYY-MM-DD"; nothing when the text is another shape or no real day.
std::optional<Day> parse_day(std::string_view text);
/// Writes "YYYY-MM-DD".
std::string to_text(Day day);
/// Reads RFC 3339 with seconds ("2022-10-01T08:00:00+08:00", "...Z"); nothing when malformed.
std::optional<Instant> parse_instant(std::string_view text);
/// Writes RFC 3339 at +08:00.
std::string to_text(Instant instant);

/// Builds a day from its parts; for constants whose parts are known to be right.
Day make_day(int year, unsigned month, unsigned day);
int year_of(Day day);
/// "Fri" and the like are for people: 0 is Sunday, 6 is Saturday.
unsigned weekday_of(Day day);

/// A civil month; `first` and `last` are its first and last day.
struct Month {
  int year = 0;
  unsigned month = 0;
  Day first() const;
  Day last() const;
  auto operator<=>(const Month&) const = default;
};
std::optional<Month> parse_month(std::string_view text);
std::string to_text(Month month);

/// Earlier than every real day and later than every real day: open ends of intervals.
inline constexpr Day beginning_of_days = Day{std::chrono::days{-719528}};  // 0000-01-01
inline constexpr Day end_of_days = Day{std::chrono::days{2932896}};        // 9999-12-31

}  // namespace qidi::domain
