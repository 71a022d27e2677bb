// The arithmetic of countdowns. Every due day in Qidi comes out of `counted`.
#include "domain/time/countdown.h"

#include <algorithm>
#include <cassert>

namespace qidi::domain {

namespace {

int days_taken(const Countdown& countdown, const WorkCalendar& calendar) {
  int taken = 0;
  for (const auto& pause : countdown.taken_out) {
    taken += countdown.limit.unit == LimitUnit::calendar_days
                 ? static_cast<int>((pause.to - pause.from).count())
                 : calendar.working_days_between(pause.from, pause.to);
  }
  return taken;
}

DueDay due_of(const Countdown& countdown, const WorkCalendar& calendar) {
  if (countdown.stated) {
    // domain.md 4.9: a stated day is due as stated; what is held or added later still moves it.
    const int moved = days_taken(countdown, calendar) + countdown.extended;
    if (moved == 0) return {*countdown.stated, false};
    return calendar.after(*countdown.stated, WorkingDays{moved});
  }
  const int taken = days_taken(countdown, calendar);
  switch (countdown.limit.unit) {
    case LimitUnit::working_days:
      return calendar.after(countdown.day_zero,
                            WorkingDays{countdown.limit.count + taken + countdown.extended});
    case LimitUnit::at_once:
      return calendar.after(countdown.day_zero, WorkingDays{taken + countdown.extended});
    case LimitUnit::calendar_days: {
      const auto rolled =
          calendar.after(countdown.day_zero, CalendarDays{countdown.limit.count + taken});
      if (countdown.extended == 0) return rolled;
      const auto due = calendar.after(rolled.day, WorkingDays{countdown.extended});
      return {due.day, due.provisional || rolled.provisional};
    }
  }
  assert(false);
  return {};
}

/// The first limit in working days: domain.md 5 measures the yellow line on it.
int first_limit_wd(const Countdown& countdown, const WorkCalendar& calendar) {
  if (countdown.stated) {
    return std::max(0, calendar.working_days_between(countdown.day_zero, *countdown.stated));
  }
  switch (countdown.limit.unit) {
    case LimitUnit::working_days:
      return countdown.limit.count;
    case LimitUnit::at_once:
      return 0;
    case LimitUnit::calendar_days:
      return calendar.working_days_between(
          countdown.day_zero,
          calendar.after(countdown.day_zero, CalendarDays{countdown.limit.count}).day);
  }
  assert(false);
  return 0;
}

}  // namespace

std::string_view name_of(LimitUnit unit) {
  switch (unit) {
    case LimitUnit::working_days:
      return "working_days";
    case LimitUnit::calendar_days:
      return "calendar_days";
    case LimitUnit::at_once:
      return "at_once";
  }
  return "";
}

std::optional<LimitUnit> limit_unit_from(std::string_view name) {
  for (const auto unit : {LimitUnit::working_days, LimitUnit::calendar_days, LimitUnit::at_once}) {
    if (name_of(unit) == name) return unit;
  }
  return std::nullopt;
}

int warning_days(int limit_wd) {
  return limit_wd >= 15 ? 3 : std::max(1, limit_wd / 5);
}

Countdown counted(Countdown countdown, const WorkCalendar& calendars) {
  const auto& calendar = calendars.in(countdown.answers.region);
  const auto due = due_of(countdown, calendar);
  countdown.due = due.day;
  countdown.provisional = due.provisional;
  countdown.warn =
      calendar.first_day_with_left(due.day, warning_days(first_limit_wd(countdown, calendar)));
  return countdown;
}

// 行政许可法 45:
// 依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在本节规定的 期限内。
// It speaks of the limits of 42 to 44 only; review, forwarding and issuing are never held.
bool can_stop(const Countdown& countdown, Day from) {
  return (countdown.kind == CountdownKind::promised ||
          countdown.kind == CountdownKind::statutory) &&
         countdown.due > from;
}

Countdown held(Countdown countdown, TakenOut pause, const WorkCalendar& calendar) {
  countdown.taken_out.push_back(pause);
  countdown.stopped = true;
  return counted(std::move(countdown), calendar);
}

Countdown released(Countdown countdown, Day to, const WorkCalendar& calendar) {
  assert(countdown.stopped && !countdown.taken_out.empty());
  countdown.taken_out.back().to = std::max(countdown.taken_out.back().from, to);
  countdown.stopped = false;
  return counted(std::move(countdown), calendar);
}

Countdown lengthened(Countdown countdown, WorkingDays added, const WorkCalendar& calendar) {
  countdown.extended += added.count;
  return counted(std::move(countdown), calendar);
}

std::vector<ExplainedDay> explain(const Countdown& countdown, const WorkCalendar& calendars) {
  const auto& calendar = calendars.in(countdown.answers.region);
  using Why = ExplainedDay::Why;
  std::vector<ExplainedDay> days;
  days.push_back({countdown.day_zero, Why::day_zero, 0, {}, false});
  const bool by_calendar = countdown.limit.unit == LimitUnit::calendar_days;
  const int target = countdown.limit.count + countdown.extended;
  int number = 0;
  for (Day day = countdown.day_zero + std::chrono::days{1}; day <= countdown.due;
       day += std::chrono::days{1}) {
    const auto* noticed = calendar.noticed(day);
    ExplainedDay line{day, Why::counted, 0,
                      noticed != nullptr ? std::string_view(noticed->name) : std::string_view(),
                      noticed != nullptr && noticed->kind == DayKind::make_up_workday};
    const bool works = calendar.is_working_day(day);
    const bool out = std::any_of(countdown.taken_out.begin(), countdown.taken_out.end(),
                                 [&](const TakenOut& p) { return p.from < day && day <= p.to; });
    if (!works && !(by_calendar && number < target)) {
      line.why = noticed != nullptr ? Why::day_off : Why::weekend;
    } else if (out) {
      line.why = Why::paused;
    } else {
      line.number = ++number;
    }
    if (day == countdown.due) line.why = Why::due;
    days.push_back(line);
  }
  return days;
}

}  // namespace qidi::domain
