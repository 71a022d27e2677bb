// calendar show, calendar import: which days work, by whose notice, and what a new notice moves.
// Clause N6; domain.md 4.8; features F24-F26, F81.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>

#include "cli/json_out.h"
#include "cli/verbs.h"
#include "law/law_data.h"
#include "office/pass_time.h"
#include "record/system_codec.h"

namespace qidi::cli {

namespace {

/// The calendar of the data directory where there is one, else the one in the binary.
Result<domain::WorkCalendar, office::Fault> calendar_in_use(Doors& doors, const std::string& data) {
  auto store = doors.open_for_reading(data);
  if (!store) {
    if (store.error().kind != office::FaultKind::not_found) return Unexpected{store.error()};
    return domain::WorkCalendar(doors.law().years, 1);
  }
  QIDI_TRY(events, (*store)->reader().load(std::string(record::system_stream)));
  if (events.empty()) return domain::WorkCalendar(doors.law().years, 1);
  QIDI_TRY(rules, office::read_rule_book(events));
  return rules.calendar;
}

/// The code of the region asked for; empty for none.
Result<std::string, std::string> region_of(Doors& doors, const CalendarOptions& options) {
  if (options.region.empty()) return std::string();
  const auto code = doors.regions().code_of(options.region);
  if (!code) return Unexpected{"区划表中没有“" + options.region + "”；请写区划代码或全称"};
  return *code;
}

/// The years that a file holds, or what is wrong with it.
Result<std::vector<domain::CalendarYear>, std::string> years_in(const CalendarOptions& options) {
  std::ifstream file(options.file, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(options.file)) {
    return Unexpected{"打不开文件：" + options.file};
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && text[first] == '{') {
    auto year = law::read_calendar_year(std::string_view(text).substr(first));
    if (!year) return Unexpected{options.file + "：" + year.error()};
    return std::vector<domain::CalendarYear>{std::move(*year)};
  }
  auto list = law::read_calendar_csv(
      text, options.source.empty() ? "导入自 " + options.file : options.source);
  if (!list) return Unexpected{options.file + "：" + list.error()};
  return list;
}

/// Whether a year says nothing that the calendar does not hold already.
bool is_known(const domain::WorkCalendar& calendar, const std::string& region,
              const domain::CalendarYear& year) {
  if (region.empty()) {
    const auto* known = calendar.year(year.year);
    return known != nullptr && known->days == year.days && known->published == year.published;
  }
  for (const auto& local : calendar.local_years()) {
    if (local.region != region || local.year.year != year.year) continue;
    return local.year.days == year.days && local.year.source == year.source;
  }
  return year.days.empty();
}

int working_days_in(const domain::WorkCalendar& calendar, int year) {
  return calendar.working_days_between(domain::make_day(year - 1, 12, 31),
                                       domain::make_day(year, 12, 31));
}

void print_year(Doors& doors, const domain::WorkCalendar& calendar,
                const domain::CalendarYear& year) {
  doors.out << year.year << " 年  " << (year.published ? "已公布" : "尚未公布（暂按法定节假日）")
            << "\n来源：" << year.source << "\n日历版本：" << calendar.revision() << "\n工作日："
            << working_days_in(calendar, year.year) << " 天\n";
  for (const auto& day : year.days) {
    doors.out << domain::to_text(day.day) << "  "
              << (day.kind == domain::DayKind::day_off ? "放假" : "上班") << "  " << day.name
              << '\n';
  }
}

}  // namespace

Exit calendar_show(Doors& doors, const CalendarOptions& options) {
  const auto region = region_of(doors, options);
  if (!region) return wrong_use(doors, region.error());
  auto all = calendar_in_use(doors, options.data);
  if (!all) return report(doors, all.error());
  const auto* calendar = &all->in(*region);
  const auto* year = calendar->year(options.year);
  if (year == nullptr) {
    return wrong_use(doors, "没有 " + std::to_string(options.year) +
                                " 年的放假安排；用 calendar import 导入国务院办公厅的通知");
  }
  if (options.format != "json") {
    print_year(doors, *calendar, *year);
    return Exit::done;
  }
  std::string days = "[";
  for (const auto& day : year->days) {
    if (days.size() > 1) days += ',';
    days += JsonObject()
                .day("day", day.day)
                .text("kind", day.kind == domain::DayKind::day_off ? "day_off" : "make_up_workday")
                .text("name", day.name)
                .done();
  }
  doors.out << JsonObject()
                   .number("year", year->year)
                   .flag("published", year->published)
                   .text("source", year->source)
                   .text("region", *region)
                   .number("revision", calendar->revision())
                   .number("workdays", working_days_in(*calendar, year->year))
                   .raw("days", days + "]")
                   .done()
            << '\n';
  return Exit::done;
}

Exit calendar_import(Doors& doors, const CalendarOptions& options) {
  const auto region = region_of(doors, options);
  if (!region) return wrong_use(doors, region.error());
  auto years = years_in(options);
  if (!years) return wrong_use(doors, years.error());

  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto& log = (*store)->log();
  auto rules = office::open_rule_book(log, doors.law(), clock->now());
  if (!rules) return report(doors, rules.error());
  if (std::all_of(years->begin(), years->end(),
                  [&](const auto& year) { return is_known(rules->calendar, *region, year); })) {
    doors.out << "日历没有变化，版本仍为 " << rules->calendar.revision() << '\n';
    return Exit::done;
  }
  auto revision = office::revise_calendar(log, *rules, std::move(*years), *region, clock->now());
  if (!revision) return report(doors, revision.error());
  auto revised = office::open_rule_book(log, doors.law(), clock->now());
  if (!revised) return report(doors, revised.error());
  auto moved = office::recount_open_cases(log, (*store)->view(), *revised, *clock, {});
  if (!moved) return report(doors, moved.error());
  if (auto signed_head = (*store)->sign_head(clock->now()); !signed_head) {
    return report(doors, signed_head.error());
  }
  const auto where = region->empty() ? "" : doors.regions().name_of(*region);
  doors.out << where << "日历已更新为版本 " << *revision << "，" << *moved
            << " 个在办件的应办结日随之调整\n";
  return Exit::done;
}

}  // namespace qidi::cli
