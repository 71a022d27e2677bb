// Lights (红绿灯): arithmetic on a day and a standing, never stored.
// Clause N11: 超期未审批项目亮红灯; domain.md 5.
#pragma once

#include <optional>
#include <string_view>

#include "domain/casework/case_rows.h"
#include "domain/time/work_calendar.h"

namespace qidi::domain {

/// From mild to bad: a case shows its worst (domain.md 5: by law > red > yellow > paused > green).
enum class Light : std::uint8_t { none, green, paused, yellow, red, red_by_law };

std::string_view name_of(Light light);
/// "绿灯", "红灯（超法定时限）" and so on: colour never speaks alone.
std::string_view chinese_of(Light light);
std::optional<Light> light_from(std::string_view name);

/// The light of a case on `today`. Ended and waiting cases have none.
Light light_on(const Standing& standing, Day today);

/// Working days left in (today, due]; over by n working days is -n, and 0 on rest days right after.
int days_left(Day due, Day today, const WorkCalendar& calendar);

}  // namespace qidi::domain
