// ledger: the rows of a list as of any day, to a terminal, csv, json or xlsx.
// Clauses N1, N11; domain.md 5; interface.md, `ledger`; features F43, F44.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <ostream>

#include "cli/columns.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "office/answer_query.h"

namespace qidi::cli {

namespace {

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

struct Column {
  std::string_view name;
  std::string_view heading;
};

constexpr std::array<Column, 24> columns{{
    {"case_id", "办件编号"},
    {"external_id", "原编号"},
    {"project_code", "项目代码"},
    {"project_name", "项目名称"},
    {"unit_name", "项目单位"},
    {"region", "地区"},
    {"department", "审批部门"},
    {"officer", "责任人"},
    {"matter", "审批事项"},
    {"state", "办理状态"},
    {"received", "收件日期"},
    {"accepted", "受理日期"},
    {"due", "应办结日"},
    {"due_given", "表列应办结日"},
    {"due_computed", "推算应办结日"},
    {"provisional", "暂定"},
    {"ended", "办结日期"},
    {"light", "灯"},
    {"days_left", "剩余工作日"},
    {"list", "台账"},
    {"finish_by", "完成时限"},
    {"document_no", "结果文号"},
    {"remark", "备注"},
    {"flags", "标记"},
}};

office::Cell day_cell(const std::optional<domain::Day>& day) {
  if (day) return *day;
  return std::monostate{};
}

/// The cells in the order of `columns`; `people` asks for Chinese words instead of codes.
std::vector<office::Cell> cells_of(const office::LedgerRow& row, const office::RuleBook& rules,
                                   const office::Regions* people) {
  const auto& facts = row.line.facts;
  const auto& standing = row.line.standing;
  const auto* matter = rules.matters.version(facts.matter, facts.matter_version);
  const bool chinese = people != nullptr;
  std::vector<office::Cell> cells;
  cells.emplace_back(facts.case_id);
  cells.emplace_back(facts.external_id);
  cells.emplace_back(facts.project_code);
  cells.emplace_back(facts.project_name);
  cells.emplace_back(facts.unit_name);
  cells.emplace_back(chinese ? people->name_of(standing.holder.region) : standing.holder.region);
  cells.emplace_back(standing.holder.department);
  cells.emplace_back(standing.officer);
  cells.emplace_back(chinese && matter != nullptr ? matter->name : facts.matter);
  cells.emplace_back(
      std::string(chinese ? domain::chinese_of(standing.state) : domain::name_of(standing.state)));
  cells.emplace_back(facts.received);
  cells.emplace_back(day_cell(standing.accepted));
  cells.emplace_back(day_cell(standing.due));
  cells.emplace_back(day_cell(facts.due_given));
  cells.emplace_back(day_cell(facts.due_computed));
  cells.emplace_back(
      std::string(standing.provisional ? (chinese ? "是" : "true") : (chinese ? "" : "false")));
  cells.emplace_back(day_cell(standing.ended));
  cells.emplace_back(
      std::string(chinese ? domain::chinese_of(row.light) : domain::name_of(row.light)));
  cells.emplace_back(row.days_left ? office::Cell(static_cast<long long>(*row.days_left))
                                   : office::Cell(std::monostate{}));
  cells.emplace_back(facts.list);
  cells.emplace_back(day_cell(facts.finish_by));
  cells.emplace_back(facts.document_no);
  cells.emplace_back(facts.remark);
  cells.emplace_back(facts.flags);
  return cells;
}

std::string json_of(const office::LedgerRow& row, const office::Regions& regions,
                    const office::RuleBook& rules) {
  const auto& facts = row.line.facts;
  const auto& standing = row.line.standing;
  const auto* matter = rules.matters.version(facts.matter, facts.matter_version);
  JsonObject object;
  object.text("case_id", facts.case_id)
      .text("external_id", facts.external_id)
      .text("project_code", facts.project_code)
      .text("project_name", facts.project_name)
      .text("unit_name", facts.unit_name)
      .text("unit_code", facts.unit_code)
      .text("region", standing.holder.region)
      .text("region_name", regions.name_of(standing.holder.region))
      .text("department", standing.holder.department)
      .text("officer", standing.officer)
      .text("matter", facts.matter)
      .text("matter_name", matter == nullptr ? facts.matter : matter->name)
      .text("state", domain::name_of(standing.state))
      .day("received", facts.received)
      .day("accepted", standing.accepted)
      .day("due", standing.due);
  if (standing.due_kind) object.text("due_kind", domain::name_of(*standing.due_kind));
  object.day("due_given", facts.due_given)
      .day("due_computed", facts.due_computed)
      .flag("provisional", standing.provisional)
      .day("ended", standing.ended)
      .text("light", domain::name_of(row.light))
      .number("days_left",
              row.days_left ? std::optional<long long>(*row.days_left) : std::optional<long long>())
      .text("list", facts.list)
      .day("finish_by", facts.finish_by)
      .day("deemed_on", facts.deemed_on)
      .text("document_no", facts.document_no)
      .text("classification", facts.classification)
      .text("measure", facts.measure)
      .text("remark", facts.remark)
      .text("flags", facts.flags);
  return object.done();
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

/// What a clerk looks for on a terminal: column of `columns`, and places.
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
    line += fitted(columns[shown.column].heading, shown.width) + " ";
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
  LedgerOut(const LedgerOptions& options, const office::RuleBook& rules,
            const office::Regions& regions, std::ostream& out,
            std::unique_ptr<office::TableOut> table)
      : options_(options), rules_(rules), regions_(regions), out_(out), table_(std::move(table)) {}

  Result<void, office::Fault> begin(domain::Day as_of) {
    if (options_.format == "json") {
      out_ << "{\"as_of\":" << json_text(domain::to_text(as_of))
           << ",\"list\":" << json_text(options_.list) << ",\"rows\":[";
    } else if (table_) {
      std::vector<office::Cell> headings;
      for (const auto& column : columns) {
        headings.emplace_back(
            std::string(options_.format == "xlsx" ? column.heading : column.name));
      }
      return table_->add_row(headings);
    } else {
      out_ << table_heading() << '\n';
    }
    return {};
  }

  bool add(const office::LedgerRow& row) {
    if (options_.format == "json") {
      if (counts_.rows > 0) out_ << ',';
      out_ << '\n' << json_of(row, regions_, rules_);
    } else if (table_) {
      auto written =
          table_->add_row(cells_of(row, rules_, options_.format == "xlsx" ? &regions_ : nullptr));
      if (!written) fault_ = written.error();
    } else {
      out_ << table_line(cells_of(row, rules_, &regions_)) << '\n';
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
  const LedgerOptions& options_;
  const office::RuleBook& rules_;
  const office::Regions& regions_;
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
  LedgerOut out(options, reading->rules, regions,
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
