// The ladder of a deadline: which steps a running countdown that governs has reached by a day, from
// the yellow light to the proposal to list. Pure arithmetic on standings; nobody is told here.
// Clause N11: 超期未审批项目亮红灯; domain.md 5 (last lines) and 7, worked example 18.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/time/work_calendar.h"

namespace qidi::domain {

/// From mild to grave. The first two are lights; the others count working days after the due day.
enum class LadderStep : std::uint8_t {
  yellow,   ///< few days left
  red,      ///< the day after the due day, 00:00
  head,     ///< +1: 部门负责人
  leader,   ///< +3: 本级政府负责人
  order,    ///< +5: 督办
  listing,  ///< +10: 提请挂牌督办
};
inline constexpr int ladder_step_count = 6;

/// Working days after the due day on which a step is reached; 0 for the two lights.
int days_over_of(LadderStep step);
std::string_view name_of(LadderStep step);

/// One step that was reached.
struct ReachedStep {
  LadderStep step{};
  Day on;  ///< the first day that shows it; never before it could be known
  bool operator==(const ReachedStep&) const = default;
};

/// What stands governing on `today` and the steps that it has reached by then, in their order.
struct Reached {
  CountdownKind countdown{};
  Day due;
  Organ holder;
  std::string officer;
  std::vector<ReachedStep> steps;
};

/// The steps of the countdown that governs on `today`; none when no light burns. A step is reached
/// on the first day that shows it: a case that came late to its due day (deemed accepted,
/// 行政许可法 32.4) reaches several at once, and one that never was yellow never reached yellow.
/// The answer for a day is the same whenever it is asked, so a job that runs late misses nothing.
Reached ladder_on(const std::vector<Standing>& standings, Day today, const WorkCalendar& calendar);

}  // namespace qidi::domain
