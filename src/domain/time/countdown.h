// A countdown (时限): a limit that runs from a day zero, may be held by pauses and lengthened by an
// extension, and has a due day. Pure arithmetic on a calendar.
// Clauses: 行政许可法 42, 45, 82; 民法典 201, 203; domain.md 4; N6.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/time/work_calendar.h"

namespace qidi::domain {

/// In which days a limit is counted (domain.md 4.2). `at_once` is due on day zero itself.
enum class LimitUnit : std::uint8_t { working_days, calendar_days, at_once };
std::string_view name_of(LimitUnit unit);
std::optional<LimitUnit> limit_unit_from(std::string_view name);

/// A limit as the law or a promise states it.
struct Limit {
  LimitUnit unit = LimitUnit::working_days;
  int count = 0;
  auto operator<=>(const Limit&) const = default;
};

/// Days taken out of a countdown: (from, to], in the countdown's own unit (domain.md 4.3).
/// While a pause runs, `to` is the end by the plan.
struct TakenOut {
  Day from;
  Day to;
  auto operator<=>(const TakenOut&) const = default;
};

/// A running countdown with all that its due day rests on, so that anyone can count it again.
struct Countdown {
  CountdownKind kind{};
  Day day_zero;
  Limit limit;       ///< the first limit; the light's yellow line hangs on it
  int extended = 0;  ///< working days added (行政许可法 42)
  std::vector<TakenOut> taken_out;
  std::optional<Day> stated;  ///< a sheet's own due day, never rolled (domain.md 4.9)
  bool stopped = false;       ///< a pause holds it now
  Organ answers;
  Day due;
  Day warn;  ///< first yellow day
  bool provisional = false;
  bool operator==(const Countdown&) const = default;
};

/// Counts `due`, `warn` and `provisional` of a countdown from its other fields, by the calendar of
/// the organ that answers.
Countdown counted(Countdown countdown, const WorkCalendar& calendar);

/// domain.md 5: how many working days before the due day the light turns yellow, for a first limit
/// of `limit_wd` working days.
int warning_days(int limit_wd);

/// Whether a pause that starts on `from` stops this countdown: only promised and statutory ones,
/// and only with days left (domain.md 4.3: "It stops only what has days left (due > A)").
bool can_stop(const Countdown& countdown, Day from);

/// The countdown under a pause from `from` to (by the plan) `to`.
Countdown held(Countdown countdown, TakenOut pause, const WorkCalendar& calendar);
/// The countdown released on `to`: the last pause now ends there.
Countdown released(Countdown countdown, Day to, const WorkCalendar& calendar);
/// The countdown lengthened by working days (行政许可法 42).
Countdown lengthened(Countdown countdown, WorkingDays added, const WorkCalendar& calendar);

/// Why a due day is what it is: one line a day, for people. `explain` of interface.md.
struct ExplainedDay {
  Day day;
  enum class Why { day_zero, counted, day_off, weekend, paused, due } why{};
  int number = 0;         ///< the how-many-eth counted day
  std::string_view name;  ///< the holiday's name; lives as long as the calendar
  bool make_up = false;
};
std::vector<ExplainedDay> explain(const Countdown& countdown, const WorkCalendar& calendar);

}  // namespace qidi::domain
