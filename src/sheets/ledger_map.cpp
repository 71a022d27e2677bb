// The TOML side of LedgerMap. The one translation unit that includes toml++.
#include "sheets/ledger_map.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <cstdio>
#include <memory>

#include "domain/time/day.h"
#include "sheets/ledger_field.h"
#include "sheets/sheet_file.h"

namespace qidi::sheets {

namespace {

constexpr std::size_t most_bytes = 1U << 20;

SheetError wrong(const std::string& key, const std::string& what, const std::string& mend) {
  return {"映射文件的 " + key + " " + what, mend};
}

std::string field_names() {
  std::string names;
  for (const auto field : all_fields()) {
    names += (names.empty() ? "" : "、") + std::string(name_of(field));
  }
  return names;
}

Result<void, SheetError> check_field(const std::string& table, std::string_view key) {
  if (field_from(key)) return {};
  const auto nearest = nearest_field(key);
  return Unexpected{wrong(
      table + "." + std::string(key), "不是已知的字段",
      nearest ? "是否应为 " + std::string(name_of(*nearest)) : "可用的字段：" + field_names())};
}

/// A value as text: strings as they are, whole numbers and dates as people write them.
std::optional<std::string> text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* date = node.as_date()) {
    const auto& day = date->get();
    return domain::to_text(domain::make_day(day.year, day.month, day.day));
  }
  return std::nullopt;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Result<void, SheetError> read_pairs(const toml::node& node, const std::string& name, Pairs& into) {
  const auto* table = node.as_table();
  if (table == nullptr) {
    return Unexpected{wrong(name, "应是一个表", "写成 [" + name + "]，下面每行 字段 = \"…\"")};
  }
  for (const auto& [key, value] : *table) {
    QIDI_CHECK(check_field(name, key.str()));
    const auto text = text_of(value);
    if (!text || text->empty()) {
      return Unexpected{wrong(name + "." + std::string(key.str()), "应是文字", "写成带引号的文字")};
    }
    into.emplace_back(std::string(key.str()), *text);
  }
  return {};
}

Result<void, SheetError> read_values(const toml::node& node, LedgerMap& map) {
  const auto* tables = node.as_table();
  if (tables == nullptr) {
    return Unexpected{
        wrong("values", "应是一组表", "写成 [values.state]，下面每行 \"表中的值\" = \"…\"")};
  }
  for (const auto& [field, inner] : *tables) {
    QIDI_CHECK(check_field("values", field.str()));
    const auto name = "values." + std::string(field.str());
    const auto* table = inner.as_table();
    if (table == nullptr) {
      return Unexpected{wrong(name, "应是一个表", "写成 [" + name + "]")};
    }
    for (const auto& [key, value] : *table) {
      const auto text = text_of(value);
      if (!text) {
        return Unexpected{
            wrong(name + "." + std::string(key.str()), "应是文字", "写成带引号的文字")};
      }
      map.values[std::string(field.str())][std::string(key.str())] = *text;
    }
  }
  return {};
}

Result<void, SheetError> read_key(const std::string& key, const toml::node& node, LedgerMap& map) {
  if (key == "columns") return read_pairs(node, key, map.columns);
  if (key == "constants") return read_pairs(node, key, map.constants);
  if (key == "values") return read_values(node, map);
  if (key == "sheet") {
    map.sheet = text_of(node);
    if (map.sheet && !map.sheet->empty()) return {};
    return Unexpected{wrong(key, "应是工作表的名字或序号", "写成 sheet = \"项目总表\"")};
  }
  if (key == "header_row") {
    const auto* number = node.as_integer();
    if (number != nullptr && number->get() >= 1 && number->get() <= 1048576) {
      map.header_row = static_cast<int>(number->get());
      return {};
    }
    return Unexpected{wrong(key, "应是从 1 数起的行号", "写成 header_row = 3")};
  }
  return Unexpected{wrong(key, "不是已知的键",
                          "可用的键：sheet、header_row、[columns]、[constants]、[values.字段]")};
}

}  // namespace

Result<LedgerMap, SheetError> parse_map(const std::string& text) {
  const auto parsed = toml::parse(text);
  if (!parsed) {
    return Unexpected{SheetError{
        "映射文件第 " + std::to_string(parsed.error().source().begin.line) + " 行不合 TOML 格式",
        "检查该行的引号和等号（" + std::string(parsed.error().description()) + "）"}};
  }
  LedgerMap map;
  for (const auto& [key, node] : parsed.table()) {
    QIDI_CHECK(read_key(std::string(key.str()), node, map));
  }
  for (const auto& [field, value] : map.constants) {
    for (const auto& [column, heading] : map.columns) {
      if (column == field) {
        return Unexpected{wrong("constants." + field, "与 columns." + field + " 重复",
                                "同一字段只能取自一列，或只用一个固定值")};
      }
    }
  }
  return map;
}

Result<LedgerMap, SheetError> read_map(const std::string& path) {
  const FilePointer file(std::fopen(path.c_str(), "rbe"));
  if (!file) return Unexpected{SheetError{"打不开映射文件：" + path, "检查路径和文件名"}};
  std::string text(most_bytes + 1, '\0');
  const auto n = std::fread(text.data(), 1, text.size(), file.get());
  if (std::ferror(file.get()) != 0) {
    return Unexpected{SheetError{"读不了映射文件：" + path, "检查是否是普通文件"}};
  }
  if (n > most_bytes) return Unexpected{SheetError{"映射文件超过 1 MB", "检查是否选错了文件"}};
  text.resize(n);
  return parse_map(text);
}

}  // namespace qidi::sheets
