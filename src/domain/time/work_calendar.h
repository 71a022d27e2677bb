// Working days: which days count, and the day on which the n-th of them falls.
// Built from the State Council's yearly notices (law/calendars); a year without a notice is
// answered on weekends and statutory holidays only, and marked provisional. A region whose
// government orders days off for a custom festival has a calendar of its own, and so do the
// regions below it: `in`.
// Clauses: 行政许可法 82; 民法典 201, 203; 全国年节及纪念日放假办法 4; N6; docs/decisions/0021.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/day.h"

namespace qidi::domain {

/// What one day is by a published notice. Days not named are plain weekdays or weekends.
enum class DayKind : std::uint8_t { day_off, make_up_workday };

/// One day that a notice names.
struct NoticedDay {
  Day day;
  DayKind kind = DayKind::day_off;
  std::string name;  ///< the holiday's Chinese name
  bool operator==(const NoticedDay&) const = default;
};

/// One year of the calendar: what the notice says, and where it can be read.
struct CalendarYear {
  int year = 0;
  bool published = false;  ///< false: statutory holidays computed, no notice yet
  std::string source;      ///< the State Council paper, or how the days were computed
  std::vector<NoticedDay> days;
  bool operator==(const CalendarYear&) const = default;
};

/// What the government of one region orders for a year besides the State Council's notice.
struct LocalYear {
  std::string region;  ///< its code; it holds for the regions below as well
  CalendarYear year;   ///< its days alone; `published` means nothing here
  bool operator==(const LocalYear&) const = default;
};

/// A due day and whether it leans on a year that has not been published.
struct DueDay {
  Day day;
  bool provisional = false;
  bool operator==(const DueDay&) const = default;
};

/// An immutable calendar of working days. Every question is answered in constant time from two
/// prefix tables: how many working days lie before a day, and which day is the k-th.
/// Safe to read from many threads.
class WorkCalendar {
 public:
  /// Covers the whole years from the first to the last one given, and 15 years beyond both ends
  /// on weekends alone (all of those provisional). `revision` is recorded in every event.
  /// Where a local year names a day that another one or the general calendar names too, the
  /// region nearest to the organ is right.
  WorkCalendar(std::vector<CalendarYear> years, int revision, std::vector<LocalYear> local = {});

  /// The calendar of an organ's region: that of the nearest region above or the region itself
  /// which has days of its own, else this one. Lives as long as this one.
  const WorkCalendar& in(std::string_view region) const;
  /// Whose own days this calendar holds, by code; empty: nobody's, it is the general one.
  const std::string& region() const { return region_; }

  /// 行政许可法 82: 工作日, 不含法定节假日. A make-up working day counts, a day off does not.
  bool is_working_day(Day day) const;
  /// The n-th working day after `start`; `start` itself is not counted (民法典 201).
  /// n = 0: `start` itself, rolled to the next working day when it is none (domain.md 4.2).
  DueDay after(Day start, WorkingDays n) const;
  /// `start` + n calendar days, rolled to the next working day (民法典 203).
  DueDay after(Day start, CalendarDays n) const;
  /// The number of working days in (from, to]; negative when to < from.
  int working_days_between(Day from, Day to) const;
  /// The first day on which at most `left` working days remain in (day, due].
  Day first_day_with_left(Day due, int left) const;
  /// `day` itself when it is a working day, else the next one.
  Day roll(Day day) const;
  /// Whether the State Council's notice for this year is known.
  bool is_published(int year) const;
  /// Whether any day in (from, to] lies in a year not yet published.
  bool is_provisional(Day from, Day to) const;

  /// The last day that the tables hold; beyond it nothing can be answered.
  Day last_day() const { return base_ + std::chrono::days{worked_.size() - 1}; }
  Day first_day() const { return base_; }

  int revision() const { return revision_; }
  const std::vector<CalendarYear>& years() const { return years_; }
  /// By region, then year.
  const std::vector<LocalYear>& local_years() const { return local_; }
  /// The year's entry, or null when nothing is known of it.
  const CalendarYear* year(int year) const;
  /// The notice's entry for a day, or null: a plain weekday or weekend.
  const NoticedDay* noticed(Day day) const;

  bool operator==(const WorkCalendar& other) const {
    return revision_ == other.revision_ && years_ == other.years_ && local_ == other.local_;
  }

 private:
  void count_days();
  void add_regions();
  int index_of(Day day) const;

  std::vector<CalendarYear> years_;
  std::vector<LocalYear> local_;
  int revision_ = 0;
  std::string region_;
  std::vector<std::string> prefixes_;   // of the regions with days of their own, sorted
  std::vector<WorkCalendar> regional_;  // by place in prefixes_
  Day base_{};                          // first day of the tables
  std::vector<std::int32_t> worked_;    // worked_[i]: working days in [base, base + i]
  std::vector<std::int32_t> nth_;       // nth_[k]: offset of the k-th working day, k from 1
};

}  // namespace qidi::domain
