// due, workdays: the working-day engine by itself; no database.
// Clauses N6; 行政许可法 82; 民法典 201, 203; features F5, F26, F34.
#include <charconv>
#include <fstream>
#include <ostream>
#include <sstream>

#include "answers/case_json.h"
#include "cli/json_out.h"
#include "cli/verbs.h"
#include "domain/time/countdown.h"

namespace qidi::cli {

namespace {

using domain::Countdown;
using domain::Day;
using domain::ExplainedDay;
using domain::WorkCalendar;

WorkCalendar calendar_of(Doors& doors) {
  return {doors.law().years, 1};
}

std::string unpublished(Day from, Day to, const WorkCalendar& calendar) {
  std::string years;
  for (int year = domain::year_of(from + std::chrono::days{1}); year <= domain::year_of(to);
       ++year) {
    if (!calendar.is_published(year)) years += (years.empty() ? "" : "、") + std::to_string(year);
  }
  return years + " 年放假安排尚未公布（加 --provisional 按周末和法定节假日暂算）";
}

/// Whether a limit from `start` may run past what the calendar can answer.
bool out_of_reach(Day start, int days, const WorkCalendar& calendar) {
  return start < calendar.first_day() ||
         start + std::chrono::days{2 * days + 60} > calendar.last_day();
}

std::string reach_of(const WorkCalendar& calendar) {
  return "日历只能推算 " + domain::to_text(calendar.first_day()) + " 至 " +
         domain::to_text(calendar.last_day());
}

std::optional<domain::TakenOut> pause_from(const std::string& text) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  const auto from = domain::parse_day(text.substr(0, dots));
  const auto to = domain::parse_day(text.substr(dots + 2));
  if (!from || !to || *to < *from) return std::nullopt;
  return domain::TakenOut{*from, *to};
}

std::string why_text(const ExplainedDay& line) {
  using Why = ExplainedDay::Why;
  const std::string number = "第" + std::to_string(line.number) + "个";
  switch (line.why) {
    case Why::day_zero:
      return "起算日，不计";
    case Why::counted:
      return number + "工作日" + (line.make_up ? "（调休上班）" : "");
    case Why::day_off:
      return "放假：" + std::string(line.name);
    case Why::weekend:
      return "周末";
    case Why::paused:
      return "扣除时间，不计";
    case Why::due:
      return line.number > 0 ? number + "工作日，到期" : "到期";
  }
  return "";
}

std::string_view weekday_text(Day day) {
  static constexpr std::string_view names[] = {"周日", "周一", "周二", "周三",
                                               "周四", "周五", "周六"};
  return names[domain::weekday_of(day)];
}

void print_explained(Doors& doors, const Countdown& countdown, const WorkCalendar& calendar) {
  for (const auto& line : domain::explain(countdown, calendar)) {
    doors.out << domain::to_text(line.day) << ' ' << weekday_text(line.day) << ' ' << why_text(line)
              << '\n';
  }
}

std::optional<int> days_from(std::string_view text) {
  int days = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (failed != std::errc{} || end != text.data() + text.size() || days < 0 || days > 5000) {
    return std::nullopt;
  }
  return days;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t from = 0; from <= line.size();) {
    auto to = std::min(line.find(',', from), line.size());
    auto cell = line.substr(from, to - from);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
      cell = cell.substr(1, cell.size() - 2);
    }
    cells.push_back(cell);
    from = to + 1;
  }
  return cells;
}

/// Where the two columns of a batch stand; others are passed over.
struct BatchColumns {
  std::size_t start = std::string_view::npos;
  std::size_t days = std::string_view::npos;
  explicit BatchColumns(std::string_view heading) {
    const auto cells = cells_of(heading);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i] == "start") start = i;
      if (cells[i] == "days") days = i;
    }
  }
  bool found() const { return start != std::string_view::npos && days != std::string_view::npos; }
};

