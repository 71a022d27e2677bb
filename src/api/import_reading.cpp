// In: a mapping as the page sends it, and the desk's own file.
#include <algorithm>
#include <array>

#include "answers/json_out.h"
#include "api/import_json.h"
#include "api/problems.h"

namespace qidi::api {

namespace {

namespace json = boost::json;
using answers::JsonList;
using answers::JsonObject;

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

http::Problem wrong(const std::string& field, std::string detail) {
  auto problem = bad_parameter(field, std::move(detail));
  problem.status = 422;
  problem.refusal = "field_invalid";
  return problem;
}

Read<const json::object*> table_of(const json::object& body, const std::string& name) {
  const auto* value = body.if_contains(name);
  if (value == nullptr) return static_cast<const json::object*>(nullptr);
  if (!value->is_object()) return Unexpected{wrong(name, name + " 应为一个对象")};
  return &value->get_object();
}

Read<void> check_field(const std::string& table, std::string_view field, const FieldNames& fields) {
  const bool known = std::any_of(fields.begin(), fields.end(),
                                 [&](const auto& entry) { return entry.first == field; });
  if (known) return {};
  return Unexpected{wrong(table + "." + std::string(field), "没有字段 " + std::string(field))};
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Read<Pairs> pairs_of(const json::object& body, const std::string& name, const FieldNames& fields) {
  Pairs pairs;
  QIDI_TRY(table, table_of(body, name));
  if (table == nullptr) return pairs;
  for (const auto& [field, value] : *table) {
    QIDI_CHECK(check_field(name, field, fields));
    if (!value.is_string()) {
      return Unexpected{wrong(name + "." + std::string(field), std::string(field) + " 应为文字")};
    }
    pairs.emplace_back(std::string(field), text_of(value));
  }
  return pairs;
}

Read<void> read_values(const json::object& body, const FieldNames& fields, office::LedgerMap& map) {
  QIDI_TRY(tables, table_of(body, "values"));
  if (tables == nullptr) return {};
  for (const auto& [field, words] : *tables) {
    QIDI_CHECK(check_field("values", field, fields));
    if (!words.is_object()) {
      return Unexpected{wrong("values." + std::string(field), "values 的每个字段应为一个对象")};
    }
    for (const auto& [from, to] : words.get_object()) {
      if (!to.is_string()) {
        return Unexpected{wrong("values." + std::string(field), "对应的值应为文字")};
      }
      map.values[std::string(field)][std::string(from)] = text_of(to);
    }
  }
  return {};
}

std::string stored_map(const office::LedgerMap& map) {
  const auto pairs = [](const Pairs& all) {
    JsonObject object;
    for (const auto& [name, value] : all) object.text(name, value);
    return object.done();
  };
  JsonObject values;
  for (const auto& [field, words] : map.values) {
    JsonObject inner;
    for (const auto& [from, to] : words) inner.text(from, to);
    values.raw(field, inner.done());
  }
  JsonObject object;
  if (map.sheet) object.text("sheet", *map.sheet);
  if (map.header_row) object.number("header_row", *map.header_row);
  return object.raw("columns", pairs(map.columns))
      .raw("constants", pairs(map.constants))
      .raw("values", values.done())
      .done();
}

/// Reads members of the desk's own file; what is not there is left as it was.
class Stored {
 public:
  explicit Stored(const json::object& object) : object_(object) {}
  void text(const char* name, std::string& into) const {
    if (const auto* value = object_.if_contains(name)) into = text_of(*value);
  }
  void number(const char* name, long long& into) const {
    const auto* value = object_.if_contains(name);
    if (value != nullptr && value->is_int64()) into = value->get_int64();
  }
  void flag(const char* name, bool& into) const {
    const auto* value = object_.if_contains(name);
    if (value != nullptr && value->is_bool()) into = value->get_bool();
  }
  void instant(const char* name, std::optional<domain::Instant>& into) const {
    if (const auto* value = object_.if_contains(name))
      into = domain::parse_instant(text_of(*value));
  }
  void json_text(const char* name, std::string& into) const {
    if (const auto* value = object_.if_contains(name)) into = json::serialize(*value);
  }
  const json::object* object(const char* name) const {
    const auto* value = object_.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
  }
  const json::array* array(const char* name) const {
    const auto* value = object_.if_contains(name);
    return value == nullptr ? nullptr : value->if_array();
  }

 private:
  const json::object& object_;
};

void read_run(const Stored& stored, Import& import) {
  stored.number("rows_read", import.rows_read);
  stored.flag("dry_run", import.dry_run);
  stored.flag("update", import.update);
  if (const auto* counts = stored.object("counts")) {
    const Stored inner(*counts);
    record::ImportSummary summary;
    inner.number("adopted", summary.adopted);
    inner.number("updated", summary.updated);
    inner.number("merged", summary.merged);
    inner.number("refused", summary.refused);
    inner.number("skipped", summary.skipped);
    inner.number("warned", summary.warned);
    import.counts = summary;
    import.rows_total = import.rows_read;
  }
  if (const auto* undone = stored.object("undone")) {
    const Stored inner(*undone);
    import.undone.emplace();
    inner.number("removed", import.undone->removed);
    inner.number("kept", import.undone->kept);
  }
  stored.instant("finished", import.finished);
  if (const auto* same = stored.object("same_file")) {
    const Stored inner(*same);
    std::optional<domain::Instant> uploaded;
    import.same_file.emplace();
    inner.text("import", import.same_file->id);
    inner.instant("uploaded", uploaded);
    import.same_file->uploaded = uploaded.value_or(domain::Instant{});
  }
}

}  // namespace

Read<office::LedgerMap> mapping_from(const json::object& body, const FieldNames& fields) {
  constexpr std::array<std::string_view, 5> known{"sheet", "header_row", "columns", "constants",
                                                  "values"};
  for (const auto& [name, value] : body) {
    if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end()) {
      return Unexpected{wrong(std::string(name), "没有这个成员：" + std::string(name))};
    }
  }
  office::LedgerMap map;
  if (const auto* sheet = body.if_contains("sheet")) {
    if (text_of(*sheet).empty()) return Unexpected{wrong("sheet", "sheet 应为工作表的名字")};
    map.sheet = text_of(*sheet);
  }
  if (const auto* row = body.if_contains("header_row")) {
    if (!row->is_int64() || row->get_int64() < 1 || row->get_int64() > 1'048'576) {
      return Unexpected{wrong("header_row", "header_row 应是从 1 数起的行号")};
    }
    map.header_row = static_cast<int>(row->get_int64());
  }
  QIDI_TRY(columns, pairs_of(body, "columns", fields));
  QIDI_TRY(constants, pairs_of(body, "constants", fields));
  map.columns = std::move(columns);
  map.constants = std::move(constants);
  std::erase_if(map.constants, [](const auto& constant) { return constant.second.empty(); });
  for (const auto& [field, value] : map.constants) {
    for (const auto& [mapped, column] : map.columns) {
      if (mapped == field && !column.empty()) {
        return Unexpected{
            wrong("constants." + field, "同一字段只能取自一列，或只用一个固定值：" + field)};
      }
    }
  }
  QIDI_CHECK(read_values(body, fields, map));
  return map;
}

/// Without a role that is known the import reaches nothing, and nobody but its owner sees it.
domain::Actor stored_actor(const Stored& stored) {
  domain::Actor actor;
  std::string role;
  stored.text("id", actor.id);
  stored.text("name", actor.name);
  stored.text("role", role);
  stored.text("department", actor.department);
  stored.text("region", actor.region);
  actor.role = domain::role_from(role).value_or(domain::Role::system_admin);
  return actor;
}

std::string stored_import(const Import& import) {
  JsonList keys;
  for (const auto& key : import.keys) {
    keys.add(JsonObject().text("key", key.key).text("content", key.content).done());
  }
  return JsonObject()
      .number("version", 1)
      .raw("import", import_json(import, {}, true))
      .raw("map", stored_map(import.map))
      .flag("ran", import.ran)
      .raw("by", JsonObject()
                     .text("id", import.by.id)
                     .text("name", import.by.name)
                     .text("role", domain::name_of(import.by.role))
                     .text("department", import.by.department)
                     .text("region", import.by.region)
                     .done())
      .text("sha256", import.counts ? import.counts->sha256 : "")
      .raw("keys", keys.done())
      .done();
}

std::optional<Import> read_stored_import(std::string_view text) {
  boost::system::error_code failed;
  const auto value = json::parse(text, failed);
  if (failed || !value.is_object()) return std::nullopt;
  const Stored outer(value.get_object());
  const auto* object = outer.object("import");
  const auto* map = outer.object("map");
  if (object == nullptr || map == nullptr) return std::nullopt;
  const Stored stored(*object);
  Import import;
  std::string state;
  std::optional<domain::Instant> uploaded;
  stored.text("id", import.id);
  stored.text("file_name", import.file_name);
  stored.text("file_hash", import.file_hash);
  stored.number("size", import.size);
  stored.text("state", state);
  stored.text("problem", import.problem);
  stored.text("mend", import.mend);
  stored.text("sheet", import.sheet);
  long long header_row = 0;
  stored.number("header_row", header_row);
  import.header_row = static_cast<int>(header_row);
  stored.json_text("columns", import.columns);
  stored.json_text("preview", import.preview);
  stored.instant("uploaded", uploaded);
  if (const auto* sheets = stored.array("sheets")) {
    for (const auto& sheet : *sheets) import.sheets.push_back(text_of(sheet));
  }
  read_run(stored, import);
  outer.flag("ran", import.ran);
  if (const auto* by = outer.object("by")) import.by = stored_actor(Stored(*by));
  if (import.counts) outer.text("sha256", import.counts->sha256);
  if (const auto* keys = outer.array("keys")) {
    for (const auto& entry : *keys) {
      if (!entry.is_object()) continue;
      AnsweredKey key;
      Stored(entry.get_object()).text("key", key.key);
      Stored(entry.get_object()).text("content", key.content);
      import.keys.push_back(std::move(key));
    }
  }
  const auto known = import_state_from(state);
  FieldNames all;
  for (const auto* table : {"columns", "constants", "values"}) {
    if (const auto* fields = Stored(*map).object(table)) {
      for (const auto& [field, ignored] : *fields) all.emplace_back(std::string(field), "");
    }
  }
  auto read_map = mapping_from(*map, all);
  if (!known || !uploaded || import.id.empty() || !read_map) return std::nullopt;
  import.state = *known;
  import.uploaded = *uploaded;
  import.map = std::move(*read_map);
  return import;
}

}  // namespace qidi::api
