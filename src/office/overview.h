// The overview of a day: how many open cases under which light, by reporting unit, matter and
// department, and the trend of the months and days before. Agrees with the circular of each whole
// month. Reads only. Clauses N10, N11; domain.md 5, 6, 7.
#pragma once

#include <string>
#include <vector>

#include "office/ports.h"
#include "office/regions.h"

namespace qidi::office {

/// Open cases by light, and how many of them are pending, overdue, waiting for the unit.
struct LightCounts {
  long long green = 0;
  long long paused = 0;  ///< paused and neither yellow nor red
  long long yellow = 0;
  long long red = 0;  ///< without red_by_law
  long long red_by_law = 0;
  long long none = 0;     ///< waiting for the unit: no light
  long long pending = 0;  ///< received, not ended, not waiting, not granted
  long long overdue = 0;  ///< of the pending: governing due day before the day
  bool operator==(const LightCounts&) const = default;
};
LightCounts& operator+=(LightCounts& sum, const LightCounts& part);

/// The counts of one reporting unit (league code), region, matter or department.
struct OverviewPart {
  std::string key;
  LightCounts counts;
  bool operator==(const OverviewPart&) const = default;
};

/// The counts of one organ: departments of one name stand in many regions.
struct OverviewOrgan {
  domain::Organ organ;
  LightCounts counts;
  bool operator==(const OverviewOrgan&) const = default;
};

/// A month or a day of the trend.
struct TrendPoint {
  domain::Day first;
  domain::Day last;  ///< of the current month: the day asked
  long long received = 0;
  long long finished = 0;
  long long finished_late = 0;
  long long closing = 0;  ///< pending at the end of `last`
  long long overdue = 0;  ///< of them overdue on `last`
  bool operator==(const TrendPoint&) const = default;
};

struct Overview {
  domain::Day as_of;
  std::string region_prefix;
  LightCounts total;
  std::vector<OverviewPart> by_reporting_unit;  ///< by key; "" for regions unknown
  std::vector<OverviewPart> by_region;          ///< by county or league code as the case has it
  std::vector<OverviewPart> by_matter;
  std::vector<OverviewOrgan> by_department;
  std::vector<TrendPoint> months;  ///< the last 12, oldest first, the day's own month last
  std::vector<TrendPoint> days;    ///< the last 30
};

/// Everything above in a few questions to the store.
Result<Overview, Fault> overview_of(LedgerView& view, const Regions& regions, domain::Day as_of,
                                    const std::string& region_prefix);

/// The trend alone: points whose ends are `lasts`' (each from `first` on), in order of days.
std::vector<TrendPoint> trend_of(const std::vector<DayFlow>& flows, std::vector<TrendPoint> spans);

}  // namespace qidi::office