Exit due_batch(Doors& doors, const DueOptions& options, const WorkCalendar& calendar) {
  std::ifstream file;
  std::istream* in = &doors.in;
  if (options.batch != "-") {
    file.open(options.batch);
    if (!file) return wrong_use(doors, "打不开文件：" + options.batch);
    in = &file;
  }
  std::string line;
  std::string out = "start,days,due\n";
  long long number = 1;
  if (!std::getline(*in, line)) return wrong_use(doors, "文件是空的");
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  if (line.ends_with('\r')) line.pop_back();
  const BatchColumns columns(line);
  if (!columns.found()) return wrong_use(doors, "第一行须有 start 和 days 两列：" + line);
  while (std::getline(*in, line)) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    const auto cells = cells_of(line);
    const bool whole = cells.size() > std::max(columns.start, columns.days);
    const auto start = whole ? domain::parse_day(cells[columns.start]) : std::nullopt;
    const auto days = whole ? days_from(cells[columns.days]) : std::nullopt;
    if (!start || !days) {
      return wrong_use(
          doors, "第" + std::to_string(number) + "行有误：" + line + "（应为 YYYY-MM-DD 和天数）");
    }
    if (out_of_reach(*start, *days, calendar)) {
      return wrong_use(doors, "第" + std::to_string(number) + "行：" + reach_of(calendar));
    }
    const auto due = calendar.after(*start, domain::WorkingDays{*days});
    if (due.provisional && !options.provisional) {
      return wrong_use(
          doors, "第" + std::to_string(number) + "行：" + unpublished(*start, due.day, calendar));
    }
    out += domain::to_text(*start) + "," + std::to_string(*days) + "," + domain::to_text(due.day) +
           "\n";
    if (out.size() > 1 << 16) {
      doors.out << out;
      out.clear();
    }
  }
  doors.out << out;
  return Exit::done;
}

}  // namespace

Exit due(Doors& doors, const DueOptions& options) {
  const auto calendar = calendar_of(doors);
  if (!options.batch.empty()) return due_batch(doors, options, calendar);
  const auto start = domain::parse_day(options.start);
  if (!start) return wrong_use(doors, "--start 应为 YYYY-MM-DD：" + options.start);
  if (options.days < 0 || options.days > 5000) {
    return wrong_use(doors, "--days 应为 0 到 5000 的整数");
  }
  if (out_of_reach(*start, options.days, calendar)) return wrong_use(doors, reach_of(calendar));
  Countdown countdown;
  countdown.kind = domain::CountdownKind::promised;
  countdown.day_zero = *start;
  countdown.limit = {
      options.calendar_days ? domain::LimitUnit::calendar_days : domain::LimitUnit::working_days,
      options.days};
  countdown = counted(std::move(countdown), calendar);
  for (const auto& text : options.pauses) {
    const auto pause = pause_from(text);
    if (!pause) return wrong_use(doors, "--pause 应为 A..B 两个日期：" + text);
    if (out_of_reach(pause->to, options.days, calendar)) {
      return wrong_use(doors, reach_of(calendar));
    }
    if (!countdown.taken_out.empty() && pause->from < countdown.taken_out.back().to) {
      return wrong_use(doors, "--pause 须按先后给出，不得重叠：" + text);
    }
    // What lies before day zero takes nothing out: the countdown was not running.
    if (pause->to <= *start) continue;
    const domain::TakenOut within{std::max(pause->from, *start), pause->to};
    // Only what has days left is stopped (domain.md 4.3); what is past due stays past due.
    if (!can_stop(countdown, within.from)) continue;
    countdown.taken_out.push_back(within);
    countdown = counted(std::move(countdown), calendar);
  }
  if (countdown.provisional && !options.provisional) {
    return wrong_use(doors, unpublished(*start, countdown.due, calendar));
  }
  if (options.format == "json") {
    JsonObject object;
    object.day("start", *start).number("days", options.days).day("due", countdown.due);
    object.flag("provisional", countdown.provisional);
    if (options.explain) object.raw("explain", answers::explained_json(countdown, calendar));
    doors.out << object.done() << '\n';
    return Exit::done;
  }
  if (options.explain) print_explained(doors, countdown, calendar);
  doors.out << domain::to_text(countdown.due) << (countdown.provisional ? " provisional" : "")
            << '\n';
  return Exit::done;
}

Exit workdays(Doors& doors, const WorkdaysOptions& options) {
  const auto calendar = calendar_of(doors);
  const auto from = domain::parse_day(options.from);
  const auto to = domain::parse_day(options.to);
  if (!from) return wrong_use(doors, "--from 应为 YYYY-MM-DD：" + options.from);
  if (!to) return wrong_use(doors, "--to 应为 YYYY-MM-DD：" + options.to);
  if (*to < *from) return wrong_use(doors, "--to 早于 --from");
  if (*from < calendar.first_day() || *to > calendar.last_day()) {
    return wrong_use(doors, reach_of(calendar));
  }
  const bool provisional = calendar.is_provisional(*from, *to);
  if (provisional && !options.provisional) {
    return wrong_use(doors, unpublished(*from, *to, calendar));
  }
  const auto days = calendar.working_days_between(*from, *to);
  if (options.format == "json") {
    doors.out << JsonObject()
                     .day("from", *from)
                     .day("to", *to)
                     .number("workdays", days)
                     .flag("provisional", provisional)
                     .done()
              << '\n';
  } else {
    doors.out << days << '\n';
  }
  return Exit::done;
}

}  // namespace qidi::cli
