// The calendar's years, a region's own days among them, and the working-day engine with its
// reasons. Clause N6; 行政许可法 82; features F23, F26, F34; docs/decisions/0021.
#include "answers/case_json.h"
#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string_view name_of(domain::DayKind kind) {
  return kind == domain::DayKind::day_off ? "day_off" : "make_up_workday";
}

/// The calendar of the region that is asked for; without one, the State Council's.
Read<const domain::WorkCalendar*> calendar_asked(Service& service, const http::Request& request) {
  const auto& calendar = service.rules().calendar;
  const auto region = request.parameter("region").value_or("");
  if (region.empty()) return &calendar;
  if (service.names().regions.find(region) == nullptr) {
    return Unexpected{bad_parameter("region", "没有这个行政区划代码：" + quoted(region))};
  }
  return &calendar.in(region);
}

JsonObject year_json(const domain::CalendarYear& year) {
  long long off = 0;
  for (const auto& day : year.days) off += day.kind == domain::DayKind::day_off ? 1 : 0;
  JsonObject object;
  object.number("year", year.year)
      .text("source", year.source)
      .number("days_off", off)
      .number("make_up", static_cast<long long>(year.days.size()) - off);
  return object;
}

std::string days_json(const std::vector<domain::NoticedDay>& days) {
  JsonList list;
  for (const auto& day : days) {
    list.add(JsonObject()
                 .day("day", day.day)
                 .text("kind", name_of(day.kind))
                 .text("name", day.name)
                 .done());
  }
  return list.done();
}

Answered years(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& calendar = service.rules().calendar;
  JsonList list;
  for (const auto& year : calendar.years()) {
    list.add(year_json(year).flag("published", year.published).done());
  }
  JsonList local;
  for (const auto& own : calendar.local_years()) {
    local.add(year_json(own.year)
                  .text("region", own.region)
                  .text("region_name", service.names().regions.name_of(own.region))
                  .raw("days", days_json(own.year.days))
                  .done());
  }
  return http::Response::json(JsonObject()
                                  .number("revision", calendar.revision())
                                  .raw("years", list.done())
                                  .raw("local", local.done())
                                  .done());
}

Answered one_year(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"region"}));
  QIDI_TRY(asked, calendar_asked(service, request));
  const auto& calendar = *asked;
  const auto first = domain::parse_day(std::string(request.segment("year")) + "-01-01");
  const auto* year = first ? calendar.year(domain::year_of(*first)) : nullptr;
  if (year == nullptr) return Unexpected{not_found("日历中没有这一年")};
  const auto last = domain::make_day(year->year, 12, 31);
  return http::Response::json(
      JsonObject()
          .number("year", year->year)
          .text("region", calendar.region())
          .flag("published", year->published)
          .text("source", year->source)
          .number("revision", calendar.revision())
          .number("workdays", calendar.working_days_between(*first - std::chrono::days{1}, last))
          .raw("days", days_json(year->days))
          .done());
}

Read<std::vector<domain::TakenOut>> pauses_of(const http::Request& request, domain::Day start) {
  std::vector<domain::TakenOut> pauses;
  for (const auto& [name, text] : request.query) {
    if (name != "pause") continue;
    const auto dots = text.find("..");
    const auto from = domain::parse_day(std::string_view(text).substr(0, dots));
    const auto to = dots == std::string::npos
                        ? std::nullopt
                        : domain::parse_day(std::string_view(text).substr(dots + 2));
    if (!from || !to || *to < *from) {
      return Unexpected{bad_parameter("pause", "pause 应为 起日..止日：" + quoted(text))};
    }
    if (*from < start) {
      return Unexpected{bad_parameter("pause", "扣除时间不能早于起算日：" + quoted(text))};
    }
    if (!pauses.empty() && *from < pauses.back().to) {
      return Unexpected{bad_parameter("pause", "扣除时间须按先后、不重叠：" + quoted(text))};
    }
    pauses.push_back({*from, *to});
    if (pauses.size() > 20) return Unexpected{bad_parameter("pause", "扣除时间最多 20 段")};
  }
  return pauses;
}

Read<domain::Day> needed_day(const http::Request& request, std::string_view name,
                             const domain::WorkCalendar& calendar) {
  QIDI_TRY(day, day_parameter(request, name, domain::beginning_of_days));
  // A limit may run years past its start; what the tables do not hold cannot be answered.
  const auto last = calendar.last_day() - std::chrono::days{366 * 16};
  if (day < calendar.first_day() || day > last) {
    return Unexpected{bad_parameter(name, std::string(name) + " 应为 " +
                                              domain::to_text(calendar.first_day()) + " 至 " +
                                              domain::to_text(last) + " 之间的日期")};
  }
  return day;
}

Answered due_date(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"start", "days", "unit", "pause", "region"}));
  QIDI_TRY(asked, calendar_asked(service, request));
  const auto& calendar = *asked;
  QIDI_TRY(start, needed_day(request, "start", calendar));
  QIDI_TRY(days, number_parameter(request, "days", 0, 3650, std::nullopt));
  QIDI_TRY(pauses, pauses_of(request, start));
  const auto unit = domain::limit_unit_from(request.parameter("unit").value_or("working_days"));
  if (!unit || *unit == domain::LimitUnit::at_once) {
    return Unexpected{bad_parameter("unit", "unit 应为 working_days 或 calendar_days")};
  }
  domain::Countdown countdown;
  countdown.kind = domain::CountdownKind::promised;
  countdown.day_zero = start;
  countdown.limit = {*unit, static_cast<int>(days)};
  countdown.taken_out = std::move(pauses);
  // Pauses put the end off by their own length at most.
  auto farthest = start + std::chrono::days{2 * days + 60};
  for (const auto& taken : countdown.taken_out) farthest += taken.to - taken.from;
  if (farthest > calendar.last_day()) {
    return Unexpected{bad_parameter(
        "days", "日历推算不到那么远，最远到 " + domain::to_text(calendar.last_day()))};
  }
  countdown = domain::counted(std::move(countdown), calendar);
  return http::Response::json(JsonObject()
                                  .day("start", start)
                                  .number("days", days)
                                  .text("unit", domain::name_of(*unit))
                                  .day("due", countdown.due)
                                  .day("warn", countdown.warn)
                                  .flag("provisional", countdown.provisional)
                                  .number("revision", calendar.revision())
                                  .raw("explained", answers::explained_json(countdown, calendar))
                                  .done());
}

Answered workdays(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"from", "to", "region"}));
  QIDI_TRY(asked, calendar_asked(service, request));
  const auto& calendar = *asked;
  QIDI_TRY(from, needed_day(request, "from", calendar));
  QIDI_TRY(to, needed_day(request, "to", calendar));
  return http::Response::json(JsonObject()
                                  .day("from", from)
                                  .day("to", to)
                                  .number("workdays", calendar.working_days_between(from, to))
                                  .flag("provisional", calendar.is_provisional(from, to))
                                  .done());
}

}  // namespace

void add_calendar_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/calendar", years);
  ask("/api/v1/calendar/{year}", one_year);
  ask("/api/v1/due-date", due_date);
  ask("/api/v1/workdays", workdays);
}

}  // namespace qidi::api
