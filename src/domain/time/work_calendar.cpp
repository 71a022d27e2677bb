// Prefix tables over the days of all known years, and the answers read from them.
#include "domain/time/work_calendar.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>

#include "domain/people/reach.h"

namespace qidi::domain {

namespace {

constexpr int years_beyond = 15;

/// Puts the days that a region orders into the year's entry; a year without one gets one.
void overrule(std::vector<CalendarYear>& years, const CalendarYear& own) {
  auto entry = std::find_if(years.begin(), years.end(),
                            [&](const CalendarYear& year) { return year.year == own.year; });
  if (entry == years.end()) entry = years.insert(entry, CalendarYear{own.year, false, {}, {}});
  for (const auto& day : own.days) {
    std::erase_if(entry->days, [&](const NoticedDay& noticed) { return noticed.day == day.day; });
    entry->days.push_back(day);
  }
}

}  // namespace

WorkCalendar::WorkCalendar(std::vector<CalendarYear> years, int revision,
                           std::vector<LocalYear> local)
    : years_(std::move(years)), local_(std::move(local)), revision_(revision) {
  std::sort(years_.begin(), years_.end(),
            [](const auto& a, const auto& b) { return a.year < b.year; });
  for (auto& entry : years_) {
    std::sort(entry.days.begin(), entry.days.end(),
              [](const auto& a, const auto& b) { return a.day < b.day; });
  }
  count_days();
  add_regions();
}

void WorkCalendar::count_days() {
  const int first = years_.empty() ? 2010 : years_.front().year;
  const int last = years_.empty() ? 2010 : years_.back().year;
  base_ = make_day(first - years_beyond, 1, 1);
  const Day end = make_day(last + years_beyond + 1, 1, 1);

  std::map<Day, DayKind> named;
  for (const auto& entry : years_) {
    for (const auto& day : entry.days) named[day.day] = day.kind;
  }
  const auto count = static_cast<std::size_t>((end - base_).count());
  worked_.reserve(count);
  nth_.reserve(count);
  nth_.push_back(-1);  // the zeroth working day does not exist
  std::int32_t worked = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Day day = base_ + std::chrono::days{i};
    const auto entry = named.find(day);
    // A make-up working day (调休上班) is a working day; 行政许可法 82 excludes only days off.
    const bool works = entry == named.end() ? (weekday_of(day) != 0 && weekday_of(day) != 6)
                                            : entry->second == DayKind::make_up_workday;
    if (works) {
      ++worked;
      nth_.push_back(static_cast<std::int32_t>(i));
    }
    worked_.push_back(worked);
  }
}

void WorkCalendar::add_regions() {
  std::sort(local_.begin(), local_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.region, a.year.year) < std::tie(b.region, b.year.year);
  });
  for (const auto& local : local_) {
    const auto prefix = region_prefix_of(local.region);
    if (!prefixes_.empty() && prefixes_.back() == prefix) continue;
    // Sorted, so that a region above comes before those below it, and those overrule it.
    auto years = years_;
    for (const auto& own : local_) {
      if (prefix.starts_with(region_prefix_of(own.region))) overrule(years, own.year);
    }
    prefixes_.push_back(prefix);
    regional_.emplace_back(std::move(years), revision_);
    regional_.back().region_ = local.region;
  }
}

const WorkCalendar& WorkCalendar::in(std::string_view region) const {
  if (prefixes_.empty()) return *this;
  const auto prefix = region_prefix_of(region);
  // The nearest region above has the longest prefix, and sorts last of those that fit.
  for (auto i = prefixes_.size(); i > 0; --i) {
    if (prefix.starts_with(prefixes_[i - 1])) return regional_[i - 1];
  }
  return *this;
}

int WorkCalendar::index_of(Day day) const {
  const auto index = (day - base_).count();
  return static_cast<int>(
      std::clamp<long long>(index, 0, static_cast<long long>(worked_.size()) - 1));
}

bool WorkCalendar::is_working_day(Day day) const {
  const int i = index_of(day);
  return worked_[static_cast<std::size_t>(i)] !=
         (i == 0 ? 0 : worked_[static_cast<std::size_t>(i) - 1]);
}

DueDay WorkCalendar::after(Day start, WorkingDays n) const {
  assert(n.count >= 0);
  if (n.count == 0) {
    const Day day = roll(start);
    return {day, is_provisional(start - std::chrono::days{1}, day)};
  }
  const auto ordinal =
      static_cast<std::size_t>(worked_[static_cast<std::size_t>(index_of(start))]) +
      static_cast<std::size_t>(n.count);
  const Day day = base_ + std::chrono::days{nth_[std::min(ordinal, nth_.size() - 1)]};
  return {day, is_provisional(start, day)};
}

DueDay WorkCalendar::after(Day start, CalendarDays n) const {
  const Day day = roll(start + std::chrono::days{n.count});
  return {day, is_provisional(start, day)};
}

int WorkCalendar::working_days_between(Day from, Day to) const {
  return worked_[static_cast<std::size_t>(index_of(to))] -
         worked_[static_cast<std::size_t>(index_of(from))];
}

Day WorkCalendar::first_day_with_left(Day due, int left) const {
  const int ordinal = worked_[static_cast<std::size_t>(index_of(due))] - left;
  if (ordinal <= 0) return base_;
  return base_ + std::chrono::days{nth_[static_cast<std::size_t>(ordinal)]};
}

Day WorkCalendar::roll(Day day) const {
  if (is_working_day(day)) return day;
  const auto ordinal =
      static_cast<std::size_t>(worked_[static_cast<std::size_t>(index_of(day))]) + 1;
  return base_ + std::chrono::days{nth_[std::min(ordinal, nth_.size() - 1)]};
}

bool WorkCalendar::is_published(int wanted) const {
  const auto* entry = year(wanted);
  return entry != nullptr && entry->published;
}

bool WorkCalendar::is_provisional(Day from, Day to) const {
  for (int y = year_of(from + std::chrono::days{1}); y <= year_of(to); ++y) {
    if (!is_published(y)) return true;
  }
  return false;
}

const CalendarYear* WorkCalendar::year(int wanted) const {
  const auto found =
      std::lower_bound(years_.begin(), years_.end(), wanted,
                       [](const CalendarYear& entry, int y) { return entry.year < y; });
  return found != years_.end() && found->year == wanted ? &*found : nullptr;
}

const NoticedDay* WorkCalendar::noticed(Day day) const {
  const auto* entry = year(year_of(day));
  if (entry == nullptr) return nullptr;
  const auto found =
      std::lower_bound(entry->days.begin(), entry->days.end(), day,
                       [](const NoticedDay& noticed, Day d) { return noticed.day < d; });
  return found != entry->days.end() && found->day == day ? &*found : nullptr;
}

}  // namespace qidi::domain
