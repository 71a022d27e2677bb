// ledger: the rows of a list as of any day, to a terminal, csv, json or xlsx.
// Clauses N1, N11; domain.md 5; interface.md, `ledger`; features F43, F44.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <ostream>

#include "answers/case_json.h"
#include "answers/ledger_json.h"
#include "cli/columns.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "office/answer_query.h"

namespace qidi::cli {

namespace {

using answers::CellsFor;
using office::LedgerQuery;

std::optional<LedgerQuery::List> list_from(const std::string& text) {
  using List = LedgerQuery::List;
  if (text == "pending") return List::pending;
  if (text == "overdue") return List::overdue;
  if (text == "not-started" || text == "not_started") return List::not_started;
  if (text == "made-up" || text == "made_up") return List::made_up;
  if (text == "all") return List::all;
  return std::nullopt;
}

std::optional<LedgerQuery::LightIs> light_from(const std::string& text) {
  using LightIs = LedgerQuery::LightIs;
  static const std::map<std::string, LightIs> names{
      {"none", LightIs::none},   {"paused", LightIs::paused},
      {"green", LightIs::green}, {"yellow", LightIs::yellow},
      {"red", LightIs::red},     {"red_by_law", LightIs::red_by_law}};
  const auto found = names.find(text);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::string text_of(const office::Cell& cell) {
  struct {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(long long number) const { return std::to_string(number); }
    std::string operator()(domain::Day day) const { return domain::to_text(day); }
  } const to_text;
  return std::visit(to_text, cell);
}

/// What a clerk looks for on a terminal: column of `ledger_columns`, and places.
struct Shown {
  std::size_t column;
  std::size_t width;
};
constexpr std::array<Shown, 9> shown_columns{
    {{17, 18}, {18, 10}, {12, 10}, {9, 14}, {3, 36}, {8, 26}, {5, 14}, {6, 28}, {0, 32}}};

std::string table_line(const std::vector<office::Cell>& cells) {
  std::string line;
  for (const auto& shown : shown_columns) {
    line += fitted(text_of(cells[shown.column]), shown.width) + " ";
  }
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

std::string table_heading() {
  std::string line;
  for (const auto& shown : shown_columns) {
    line += fitted(answers::ledger_columns[shown.column].heading, shown.width) + " ";
  }
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

struct Counts {
  long long rows = 0;
  std::map<domain::Light, long long> lights;
};

void print_summary(Doors& doors, const LedgerOptions& options, const Counts& counts,
                   domain::Day as_of) {
  doors.err << domain::to_text(as_of) << " “" << options.list << "” 共 " << counts.rows << " 件";
  for (const auto& [light, count] : counts.lights) {
    doors.err << "，" << domain::chinese_of(light) << " " << count;
  }
  doors.err << '\n';
}

Result<LedgerQuery, std::string> query_of(const LedgerOptions& options, const Reading& reading,
                                          const office::Regions& regions, domain::Day today) {
  LedgerQuery query;
  query.as_of = today;
  if (!options.as_of.empty()) {
    const auto day = domain::parse_day(options.as_of);
    if (!day) return Unexpected{"--as-of 应为 YYYY-MM-DD：" + options.as_of};
    query.as_of = *day;
  }
  const auto list = list_from(options.list);
  if (!list) {
    return Unexpected{"--list 应为 pending、overdue、not-started、made-up 或 all：" + options.list};
  }
  query.list = *list;
  if (!options.region.empty()) {
    const auto code = regions.code_of(options.region);
    query.region_prefix = office::region_prefix(code.value_or(options.region));
  }
  query.department = options.department;
  if (!options.matter.empty()) {
    const auto matter = reading.rules.matters.resolve(options.matter);
    if (!matter) {
      std::string near;
      for (const auto& name : reading.rules.matters.nearest(options.matter)) near += " " + name;
      return Unexpected{"没有这个事项：" + options.matter + "。相近的：" + near};
    }
    query.matter = *matter;
  }
  if (!options.light.empty()) {
    query.light = light_from(options.light);
    if (!query.light) {
      return Unexpected{"--light 应为 green、yellow、red、red_by_law、paused 或 none：" +
                        options.light};
    }
  }
  return query;
}

/// Writes the rows in the format asked, and counts them.
class LedgerOut {
 public:
  LedgerOut(const LedgerOptions& options, office::LedgerView& view, const office::RuleBook& rules,
            const office::Regions& regions, std::ostream& out,
            std::unique_ptr<office::TableOut> table)
      : options_(options),
        view_(view),
        names_{rules, regions},
        out_(out),
        table_(std::move(table)) {}

  Result<void, office::Fault> begin(domain::Day as_of) {
    as_of_ = as_of;
    if (options_.format == "json") {
      out_ << "{\"as_of\":" << json_text(domain::to_text(as_of))
           << ",\"list\":" << json_text(options_.list) << ",\"rows\":[";
    } else if (table_) {
      auto headings = answers::ledger_headings(reader_of_table());
      for (auto& one : answers::time_headings(reader_of_table()))
        headings.push_back(std::move(one));
      return table_->add_row(headings);
    } else {
      out_ << table_heading() << '\n';
    }
    return {};
  }

  bool add(const office::LedgerRow& row) {
    if (options_.format == "json") {
      if (counts_.rows > 0) out_ << ',';
      out_ << '\n' << answers::ledger_row_json(row, names_);
    } else if (table_) {
      auto written = table_->add_row(cells_of(row));
      if (!written) fault_ = written.error();
    } else {
      out_ << table_line(answers::ledger_cells(row, names_, CellsFor::people)) << '\n';
    }
    ++counts_.rows;
    ++counts_.lights[row.light];
    return !fault_ && (options_.limit == 0 || counts_.rows < options_.limit);
  }

  Result<void, office::Fault> end() {
    if (fault_) return Unexpected{*fault_};
    if (options_.format == "json") out_ << "\n],\"count\":" << counts_.rows << "}\n";
    if (table_) return table_->close();
    return {};
  }
  const Counts& counts() const { return counts_; }

 private:
  std::vector<office::Cell> cells_of(const office::LedgerRow& row) {
    auto cells = answers::ledger_cells(row, names_, reader_of_table());
    auto rows = view_.case_rows(row.line.facts.case_id);
    if (!rows) fault_ = rows.error();
    const auto split =
        rows && *rows ? domain::split_of_time((*rows)->standings, as_of_, names_.rules.calendar)
                      : domain::TimeSplit{};
    for (auto& cell : answers::time_cells(split)) cells.push_back(std::move(cell));
    return cells;
  }
  CellsFor reader_of_table() const {
    return options_.format == "xlsx" ? CellsFor::people : CellsFor::scripts;
  }

  const LedgerOptions& options_;
  office::LedgerView& view_;
  domain::Day as_of_{};
  const answers::Names names_;
  std::ostream& out_;
  std::unique_ptr<office::TableOut> table_;
  Counts counts_;
  std::optional<office::Fault> fault_;
};

}  // namespace

Exit ledger(Doors& doors, const LedgerOptions& options) {
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  auto reading = open_reading(doors, options.data, options.known_by);
  if (!reading) return report(doors, reading.error());
  const auto regions = doors.regions();
  auto query = query_of(options, *reading, regions, domain::day_of(clock->now()));
  if (!query) return wrong_use(doors, query.error());

  std::unique_ptr<office::TableOut> table;
  std::ofstream file;
  if (options.format == "csv" || options.format == "xlsx") {
    if (options.format == "xlsx" && options.out.empty()) {
      return wrong_use(doors, "--format xlsx 须用 --out FILE.xlsx 指明文件");
    }
    auto opened = doors.open_table(options.out.empty() ? "-" : options.out, options.format, "台账");
    if (!opened) return wrong_use(doors, opened.error().problem);
    table = std::move(*opened);
  } else if (options.format != "json" && options.format != "table") {
    return wrong_use(doors, "--format 应为 table、csv、json 或 xlsx：" + options.format);
  } else if (!options.out.empty()) {
    file.open(options.out, std::ios::binary);
    if (!file) return wrong_use(doors, "写不了文件：" + options.out);
  }
  LedgerOut out(options, reading->view(), reading->rules, regions,
                file.is_open() ? static_cast<std::ostream&>(file) : doors.out, std::move(table));
  if (auto begun = out.begin(query->as_of); !begun) return report(doors, begun.error());
  auto read = office::ledger_rows(reading->view(), reading->rules, *query,
                                  [&](const office::LedgerRow& row) { return out.add(row); });
  if (!read) return report(doors, read.error());
  if (auto ended = out.end(); !ended) return report(doors, ended.error());
  print_summary(doors, options, out.counts(), query->as_of);
  return Exit::done;
}

}  // namespace qidi::cli
