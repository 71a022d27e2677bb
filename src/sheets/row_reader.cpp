// Cells to fields, and the checks that need no law: what identifies the row, and the order of days.
#include "sheets/row_reader.h"

#include <algorithm>
#include <array>

#include "sheets/cell_text.h"
#include "sheets/cell_value.h"

namespace qidi::sheets {

namespace {

using office::LedgerEntry;
using office::RowProblem;

std::optional<std::string>& text_slot(LedgerEntry& entry, Field field) {
  switch (field) {
    case Field::case_id:
      return entry.case_id;
    case Field::project_code:
      return entry.project_code;
    case Field::project_name:
      return entry.project_name;
    case Field::unit_name:
      return entry.unit_name;
    case Field::unit_code:
      return entry.unit_code;
    case Field::region:
      return entry.region;
    case Field::department:
      return entry.department;
    case Field::matter:
      return entry.matter;
    case Field::officer:
      return entry.officer;
    case Field::list:
      return entry.list;
    case Field::state:
      return entry.state;
    case Field::result:
      return entry.result;
    case Field::document_no:
      return entry.document_no;
    case Field::classification:
      return entry.classification;
    case Field::measure:
      return entry.measure;
    case Field::remark:
    case Field::received:
    case Field::accepted:
    case Field::promised_days:
    case Field::due:
    case Field::ended:
    case Field::finish_by:
      break;
  }
  return entry.remark;
}

std::optional<domain::Day>& day_slot(LedgerEntry& entry, Field field) {
  switch (field) {
    case Field::received:
      return entry.received;
    case Field::accepted:
      return entry.accepted;
    case Field::due:
      return entry.due;
    case Field::ended:
      return entry.ended;
    default:
      return entry.finish_by;
  }
}

/// Words that people write where the day has not come yet.
bool is_not_yet(Field field, const std::string& text) {
  const auto word = comparable(text);
  if (field == Field::ended) {
    for (const char* known : {"未办结", "在办", "办理中", "正在办理", "未完成", "待办", "审批中"}) {
      if (word == known) return true;
    }
  }
  return field == Field::accepted && (word == "未受理" || word == "待受理");
}

/// A long number that a spreadsheet rounded: 1.50102E+17 has lost the digits that made it an id.
bool lost_digits(const RawCell& cell) {
  if (cell.kind == CellKind::number || cell.kind == CellKind::date) {
    return cell.number >= 1e15 || cell.number <= -1e15;
  }
  const auto& text = cell.text;
  const auto mark = text.find("E+");
  return cell.kind == CellKind::text && mark != std::string::npos && mark > 0 &&
         text.find_first_not_of("0123456789.E+") == std::string::npos;
}

bool is_number_id(Field field) {
  return field == Field::case_id || field == Field::project_code || field == Field::unit_code;
}

/// A number in a column of texts, as people read it; a date cell as a date.
std::string plain_text(const RawCell& cell) {
  if (cell.kind != CellKind::date) return cell.text;
  const auto day = day_in(cell);
  return day && *day ? domain::to_text(**day) : cell.text;
}

void note(LedgerEntry& entry, const std::string& column, std::string problem, std::string mend,
          bool refuses) {
  entry.problems.push_back(
      {entry.sheet, entry.row, column, std::move(problem), std::move(mend), refuses});
}

void check_order_of_days(LedgerEntry& entry, const std::string& ended, const std::string& accepted,
                         const std::string& due) {
  if (!entry.received) return;
  const auto received = domain::to_text(*entry.received);
  if (entry.ended && *entry.ended < *entry.received) {
    note(entry, ended, "办结日期 " + domain::to_text(*entry.ended) + " 早于收件日期 " + received,
         "核对两个日期，改正后再导入", true);
  }
  if (entry.accepted && *entry.accepted < *entry.received) {
    note(entry, accepted,
         "受理日期 " + domain::to_text(*entry.accepted) + " 早于收件日期 " + received,
         "核对两个日期，改正后再导入", true);
  }
  if (entry.ended && entry.accepted && *entry.ended < *entry.accepted) {
    note(entry, ended,
         "办结日期 " + domain::to_text(*entry.ended) + " 早于受理日期 " +
             domain::to_text(*entry.accepted),
         "核对两个日期", false);
  }
  if (entry.due && *entry.due < *entry.received) {
    note(entry, due, "应办结日期 " + domain::to_text(*entry.due) + " 早于收件日期 " + received,
         "核对两个日期", false);
  }
}

}  // namespace

RowReader::RowReader(std::string sheet, const Header& header, const LedgerMap* map)
    : sheet_(std::move(sheet)), columns_(field_count) {
  for (const auto field : all_fields()) names_.emplace_back(name_of(field));
  for (const auto& use : header.columns) {
    columns_[static_cast<std::size_t>(use.field)].push_back(use);
  }
  for (auto& uses : columns_) {
    std::stable_sort(uses.begin(), uses.end(),
                     [](const auto& a, const auto& b) { return a.rank < b.rank; });
  }
  if (map == nullptr) return;
  for (const auto& [name, words] : map->values) {
    const auto field = field_from(name);
    if (!field) continue;
    for (const auto& [from, to] : words) values_[*field][comparable(from)] = to;
  }
  for (const auto& [name, value] : map->constants) {
    const auto field = field_from(name);
    if (!field) continue;
    RawCell cell;
    cell.kind = CellKind::text;
    cell.text = value;
    constants_[*field] = cell;
  }
}

Result<void, SheetError> RowReader::check_constants() const {
  LedgerEntry entry;
  for (const auto& [field, cell] : constants_) {
    take({&cell, &names_[static_cast<std::size_t>(field)]}, field, entry);
    if (entry.problems.empty()) continue;
    return Unexpected{SheetError{"映射文件的 constants." + std::string(name_of(field)) + "：" +
                                     entry.problems.front().problem,
                                 entry.problems.front().mend}};
  }
  return {};
}

RowReader::Source RowReader::find(const RawRow& row, Field field) const {
  const auto& uses = columns_[static_cast<std::size_t>(field)];
  for (const auto& use : uses) {
    const auto* cell = row.find(use.column);
    if (cell != nullptr && !stands_for_nothing(cell->text)) return {cell, &use.heading};
  }
  const auto fixed = constants_.find(field);
  const auto* name = &names_[static_cast<std::size_t>(field)];
  if (fixed != constants_.end()) return {&fixed->second, name};
  return {nullptr, uses.empty() ? name : &uses.front().heading};
}

const RawCell* RowReader::translated(Field field, const RawCell* cell, RawCell& room) const {
  const auto words = values_.find(field);
  if (words == values_.end() || cell == nullptr) return cell;
  const auto found = words->second.find(comparable(cell->text));
  if (found == words->second.end()) return cell;
  if (found->second.empty()) return nullptr;
  room = {CellKind::text, found->second, 0};
  return &room;
}

void RowReader::take(const Source& source, Field field, LedgerEntry& entry) const {
  if (source.cell == nullptr) return;
  const auto& cell = *source.cell;
  if (is_day(field)) {
    if (is_not_yet(field, cell.text)) return;
    const auto day = day_in(cell);
    if (day) {
      day_slot(entry, field) = *day;
    } else {
      note(entry, *source.column, day.error().problem, day.error().mend, true);
    }
    return;
  }
  if (field == Field::promised_days) {
    const auto days = days_in(cell);
    if (days) {
      entry.promised_days = *days;
    } else {
      note(entry, *source.column, days.error().problem, days.error().mend, false);
    }
    return;
  }
  if (cell.kind == CellKind::error) {
    note(entry, *source.column, "单元格的公式出错（" + cell.text + "），按空白处理",
         "改正公式，或直接填写内容", false);
    return;
  }
  if (is_number_id(field) && lost_digits(cell)) {
    note(entry, *source.column, "长编号被表格软件改成了科学计数（" + cell.text + "），末几位已丢失",
         "把该列设为文本格式，重新填写编号", field != Field::unit_code);
    return;
  }
  const auto text = plain_text(cell);
  auto clean = field == Field::officer ? person_name(text) : normalised(text);
  if (clean.empty() || stands_for_nothing(clean)) return;
  if (has_replacement(clean)) {
    note(entry, *source.column, "有读不出的文字：" + clean, "另存为 UTF-8 的 csv 或 xlsx 后再导入",
         false);
  }
  text_slot(entry, field) = std::move(clean);
}

LedgerEntry RowReader::read(const RawRow& row) const {
  LedgerEntry entry;
  entry.sheet = sheet_;
  entry.row = row.number;
  std::array<const std::string*, field_count> columns{};
  RawCell room;
  for (const auto field : all_fields()) {
    auto source = find(row, field);
    source.cell = translated(field, source.cell, room);
    take(source, field, entry);
    columns[static_cast<std::size_t>(field)] = source.column;
  }
  const auto column = [&](Field field) -> const std::string& {
    return *columns[static_cast<std::size_t>(field)];
  };
  if (!entry.case_id && !entry.project_code && !entry.project_name) {
    const bool told =
        std::any_of(entry.problems.begin(), entry.problems.end(), [&](const RowProblem& problem) {
          return problem.refuses && (problem.column == column(Field::case_id) ||
                                     problem.column == column(Field::project_code));
        });
    if (!told) {
      note(entry, "", "认不出是哪一件：办件编号、项目代码、项目名称都没有填",
           "至少填写其中一项；不是办件的行请删去", true);
    }
  }
  const bool told = std::any_of(entry.problems.begin(), entry.problems.end(), [&](const auto& p) {
    return p.refuses && p.column == column(Field::received);
  });
  if (!entry.received && !told) {
    note(entry, column(Field::received), "没有收件日期", "填写收到申请材料的日期，例如 2022-08-31",
         true);
  }
  check_order_of_days(entry, column(Field::ended), column(Field::accepted), column(Field::due));
  return entry;
}

}  // namespace qidi::sheets
