// One table of columns for every form of the circular.
#include "answers/circular_json.h"

#include "answers/json_out.h"

namespace qidi::answers {

namespace {

using domain::CircularCounts;

constexpr std::array<CircularColumn, 12> main_columns{{
    {"opening", "期初待批", &CircularCounts::opening},
    {"accepted", "收件", &CircularCounts::accepted},
    {"moved_in", "转入", &CircularCounts::moved_in},
    {"finished", "办结", &CircularCounts::finished},
    {"finished_late", "其中超期办结", &CircularCounts::finished_late},
    {"returned", "退回", &CircularCounts::returned},
    {"removed", "移除", &CircularCounts::removed},
    {"withdrawn", "撤回", &CircularCounts::withdrawn},
    {"moved_out", "转出", &CircularCounts::moved_out},
    {"closing", "期末待批", &CircularCounts::closing},
    {"overdue", "超期未办结", &CircularCounts::overdue},
    {"red_in_month", "当月亮红灯", &CircularCounts::red_in_month},
}};

constexpr std::array<CircularColumn, 12> memo_columns{{
    {"refiled", "补正再报", &CircularCounts::refiled},
    {"reopened", "重新办理", &CircularCounts::reopened},
    {"formally_accepted", "受理", &CircularCounts::formally_accepted},
    {"deemed", "视为受理", &CircularCounts::deemed},
    {"granted", "准予", &CircularCounts::granted},
    {"refused", "不予许可", &CircularCounts::refused},
    {"not_accepted", "不予受理", &CircularCounts::not_accepted},
    {"issue_overdue", "超期未送达", &CircularCounts::issue_overdue},
    {"waiting", "待补正", &CircularCounts::waiting},
    {"online_filed", "网上申报", &CircularCounts::online_filed},
    {"online_handled", "全程网办办结", &CircularCounts::online_handled},
    {"days_over", "超期天数合计", &CircularCounts::days_over},
}};

std::string rate_json(const std::optional<domain::Rate>& rate) {
  if (!rate) return "null";
  return JsonObject().number("part", rate->part).number("whole", rate->whole).done();
}

void add_counts(JsonObject& object, const CircularCounts& counts) {
  for (const auto& column : main_columns) object.number(column.name, counts.*column.value);
  for (const auto& column : memo_columns) object.number(column.name, counts.*column.value);
  object.raw("overdue_rate", rate_json(domain::overdue_rate(counts)))
      .raw("on_time", rate_json(domain::on_time_rate(counts)))
      .raw("cleared", rate_json(domain::cleared_rate(counts)));
}

}  // namespace

std::span<const CircularColumn> circular_main_columns() {
  return main_columns;
}
std::span<const CircularColumn> circular_memo_columns() {
  return memo_columns;
}

std::string department_name(const std::string& department) {
  return department.empty() ? "未指明部门" : department;
}

std::string circular_json(const office::Circular& circular, const CircularBasis& basis,
                          const Names& names) {
  JsonObject total;
  add_counts(total, circular.total);
  std::string rows = "[";
  for (const auto& row : circular.rows) {
    JsonObject object;
    object.text("region", row.organ.region)
        .text("region_name", names.regions.name_of(row.organ.region))
        .text("department", row.organ.department)
        .text("matter", row.matter)
        .text("matter_name", matter_name(names.rules, row.matter));
    add_counts(object, row.counts);
    rows += (rows.size() > 1 ? ",\n" : "\n") + object.done();
  }
  std::string ranking = "[";
  for (const auto& ranked : circular.ranking) {
    JsonObject object;
    object.number("rank", ranked.rank)
        .text("region", ranked.organ.region)
        .text("region_name", names.regions.name_of(ranked.organ.region))
        .text("department", ranked.organ.department);
    add_counts(object, ranked.counts);
    ranking += (ranking.size() > 1 ? ",\n" : "\n") + object.done();
  }
  JsonObject object;
  object.text("month", domain::to_text(circular.month));
  if (basis.finished_month) object.flag("finished_month", *basis.finished_month);
  return object.raw("total", total.done())
             .raw("rows", rows + "]")
             .raw("ranking", ranking + "]")
             .text("root", basis.root)
             .number("log_size", static_cast<long long>(basis.log_size))
             .text("known_by", basis.known_by)
             .done() +
         "\n";
}

Result<void, office::Fault> circular_table(office::TableOut& table,
                                           const office::Circular& circular, const Names& names,
                                           CellsFor reader) {
  const bool people = reader == CellsFor::people;
  std::vector<office::Cell> heading;
  for (const auto* name : {"region", "department", "matter"}) {
    heading.emplace_back(std::string(name));
  }
  if (people) heading = {std::string("地区"), std::string("部门"), std::string("事项")};
  for (const auto& column : main_columns) {
    heading.emplace_back(std::string(people ? column.heading : column.name));
  }
  for (const auto& column : memo_columns) {
    heading.emplace_back(std::string(people ? column.heading : column.name));
  }
  QIDI_CHECK(table.add_row(heading));
  const auto add = [&](std::vector<office::Cell> cells, const CircularCounts& counts) {
    for (const auto& column : main_columns) cells.emplace_back(counts.*column.value);
    for (const auto& column : memo_columns) cells.emplace_back(counts.*column.value);
    return table.add_row(cells);
  };
  for (const auto& row : circular.rows) {
    std::vector<office::Cell> cells{row.organ.region, row.organ.department, row.matter};
    if (people) {
      cells = {names.regions.name_of(row.organ.region), department_name(row.organ.department),
               matter_name(names.rules, row.matter)};
    }
    QIDI_CHECK(add(std::move(cells), row.counts));
  }
  QIDI_CHECK(
      add({std::string(people ? "合计" : "total"), std::string(), std::string()}, circular.total));
  return table.close();
}

}  // namespace qidi::answers
