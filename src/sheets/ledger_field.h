// The fields of a ledger row as sheets know them: their names in map files, their headings in the
// template, and the other headings under which departments write them.
// Clause N1; domain-facts 8.2 (columns of the ledger), interface.md "Map files".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qidi::sheets {

enum class Field : std::uint8_t {
  case_id,
  project_code,
  project_name,
  unit_name,
  unit_code,
  region,
  department,
  matter,
  officer,
  list,
  state,
  received,
  accepted,
  promised_days,
  due,
  ended,
  result,
  document_no,
  classification,
  measure,
  finish_by,
  remark,
};
inline constexpr std::size_t field_count = 22;

/// All fields in the order of the template.
std::span<const Field> all_fields();
/// "case_id": the field's name in map files.
std::string_view name_of(Field field);
/// 办件编号: the field's heading in the template.
std::string_view heading_of(Field field);
/// The field of a map file's key; nothing when there is none.
std::optional<Field> field_from(std::string_view name);
/// Whether the field holds a day.
bool is_day(Field field);
/// The field whose name is nearest to a mistyped one, or nothing when none is near.
std::optional<Field> nearest_field(std::string_view name);

/// The field a heading stands for by the built-in synonyms, and how well it does: 0 is best.
/// Where several columns stand for one field, the best rank takes it.
struct Meaning {
  Field field;
  int rank = 0;
};
/// `heading` is `comparable` (cell_text.h) already.
std::optional<Meaning> meaning_of(const std::string& heading);

}  // namespace qidi::sheets
