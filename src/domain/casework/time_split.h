// Who had the time: the days of a case from its receipt, split between the project unit, the
// departments that held it, the level above, and third parties. Each day is counted once.
// domain.md 3: "Time: waiting is the unit's, paused a third party's, else the holder's; they add
// up"; clauses N7, N8; features F30, F83.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/time/work_calendar.h"

namespace qidi::domain {

enum class TimeParty : std::uint8_t {
  unit,         ///< waiting for the unit to mend and refile
  department,   ///< held by the organ that received the case, or by one beside or below it
  upper_level,  ///< held by an organ of a region above the one that received it
  third_party,  ///< 行政许可法 45: hearing, expert review and the like; not counted in limits
  closed,       ///< ended, and reopened or restored afterwards: nobody worked on it
};
inline constexpr int time_party_count = 5;
/// "unit", "department", …
std::string_view name_of(TimeParty party);
std::string_view chinese_of(TimeParty party);

/// A number of days, told both ways.
struct TimeShare {
  int working_days = 0;
  int calendar_days = 0;
  bool operator==(const TimeShare&) const = default;
};
using TimeShares = std::array<TimeShare, time_party_count>;

/// One organ's holding of the case (经办段): the days in (from, to].
struct HopTime {
  Organ organ;
  bool upper_level = false;
  Day from;
  Day to;
  TimeShares shares;
  bool operator==(const HopTime&) const = default;
};

struct TimeSplit {
  Day from;  ///< receipt; itself not counted (民法典 201)
  Day to;    ///< the day asked, or the day on which the case ended for good
  TimeShare elapsed;
  TimeShares shares;          ///< add up to `elapsed`
  std::vector<HopTime> hops;  ///< in order; their shares add up to `shares`
  bool operator==(const TimeSplit&) const = default;
  const TimeShare& of(TimeParty party) const { return shares[static_cast<std::size_t>(party)]; }
};

/// The split as of the end of `as_of`. All of it counts by the calendar of the organ that received
/// the case, or the shares would not add up. The day of an act belongs to what ran before it
/// (domain.md 4.1), so a day is his in whose hands the case was at the end of the day before.
/// Before its receipt all is nought.
TimeSplit split_of_time(const std::vector<Standing>& standings, Day as_of,
                        const WorkCalendar& calendar);

}  // namespace qidi::domain
