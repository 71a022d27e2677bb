// Invariants of a case as it stands and of its rows.
#include "simulate/invariants.h"

#include <algorithm>
#include <set>

#include "domain/time/light.h"
#include "month_count.h"

namespace qidi::simulate {

using namespace domain;

namespace {

constexpr std::chrono::days one{1};

/// Days by the notices and the week alone, without the calendar's own tables.
bool works(Day day, const WorkCalendar& calendar) {
  if (const auto* noticed = calendar.noticed(day)) return noticed->kind == DayKind::make_up_workday;
  return weekday_of(day) != 0 && weekday_of(day) != 6;
}

std::string named(const Countdown& c) {
  return std::string(name_of(c.kind)) + " from " + to_text(c.day_zero) + " due " + to_text(c.due);
}

/// domain.md 3, "Running": which kinds a state may carry.
std::set<CountdownKind> allowed_in(const ApprovalCase& current) {
  using K = CountdownKind;
  std::set<K> kinds{K::obligation, K::overdue_reason};
  const bool below = current.power != PowerAbove::none && !current.forwarded;
  switch (current.state) {
    case CaseState::in_review:
      if (current.power != PowerAbove::plain || !below) kinds.insert(K::initial_review);
      if (below) kinds.insert(K::forward);
      break;
    case CaseState::waiting_for_unit:
      kinds.insert(K::correction);
      break;
    case CaseState::deciding:
    case CaseState::paused:
      kinds.insert(K::statutory);
      if (below) {
        kinds.insert(K::forward);
      } else {
        kinds.insert(K::promised);
      }
      if (current.state == CaseState::paused) kinds.insert(K::pause_plan);
      break;
    case CaseState::granted:
      kinds.insert(K::issue);
      break;
    case CaseState::not_accepted:
    case CaseState::refused:
    case CaseState::issued:
    case CaseState::withdrawn:
    case CaseState::lapsed:
    case CaseState::removed:
    case CaseState::finished:
      break;
  }
  return kinds;
}

/// And which it must carry.
std::set<CountdownKind> needed_in(const ApprovalCase& current) {
  auto kinds = allowed_in(current);
  kinds.erase(CountdownKind::obligation);
  kinds.erase(CountdownKind::overdue_reason);
  kinds.erase(CountdownKind::correction);
  return kinds;
}

Violation against_countdown(const Countdown& c, const WorkCalendar& calendar) {
  if (c.due < c.day_zero) return "19: due before day zero: " + named(c);
  if (!c.stated && !works(c.due, calendar)) return "19: due on a rest day: " + named(c);
  Day last = beginning_of_days;
  for (const auto& pause : c.taken_out) {
    if (pause.to < pause.from || pause.from < last) return "20: pauses overlap: " + named(c);
    last = pause.to;
  }
  const Day walked = walked_due(c, calendar);
  if (c.due != walked) return "19: " + named(c) + " but walked " + to_text(walked);
  return std::nullopt;
}

}  // namespace

Day walked_due(const Countdown& c, const WorkCalendar& calendar) {
  if (c.stated) return c.due;
  const bool by_calendar = c.limit.unit == LimitUnit::calendar_days;
  // Days are spent one by one; a day inside a pause is given back at the end in the limit's unit.
  int back = 0;
  for (const auto& pause : c.taken_out) {
    for (Day at = pause.from + one; at <= pause.to; at += one) {
      back += by_calendar || works(at, calendar) ? 1 : 0;
    }
  }
  Day at = c.day_zero;
  for (int left = c.limit.count + back; left > 0;) {
    at += one;
    if (by_calendar || works(at, calendar)) --left;
  }
  while (!works(at, calendar)) at += one;
  for (int left = c.extended; left > 0;) {
    at += one;
    if (works(at, calendar)) --left;
  }
  return at;
}

Violation against_case(const ApprovalCase& current, const WorkCalendar& calendar) {
  if (!current.exists) return std::nullopt;
  if (current.holder.department.empty()) return "11: nobody holds the case";
  if (current.officer.empty()) return "11: nobody is named";
  std::set<CountdownKind> kinds;
  for (const auto& countdown : current.running) {
    if (!kinds.insert(countdown.kind).second) return "18: two of a kind: " + named(countdown);
    const auto& own = calendar.in(countdown.answers.region);
    if (auto wrong = against_countdown(countdown, own)) return wrong;
    if (countdown.stopped && current.state != CaseState::paused) {
      return "18: stopped without a pause: " + named(countdown);
    }
  }
  if (!current.imported) {
    const auto allowed = allowed_in(current);
    for (const auto kind : kinds) {
      if (!allowed.contains(kind)) {
        return "18: " + std::string(name_of(kind)) + " runs in " +
               std::string(name_of(current.state));
      }
    }
    for (const auto kind : needed_in(current)) {
      if (!kinds.contains(kind)) {
        return "18: no " + std::string(name_of(kind)) + " in " +
               std::string(name_of(current.state));
      }
    }
  }
  if (current.state == CaseState::paused && (!current.pause || current.pause->ground.empty())) {
    return "20: a pause without a ground";
  }
  return std::nullopt;
}

Violation against_rows(const CaseRows& rows) {
  const auto& all = rows.standings;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].from >= all[i].to) return "rows: an empty standing at " + to_text(all[i].from);
    if (i > 0 && all[i - 1].to != all[i].from) {
      return "rows: gap or overlap at " + to_text(all[i].from);
    }
    const bool pending = is_pending(all[i].state);
    if (!pending && all[i].state != CaseState::granted && all[i].red_from != end_of_days) {
      return "21: a light on a case that is " + std::string(name_of(all[i].state));
    }
    if (all[i].law_red_from < all[i].red_from) return "21: red by law before red";
    if (all[i].yellow_from > all[i].red_from) return "21: red before yellow";
  }
  if (!all.empty() && all.back().to != end_of_days) return "rows: the last standing ends";
  // 26, per case and organ: the movements up to any day are what is pending on it.
  std::set<Day> days;
  for (const auto& m : rows.movements) days.insert(m.day);
  for (const auto& s : all) days.insert(s.from);
  for (const auto day : days) {
    std::map<Organ, long long> stock;
    for (const auto& m : rows.movements) {
      if (m.day <= day) stock[m.organ] += stock_effect(m.kind);
    }
    for (const auto& [organ, count] : given::pending_at_end_of({rows}, day)) {
      stock[organ] -= count;
    }
    for (const auto& [organ, count] : stock) {
      if (count != 0) {
        return "26: on " + to_text(day) + " " + organ.region + "/" + organ.department +
               " is off by " + std::to_string(count);
      }
    }
  }
  return std::nullopt;
}

Violation against_month(const std::vector<CaseRows>& cases, Month month) {
  const auto counts = given::circular_of(cases, month);
  auto pending = given::pending_at_end_of(cases, month.last());
  const auto opening = given::pending_at_end_of(cases, month.first() - one);
  CircularCounts total;
  for (const auto& [organ, c] : counts) {
    if (c.closing != pending[organ]) return "26: closing of " + organ.region;
    const auto open = opening.find(organ);
    if (c.opening != (open == opening.end() ? 0 : open->second)) return "26: opening";
    if (c.finished != c.granted + c.refused + c.not_accepted) return "25: finished by memo";
    if (c.overdue > c.closing) return "25: more overdue than pending";
    if (c.red_in_month < c.overdue) return "23: overdue but never red";
    total += c;
    pending.erase(organ);
  }
  for (const auto& [organ, left] : pending) {
    if (left != 0) return "25: pending but in no row: " + organ.department;
  }
  return std::nullopt;
}

}  // namespace qidi::simulate
