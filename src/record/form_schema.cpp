// Compiling a schema and holding values against it. What valijson throws becomes a fault here.
#include "record/form_schema.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <optional>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "record/canonical.h"
#include "record/form_subset.h"

namespace qidi::record {

namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;

constexpr std::size_t most_bytes = 40'000;

/// The property's schema on a path of names and list positions; null when there is none.
const json::object* schema_at(const json::object& root, const std::vector<std::string>& path) {
  const json::object* at = &root;
  for (const auto& step : path) {
    const bool is_list = at->contains("items");
    const auto* next = is_list ? at->if_contains("items") : at->if_contains("properties");
    if (next == nullptr || !next->is_object()) return nullptr;
    if (!is_list) next = next->get_object().if_contains(step);
    if (next == nullptr || !next->is_object()) return nullptr;
    at = &next->get_object();
  }
  return at;
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

/// As people write it: 12.5, which the library would serialize as 1.25E1.
std::string number_text(const json::value& value) {
  if (!value.is_double()) return json::serialize(value);
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(),
                                     value.get_double(), std::chars_format::fixed);
  return written.ec == std::errc{} ? std::string(digits.data(), written.ptr)
                                   : json::serialize(value);
}

/// What a property takes, in words for whoever fills it in.
std::string wanted(const json::object& property) {
  const auto type = text_at(property, "type");
  if (property.contains("enum")) return "请从所列选项中选择";
  if (text_at(property, "format") == "date") return "应为 YYYY-MM-DD 的日期";
  if (type == "boolean") return property.contains("const") ? "须确认此项" : "应为是或否";
  std::string said = type == "integer"  ? "应为整数"
                     : type == "number" ? "应为数字"
                     : type == "array"  ? "应为列表"
                                        : "应为文字";
  const auto add = [&](const char* name, const char* before, const char* after) {
    if (const auto* limit = property.if_contains(name)) {
      said.append("，").append(before).append(number_text(*limit)).append(after);
    }
  };
  add("minimum", "不小于 ", "");
  add("exclusiveMinimum", "大于 ", "");
  add("maximum", "不大于 ", "");
  add("exclusiveMaximum", "小于 ", "");
  add("minLength", "至少 ", " 个字");
  add("maxLength", "最多 ", " 个字");
  add("minItems", "至少 ", " 项");
  add("maxItems", "最多 ", " 项");
  return said;
}

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const auto& step : path) text += (text.empty() ? "" : "/") + step;
  return text;
}

/// valijson's context is "<root>", "[name]", "[3]", …
std::vector<std::string> path_of(const std::vector<std::string>& context) {
  std::vector<std::string> path;
  for (const auto& step : context) {
    if (step.size() > 2 && step.front() == '[') path.push_back(step.substr(1, step.size() - 2));
  }
  return path;
}

/// Whether the `if` of a condition holds, as the subset writes it.
bool holds(const json::object& test, const json::object& values) {
  if (const auto* demanded = test.if_contains("required")) {
    for (const auto& name : demanded->get_array()) {
      if (!values.contains(name.get_string())) return false;
    }
  }
  for (const auto& member : test.at("properties").get_object()) {
    const auto* value = values.if_contains(member.key());
    if (value == nullptr) continue;
    const auto& rule = member.value().get_object();
    if (const auto* equal = rule.if_contains("const"); equal != nullptr && *equal != *value) {
      return false;
    }
    if (const auto* choices = rule.if_contains("enum")) {
      const auto& list = choices->get_array();
      if (std::find(list.begin(), list.end(), *value) == list.end()) return false;
    }
  }
  return true;
}

/// A value for people, with its unit: 是, 12.5 公顷, 一、二.
std::string shown(const json::object& property, const json::value& value) {
  const auto unit = text_at(property, "x-unit");
  if (value.is_bool()) return value.get_bool() ? "是" : "否";
  if (value.is_string()) return std::string(value.get_string()) + unit;
  if (value.is_number()) return number_text(value) + (unit.empty() ? "" : " " + unit);
  if (!value.is_array()) return json::serialize(value);
  std::string all;
  const auto* items = property.if_contains("items");
  for (const auto& item : value.get_array()) {
    all += (all.empty() ? "" : "、") +
           shown(items != nullptr && items->is_object() ? items->get_object() : property, item);
  }
  return all;
}

/// A row of a list of rows: 单位名称：某院；承担：设计.
std::string shown_row(const json::object& columns, const json::object& row) {
  std::string all;
  const auto add = [&](const std::string& title, const std::string& text) {
    all += (all.empty() ? "" : "；") + title + "：" + text;
  };
  for (const auto& column : columns) {
    const auto* value = row.if_contains(column.key());
    const auto& property = column.value().get_object();
    if (value != nullptr) add(text_at(property, "title"), shown(property, *value));
  }
  for (const auto& member : row) {
    if (!columns.contains(member.key())) add(member.key(), json::serialize(member.value()));
  }
  return all;
}

void add_lines(const json::object& property, const json::value& value,
               std::vector<domain::FormLine>& lines) {
  const auto title = text_at(property, "title");
  const auto* items = property.if_contains("items");
  const auto* columns = items != nullptr && items->is_object()
                            ? items->get_object().if_contains("properties")
                            : nullptr;
  if (columns == nullptr || !columns->is_object() || !value.is_array()) {
    lines.push_back({title, shown(property, value)});
    return;
  }
  std::size_t number = 0;
  for (const auto& row : value.get_array()) {
    lines.push_back({title + " " + std::to_string(++number),
                     row.is_object() ? shown_row(columns->get_object(), row.get_object())
                                     : json::serialize(row)});
  }
}

