// Each cell is a figure of the circular's rows or a sum of them by the domain's own addition.
#include "papers/circular_tables.h"

#include <array>
#include <map>

namespace qidi::papers {

namespace {

using domain::CircularCounts;

struct MainColumn {
  std::string_view heading;
  long long CircularCounts::*value;
};

constexpr std::array<MainColumn, 12> main_columns{{
    {"期初待批", &CircularCounts::opening},
    {"收件", &CircularCounts::accepted},
    {"转入", &CircularCounts::moved_in},
    {"办结", &CircularCounts::finished},
    {"其中超期办结", &CircularCounts::finished_late},
    {"退回", &CircularCounts::returned},
    {"移除", &CircularCounts::removed},
    {"撤回", &CircularCounts::withdrawn},
    {"转出", &CircularCounts::moved_out},
    {"期末待批", &CircularCounts::closing},
    {"超期未办结", &CircularCounts::overdue},
    {"当月亮红灯", &CircularCounts::red_in_month},
}};

std::string number(long long value) {
  return std::to_string(value);
}

void add_main_columns(Table& table) {
  for (const auto& column : main_columns) {
    table.columns.push_back({std::string(column.heading), 8, Align::right});
  }
  table.columns.push_back({"超期率", 11, Align::right});
  table.columns.push_back({"按时办结率", 11, Align::right});
}

TableRow main_row(std::vector<std::string> names, const CircularCounts& counts,
                  bool strong = false) {
  TableRow row{std::move(names), strong};
  for (const auto& column : main_columns) row.cells.push_back(number(counts.*column.value));
  row.cells.push_back(domain::percent(domain::overdue_rate(counts)));
  row.cells.push_back(domain::percent(domain::on_time_rate(counts)));
  return row;
}

Table summed(const office::Circular& circular, const std::string& heading,
             const std::function<std::string(const domain::CircularRow&)>& key,
             const CircularNames::Name& name) {
  std::map<std::string, CircularCounts> sums;
  for (const auto& row : circular.rows) sums[key(row)] += row.counts;
  Table table;
  table.size = 9;
  table.columns.push_back({heading, 30, Align::left});
  add_main_columns(table);
  for (const auto& [code, counts] : sums) table.rows.push_back(main_row({name(code)}, counts));
  table.rows.push_back(main_row({"合计"}, circular.total, true));
  return table;
}

}  // namespace

std::string organ_title(const domain::Organ& organ, const CircularNames& names) {
  const auto region = names.region(organ.region);
  const auto department = names.department(organ.department);
  return department.starts_with(region) ? department : region + department;
}

Table table_by_league(const office::Circular& circular, const CircularNames& names) {
  return summed(
      circular, "地区",
      [&](const domain::CircularRow& row) { return names.league(row.organ.region); },
      [&](const std::string& code) { return code.empty() ? "未列地区" : names.region(code); });
}

Table table_by_matter(const office::Circular& circular, const CircularNames& names) {
  return summed(
      circular, "事项", [](const domain::CircularRow& row) { return row.matter; }, names.matter);
}

Table table_of_ranks(const office::Circular& circular, const CircularNames& names,
                     std::size_t limit) {
  Table table;
  table.columns = {{"名次", 9, Align::centre},         {"地区", 25, Align::left},
                   {"部门", 52, Align::left},          {"期末待批", 11, Align::right},
                   {"超期未办结", 13, Align::right},   {"超期率", 15, Align::right},
                   {"超期天数合计", 15, Align::right}, {"办结", 10, Align::right},
                   {"按时办结率", 15, Align::right}};
  table.size = 10;
  for (const auto& ranked : circular.ranking) {
    const auto& counts = ranked.counts;
    if (ranked.rank == 0 || (limit > 0 && counts.overdue == 0)) continue;
    if (limit > 0 && table.rows.size() == limit) break;
    table.rows.push_back(
        {{std::to_string(ranked.rank), names.region(ranked.organ.region),
          names.department(ranked.organ.department), number(counts.closing), number(counts.overdue),
          domain::percent(domain::overdue_rate(counts)), number(counts.days_over),
          number(counts.finished), domain::percent(domain::on_time_rate(counts))}});
  }
  return table;
}

Table table_of_all(const office::Circular& circular, const CircularNames& names) {
  Table table;
  table.size = 8.5;
  table.columns = {{"地区", 23, Align::left}, {"部门", 42, Align::left}, {"事项", 42, Align::left}};
  add_main_columns(table);
  for (const auto& row : circular.rows) {
    table.rows.push_back(
        main_row({names.region(row.organ.region), names.department(row.organ.department),
                  names.matter(row.matter)},
                 row.counts));
  }
  table.rows.push_back(main_row({"合计", "", ""}, circular.total, true));
  return table;
}

}  // namespace qidi::papers
