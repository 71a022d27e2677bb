// Out: the schema. Texts of sheets are shortened, so that no cell makes an answer large.
#include "api/import_json.h"

#include <array>

#include "answers/json_out.h"
#include "office/import_ledger.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

constexpr std::size_t shown_bytes = 300;

constexpr std::array<std::pair<ImportState, std::string_view>, 9> states{{
    {ImportState::unreadable, "unreadable"},
    {ImportState::unmapped, "unmapped"},
    {ImportState::mapped, "mapped"},
    {ImportState::running, "running"},
    {ImportState::tried, "tried"},
    {ImportState::done, "done"},
    {ImportState::undoing, "undoing"},
    {ImportState::undone, "undone"},
    {ImportState::failed, "failed"},
}};

std::string shortened(const std::string& text) {
  if (text.size() <= shown_bytes) return text;
  auto bytes = shown_bytes;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes) + "…";
}

std::string counts_json(const record::ImportSummary& counts) {
  return JsonObject()
      .number("adopted", counts.adopted)
      .number("updated", counts.updated)
      .number("merged", counts.merged)
      .number("refused", counts.refused)
      .number("skipped", counts.skipped)
      .number("warned", counts.warned)
      .done();
}

std::string pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  JsonObject object;
  for (const auto& [name, value] : pairs) object.text(name, value);
  return object.done();
}

std::string values_json(const office::LedgerMap& map) {
  JsonObject object;
  for (const auto& [field, words] : map.values) {
    JsonObject inner;
    for (const auto& [from, to] : words) inner.text(from, to);
    object.raw(field, inner.done());
  }
  return object.done();
}

std::string fields_json(const FieldNames& fields) {
  JsonList list;
  for (const auto& [field, name] : fields) {
    list.add(JsonObject().text("field", field).text("name", name).done());
  }
  return list.done();
}

std::string columns_json(const std::vector<office::OutlinedColumn>& columns) {
  JsonList list;
  for (const auto& column : columns) {
    JsonList sample;
    for (const auto& value : column.sample) sample.add_text(value);
    list.add(JsonObject()
                 .text("column", column.letter)
                 .text("heading", column.heading)
                 .raw("field", column.field.empty() ? "null" : answers::json_text(column.field))
                 .raw("sample", sample.done())
                 .done());
  }
  return list.done();
}

std::string values_of(const office::LedgerEntry& entry) {
  JsonObject values;
  const auto text = [&](std::string_view name, const std::optional<std::string>& value) {
    if (value) values.text(name, shortened(*value));
  };
  const auto day = [&](std::string_view name, const std::optional<domain::Day>& value) {
    if (value) values.text(name, domain::to_text(*value));
  };
  text("case_id", entry.case_id);
  text("project_code", entry.project_code);
  text("project_name", entry.project_name);
  text("unit_name", entry.unit_name);
  text("unit_code", entry.unit_code);
  text("region", entry.region);
  text("department", entry.department);
  text("matter", entry.matter);
  text("officer", entry.officer);
  text("list", entry.list);
  text("state", entry.state);
  day("received", entry.received);
  day("accepted", entry.accepted);
  if (entry.promised_days) values.text("promised_days", std::to_string(*entry.promised_days));
  day("due", entry.due);
  day("ended", entry.ended);
  text("result", entry.result);
  text("document_no", entry.document_no);
  text("classification", entry.classification);
  text("measure", entry.measure);
  day("finish_by", entry.finish_by);
  text("remark", entry.remark);
  return values.done();
}

std::string instant_or_null(const std::optional<domain::Instant>& instant) {
  return instant ? answers::json_text(domain::to_text(*instant)) : "null";
}

void add_progress(const Import& import, JsonObject& object) {
  object.raw("counts", import.counts ? counts_json(*import.counts) : "null")
      .number("rows_read", import.rows_read)
      .number("rows_total", import.rows_total)
      .flag("dry_run", import.dry_run)
      .flag("update", import.update)
      .raw("undone", import.undone ? JsonObject()
                                         .number("removed", import.undone->removed)
                                         .number("kept", import.undone->kept)
                                         .done()
                                   : "null")
      .text("uploaded", domain::to_text(import.uploaded))
      .raw("finished", instant_or_null(import.finished))
      .raw("same_file", import.same_file
                            ? JsonObject()
                                  .text("import", import.same_file->id)
                                  .text("uploaded", domain::to_text(import.same_file->uploaded))
                                  .done()
                            : "null")
      .flag("can_undo", import.can_undo());
}

}  // namespace

std::string_view name_of(ImportState state) {
  for (const auto& [known, name] : states) {
    if (known == state) return name;
  }
  return "";
}

std::optional<ImportState> import_state_from(std::string_view name) {
  for (const auto& [state, known] : states) {
    if (known == name) return state;
  }
  return std::nullopt;
}

std::string problem_json(const office::RowProblem& problem) {
  return JsonObject()
      .text("sheet", problem.sheet)
      .number("row", problem.row)
      .text("column", shortened(problem.column))
      .text("problem", shortened(problem.problem))
      .text("mend", shortened(problem.mend))
      .flag("refused", problem.refuses)
      .done();
}

std::string import_json(const Import& import, const FieldNames& fields, bool whole) {
  JsonList sheets;
  for (const auto& sheet : import.sheets) sheets.add_text(sheet);
  JsonObject object;
  object.text("id", import.id)
      .text("file_name", import.file_name)
      .text("file_hash", import.file_hash)
      .number("size", import.size)
      .text("state", name_of(import.state))
      .text("problem", import.problem)
      .text("mend", import.mend)
      .raw("sheets", sheets.done())
      .text("sheet", import.sheet)
      .number("header_row", import.header_row)
      .raw("columns", whole ? import.columns : "[]")
      .raw("constants", pairs_json(import.map.constants))
      .raw("values", values_json(import.map))
      .raw("fields", fields_json(fields))
      .raw("preview", whole ? import.preview : "[]");
  add_progress(import, object);
  return object.done();
}

void take_outline(Import& import, office::SheetOutline outline, const office::RuleBook& rules,
                  const office::Regions& regions, domain::Day today) {
  import.state = outline.lacking.empty() ? ImportState::mapped : ImportState::unmapped;
  import.problem = shortened(outline.lacking);
  import.mend = shortened(outline.mend);
  import.sheets = std::move(outline.sheets);
  import.sheet = std::move(outline.sheet);
  import.header_row = outline.header_row;
  import.columns = columns_json(outline.columns);
  import.counts.reset();
  import.rows_read = 0;
  import.rows_total.reset();
  JsonList preview;
  for (auto& entry : outline.first_rows) {
    const auto values = values_of(entry);
    (void)office::resolve_row(entry, rules, regions, today);
    JsonList problems;
    for (const auto& problem : entry.problems) problems.add(problem_json(problem));
    preview.add(JsonObject()
                    .number("row", entry.row)
                    .raw("values", values)
                    .raw("problems", problems.done())
                    .done());
  }
  import.preview = preview.done();
}

}  // namespace qidi::api