class SchemaForm : public domain::Form {
 public:
  explicit SchemaForm(json::value schema) : schema_(std::move(schema)) {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema_), compiled_);
  }

  Result<std::string, domain::FormFault> read(std::string_view text) const override {
    auto canonical = canonicalise(text.empty() ? "{}" : text, Numbers::with_fractions);
    if (!canonical) return Unexpected{domain::FormFault{"", canonical.error()}};
    if (canonical->size() > most_bytes) return Unexpected{domain::FormFault{"", "内容过长"}};
    json::error_code failed;
    const auto values = json::parse(*canonical, failed);
    if (failed || !values.is_object()) {
      return Unexpected{domain::FormFault{"", "应为一个 JSON 对象"}};
    }
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (!validator.validate(compiled_, Adapter(values), &results)) {
      return Unexpected{fault_of(results, values.get_object())};
    }
    return *canonical == "{}" ? std::string() : *canonical;
  }

  std::vector<domain::FormLine> lines(std::string_view text) const override {
    json::error_code failed;
    const auto values = json::parse(text.empty() ? "{}" : text, failed);
    std::vector<domain::FormLine> lines;
    if (failed || !values.is_object()) return lines;
    const auto& properties = schema_.get_object().at("properties").get_object();
    for (const auto& member : properties) {
      const auto* value = values.get_object().if_contains(member.key());
      if (value != nullptr) add_lines(member.value().get_object(), *value, lines);
    }
    for (const auto& member : values.get_object()) {
      if (properties.contains(member.key())) continue;
      lines.push_back({std::string(member.key()), json::serialize(member.value())});
    }
    return lines;
  }

 private:
  /// The first fault in the order of the form, so that a page can lead there.
  domain::FormFault fault_of(valijson::ValidationResults& results,
                             const json::object& values) const {
    valijson::ValidationResults::Error error;
    std::vector<std::string> path;
    std::string description;
    while (results.popError(error)) {
      auto found = path_of(error.context);
      static constexpr std::string_view missing = "Missing required property '";
      if (const auto at = error.description.find(missing); at != std::string::npos) {
        const auto from = at + missing.size();
        found.push_back(error.description.substr(from, error.description.find('\'', from) - from));
        return {joined(found), "缺少必填内容" + title_of(found)};
      }
      if (found.size() > path.size() || description.empty()) {
        path = std::move(found);
        description = error.description;
      }
    }
    if (path.empty()) return against_the_whole(values);
    const auto* property = schema_at(schema_.get_object(), path);
    if (property == nullptr) return {joined(path), "没有这个栏目"};
    if (property->contains("properties")) return against_row(path, *property, values);
    return {joined(path), wanted(*property) + title_of(path)};
  }

  std::string title_of(const std::vector<std::string>& path) const {
    const auto* property = schema_at(schema_.get_object(), path);
    return property == nullptr ? std::string() : "：" + text_at(*property, "title");
  }

  /// What valijson tells of a row as a whole: it is none, or brings a column that is not listed.
  static domain::FormFault against_row(std::vector<std::string> path, const json::object& schema,
                                       const json::object& values) {
    const auto& list = values.at(path.front()).get_array();
    const auto* row = list.at(std::stoul(path.back())).if_object();
    if (row == nullptr) return {joined(path), "应为一行内容"};
    for (const auto& member : *row) {
      if (schema.at("properties").get_object().contains(member.key())) continue;
      path.emplace_back(member.key());
      return {joined(path), "没有这个栏目"};
    }
    return {joined(path), "内容与表单不符"};
  }

  /// What valijson tells of no field: members that are not listed, and conditions.
  domain::FormFault against_the_whole(const json::object& values) const {
    const auto& form = schema_.get_object();
    for (const auto& member : values) {
      if (!form.at("properties").get_object().contains(member.key())) {
        return {std::string(member.key()), "没有这个栏目"};
      }
    }
    if (const auto* conditions = form.if_contains("allOf")) {
      for (const auto& condition : conditions->get_array()) {
        if (auto fault = against_condition(condition.get_object(), values)) return *fault;
      }
    }
    return {"", "内容与表单不符"};
  }

  std::optional<domain::FormFault> against_condition(const json::object& condition,
                                                     const json::object& values) const {
    const bool is_so = holds(condition.at("if").get_object(), values);
    const auto* branch = condition.if_contains(is_so ? "then" : "else");
    if (branch == nullptr) return std::nullopt;
    if (const auto* demanded = branch->get_object().if_contains("required")) {
      for (const auto& name : demanded->get_array()) {
        const std::string field(name.get_string());
        if (!values.contains(field)) return {{field, "缺少必填内容" + title_of({field})}};
      }
    }
    if (const auto* forbidden = branch->get_object().if_contains("properties")) {
      for (const auto& member : forbidden->get_object()) {
        const std::string field(member.key());
        if (values.contains(field)) return {{field, "此时不应填写" + title_of({field})}};
      }
    }
    return std::nullopt;
  }

  json::value schema_;
  valijson::Schema compiled_;
};

}  // namespace

Result<std::shared_ptr<const domain::Form>, std::string> compile_form(std::string_view text) {
  json::parse_options options;
  options.max_depth = 16;
  json::error_code failed;
  auto schema = json::parse(text, failed, {}, options);
  if (failed) return Unexpected{std::string("表单不是合法的 JSON")};
  if (auto fault = against_subset(schema)) return Unexpected{std::move(*fault)};
  try {
    return std::shared_ptr<const domain::Form>(std::make_shared<SchemaForm>(std::move(schema)));
  } catch (const std::exception& thrown) {
    return Unexpected{"表单无法使用：" + std::string(thrown.what())};
  }
}

}  // namespace qidi::record
