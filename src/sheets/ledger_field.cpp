// Names, headings and the distance between mistyped names.
#include "sheets/ledger_field.h"

#include <algorithm>
#include <array>
#include <vector>

namespace qidi::sheets {

namespace {

struct Entry {
  Field field;
  std::string_view name;
  std::string_view heading;
};

constexpr std::array<Entry, field_count> entries{{
    {Field::case_id, "case_id", "办件编号"},
    {Field::project_code, "project_code", "项目代码"},
    {Field::project_name, "project_name", "项目名称"},
    {Field::unit_name, "unit_name", "项目单位"},
    {Field::unit_code, "unit_code", "统一社会信用代码"},
    {Field::region, "region", "盟市/旗县"},
    {Field::department, "department", "审批部门"},
    {Field::matter, "matter", "审批事项"},
    {Field::officer, "officer", "责任人"},
    {Field::list, "list", "台账类型"},
    {Field::state, "state", "办理状态"},
    {Field::received, "received", "收件日期"},
    {Field::accepted, "accepted", "受理日期"},
    {Field::promised_days, "promised_days", "承诺时限（工作日）"},
    {Field::due, "due", "应办结日期"},
    {Field::ended, "ended", "办结日期"},
    {Field::result, "result", "办理结果"},
    {Field::document_no, "document_no", "结果文号"},
    {Field::classification, "classification", "分类"},
    {Field::measure, "measure", "处置措施"},
    {Field::finish_by, "finish_by", "完成时限"},
    {Field::remark, "remark", "备注"},
}};

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Field> all_fields() {
  static const auto fields = [] {
    std::array<Field, field_count> all{};
    for (std::size_t i = 0; i < field_count; ++i) all[i] = entries[i].field;
    return all;
  }();
  return fields;
}

std::string_view name_of(Field field) {
  return entries[static_cast<std::size_t>(field)].name;
}

std::string_view heading_of(Field field) {
  return entries[static_cast<std::size_t>(field)].heading;
}

std::optional<Field> field_from(std::string_view name) {
  for (const auto& entry : entries) {
    if (entry.name == name) return entry.field;
  }
  return std::nullopt;
}

bool is_day(Field field) {
  return field == Field::received || field == Field::accepted || field == Field::due ||
         field == Field::ended || field == Field::finish_by;
}

std::optional<Field> nearest_field(std::string_view name) {
  const auto nearest =
      std::min_element(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        return distance(name, a.name) < distance(name, b.name);
      });
  if (distance(name, nearest->name) > 1 + name.size() / 3) return std::nullopt;
  return nearest->field;
}

}  // namespace qidi::sheets
