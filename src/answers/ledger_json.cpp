// The one place that names a ledger's columns.
#include "answers/ledger_json.h"

#include "answers/json_out.h"

namespace qidi::answers {

namespace {

office::Cell day_cell(const std::optional<domain::Day>& day) {
  if (day) return *day;
  return std::monostate{};
}

}  // namespace

const std::array<LedgerColumn, 24> ledger_columns{{
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

std::vector<office::Cell> ledger_headings(CellsFor reader) {
  std::vector<office::Cell> headings;
  for (const auto& column : ledger_columns) {
    headings.emplace_back(std::string(reader == CellsFor::people ? column.heading : column.name));
  }
  return headings;
}

std::vector<office::Cell> ledger_cells(const office::LedgerRow& row, const Names& names,
                                       CellsFor reader) {
  const auto& facts = row.line.facts;
  const auto& standing = row.line.standing;
  const auto* matter = names.rules.matters.version(facts.matter, facts.matter_version);
  const bool chinese = reader == CellsFor::people;
  std::vector<office::Cell> cells;
  cells.emplace_back(facts.case_id);
  cells.emplace_back(facts.external_id);
  cells.emplace_back(facts.project_code);
  cells.emplace_back(facts.project_name);
  cells.emplace_back(facts.unit_name);
  cells.emplace_back(chinese ? names.regions.name_of(standing.holder.region)
                             : standing.holder.region);
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

std::string ledger_row_json(const office::LedgerRow& row, const Names& names) {
  const auto& facts = row.line.facts;
  const auto& standing = row.line.standing;
  const auto* matter = names.rules.matters.version(facts.matter, facts.matter_version);
  JsonObject object;
  object.text("case_id", facts.case_id)
      .text("external_id", facts.external_id)
      .text("project_code", facts.project_code)
      .text("project_name", facts.project_name)
      .text("unit_name", facts.unit_name)
      .text("unit_code", facts.unit_code)
      .text("region", standing.holder.region)
      .text("region_name", names.regions.name_of(standing.holder.region))
      .text("department", standing.holder.department)
      .text("officer", standing.officer)
      .text("matter", facts.matter)
      .text("matter_name", matter == nullptr ? facts.matter : matter->name)
      .text("state", domain::name_of(standing.state))
      .day("received", facts.received)
      .day("accepted", standing.accepted)
      .day("due", standing.due);
  if (standing.due_kind) {
    object.text("due_kind", domain::name_of(*standing.due_kind));
  } else {
    object.raw("due_kind", "null");
  }
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

std::string matter_name(const office::RuleBook& rules, const std::string& matter) {
  if (const auto* version = rules.matters.in_force(matter, domain::make_day(2022, 7, 30))) {
    return version->name;
  }
  for (const auto* any : rules.matters.all()) {
    if (any->matter == matter) return any->name;
  }
  return matter.empty() ? "未列事项" : matter;
}

}  // namespace qidi::answers
