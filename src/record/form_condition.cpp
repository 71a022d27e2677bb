// The subset keyword by keyword; the values by valijson.
#include "record/form_condition.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <exception>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace qidi::record {

namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;
using Fault = std::optional<std::string>;

std::optional<json::object> object_of(std::string_view text) {
  json::parse_options options;
  options.max_depth = 16;
  json::error_code failed;
  auto value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

constexpr std::array<std::string_view, 4> bounds{"minimum", "exclusiveMinimum", "maximum",
                                                 "exclusiveMaximum"};

/// A bound says nothing of what is no number, as JSON Schema has it; here a text is below every
/// bound.
void demand_numbers(json::value& condition) {
  if (auto* list = condition.if_array()) {
    for (auto& one : *list) demand_numbers(one);
  }
  auto* object = condition.if_object();
  if (object == nullptr) return;
  for (auto& member : *object) demand_numbers(member.value());
  const bool is_bound = std::any_of(bounds.begin(), bounds.end(),
                                    [&](const auto& name) { return object->contains(name); });
  if (is_bound) (*object)["type"] = "number";
}

/// The part of a form's schema that describes what `name` holds; null where there is none.
const json::object* part(const json::object* form, std::string_view name) {
  const auto* found = form == nullptr ? nullptr : form->if_contains(name);
  return found == nullptr ? nullptr : found->if_object();
}

/// Reads a condition beside the part of the form that it speaks of.
class ConditionReading {
 public:
  Fault against(const json::object& condition, const json::object* form, const std::string& place) {
    for (const auto& member : condition) {
      if (auto fault = against_keyword(condition, member, form, place)) return fault;
    }
    return std::nullopt;
  }

 private:
  Fault against_keyword(const json::object& condition, const json::key_value_pair& member,
                        const json::object* form, const std::string& place) {
    const std::string_view keyword = member.key();
    const auto& value = member.value();
    const auto here = place + "/" + std::string(keyword);
    if (std::find(bounds.begin(), bounds.end(), keyword) != bounds.end()) {
      return value.is_number() ? Fault() : here + "：应为数字";
    }
    if (keyword == "const" || keyword == "required") return std::nullopt;
    if (keyword == "enum") return value.is_array() ? Fault() : here + "：应为列表";
    if (keyword == "anyOf") return against_any(value, form, here);
    if (keyword == "contains") {
      if (!value.is_object()) return here + "：应为对象";
      return against(value.get_object(), part(form, "items"), here);
    }
    if (keyword == "properties") return against_properties(condition, value, form, here);
    return here + "：不支持";
  }

  Fault against_any(const json::value& value, const json::object* form, const std::string& place) {
    if (!value.is_array() || value.get_array().empty()) return place + "：应为不空的列表";
    for (const auto& one : value.get_array()) {
      if (!one.is_object()) return place + "：应为对象的列表";
      if (auto fault = against(one.get_object(), form, place)) return fault;
    }
    return std::nullopt;
  }

  Fault against_properties(const json::object& condition, const json::value& value,
                           const json::object* form, const std::string& place) {
    if (!value.is_object()) return place + "：应为对象";
    const auto* fields = part(form, "properties");
    for (const auto& member : value.get_object()) {
      const auto here = place + "/" + std::string(member.key());
      if (part(fields, member.key()) == nullptr) return here + "：申请表中没有这个栏目";
      if (!is_required(condition, member.key())) return here + "：须列入 required";
      if (!member.value().is_object()) return here + "：应为对象";
      auto fault = against(member.value().get_object(), part(fields, member.key()), here);
      if (fault) return fault;
    }
    return std::nullopt;
  }

  static bool is_required(const json::object& condition, std::string_view name) {
    const auto* found = condition.if_contains("required");
    const auto* list = found == nullptr ? nullptr : found->if_array();
    return list != nullptr && std::any_of(list->begin(), list->end(), [&](const json::value& one) {
             return one.is_string() && one.get_string() == name;
           });
  }
};

}  // namespace

std::optional<std::string> against_condition(std::string_view condition, std::string_view form) {
  const auto object = object_of(condition);
  if (!object) return "应为一个 JSON 对象";
  if (!object->contains("properties") && !object->contains("anyOf")) return "没有写明条件";
  const auto fields = object_of(form);
  return ConditionReading().against(*object, fields ? &*fields : nullptr, "");
}

bool meets_condition(std::string_view condition, std::string_view values) {
  const auto rule = object_of(condition);
  const auto filled = object_of(values);
  if (!rule || !filled) return false;
  json::value rule_value(*rule);
  demand_numbers(rule_value);
  const json::value filled_value(*filled);
  try {
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(rule_value), schema);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    return validator.validate(schema, Adapter(filled_value), nullptr);
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace qidi::record
