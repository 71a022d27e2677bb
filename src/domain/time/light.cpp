// The one place where a light is decided.
#include "domain/time/light.h"

namespace qidi::domain {

std::string_view name_of(Light light) {
  switch (light) {
    case Light::none:
      return "none";
    case Light::green:
      return "green";
    case Light::paused:
      return "paused";
    case Light::yellow:
      return "yellow";
    case Light::red:
      return "red";
    case Light::red_by_law:
      return "red_by_law";
  }
  return "";
}

std::string_view chinese_of(Light light) {
  switch (light) {
    case Light::none:
      return "—";
    case Light::green:
      return "绿灯";
    case Light::paused:
      return "暂停";
    case Light::yellow:
      return "黄灯";
    case Light::red:
      return "红灯";
    case Light::red_by_law:
      return "红灯（超法定时限）";
  }
  return "";
}

std::optional<Light> light_from(std::string_view name) {
  for (const auto light :
       {Light::none, Light::green, Light::paused, Light::yellow, Light::red, Light::red_by_law}) {
    if (name_of(light) == name) return light;
  }
  return std::nullopt;
}

Light light_on(const Standing& standing, Day today) {
  if (is_final(standing.state) || standing.state == CaseState::waiting_for_unit) {
    return Light::none;
  }
  if (today >= standing.law_red_from) return Light::red_by_law;
  if (today >= standing.red_from) return Light::red;
  if (today >= standing.yellow_from) return Light::yellow;
  return standing.state == CaseState::paused ? Light::paused : Light::green;
}

int days_left(Day due, Day today, const WorkCalendar& calendar) {
  return calendar.working_days_between(today, due);
}

}  // namespace qidi::domain
