// Keyword by keyword: what is not named here is refused, so that nothing is half understood.
#include "record/form_subset.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace qidi::record {

namespace {

namespace json = boost::json;
using Fault = std::optional<std::string>;

constexpr std::size_t most_properties = 60;
constexpr std::size_t most_conditions = 20;

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found == nullptr ? std::string() : text_of(*found);
}

Fault at(const std::string& place, std::string_view what) {
  return place + "：" + std::string(what);
}

Fault only(const json::object& object, std::initializer_list<std::string_view> known,
           const std::string& place) {
  for (const auto& member : object) {
    if (std::find(known.begin(), known.end(), std::string_view(member.key())) == known.end()) {
      return at(place, "不支持 " + std::string(member.key()));
    }
  }
  return std::nullopt;
}

bool is_name(std::string_view name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && name.size() <= 60 && letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Limits must be numbers, counts not negative, an enum a list of different texts.
Fault against_values(const json::object& object, const std::string& place) {
  for (const auto* name : {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}) {
    const auto* found = object.if_contains(name);
    if (found != nullptr && !found->is_number()) return at(place, std::string(name) + " 应为数字");
  }
  for (const auto* name : {"minLength", "maxLength", "minItems", "maxItems"}) {
    const auto* found = object.if_contains(name);
    if (found != nullptr && (!found->is_int64() || found->get_int64() < 0)) {
      return at(place, std::string(name) + " 应为非负整数");
    }
  }
  for (const auto* name : {"title", "description", "x-unit", "x-title-en"}) {
    const auto* found = object.if_contains(name);
    if (found != nullptr && !found->is_string()) return at(place, std::string(name) + " 应为文字");
  }
  if (const auto* choices = object.if_contains("enum")) {
    const auto* list = choices->if_array();
    if (list == nullptr || list->empty()) return at(place, "enum 应为不空的列表");
    for (auto one = list->begin(); one != list->end(); ++one) {
      if (!one->is_string() || std::find(list->begin(), one, *one) != one) {
        return at(place, "enum 应为互不相同的文字");
      }
    }
  }
  return std::nullopt;
}

Fault against_object(const json::value& value, const std::string& place, bool is_row);

Fault against_items(const json::object& property, const std::string& place) {
  const auto* items = property.if_contains("items");
  const auto* object = items == nullptr ? nullptr : items->if_object();
  if (object == nullptr) return at(place, "缺少 items");
  if (text_at(*object, "type") == "object") return against_object(*items, place + "/items", true);
  if (auto fault = only(*object, {"type", "enum"}, place + "/items")) return fault;
  if (text_at(*object, "type") != "string" || !object->contains("enum")) {
    return at(place, "items 应为一行（object）或可选项（string 加 enum）");
  }
  return against_values(*object, place + "/items");
}

Fault against_property(const json::value& value, const std::string& place, bool in_row) {
  const auto* property = value.if_object();
  if (property == nullptr) return at(place, "应为对象");
  if (text_at(*property, "title").empty()) return at(place, "缺少 title");
  if (auto fault = against_values(*property, place)) return fault;
  const auto type = text_at(*property, "type");
  if (type == "string") {
    const auto format = property->if_contains("format");
    if (format != nullptr && text_of(*format) != "date") return at(place, "format 只支持 date");
    return only(
        *property,
        {"type", "title", "x-title-en", "description", "enum", "minLength", "maxLength", "format"},
        place);
  }
  if (type == "integer" || type == "number") {
    return only(*property,
                {"type", "title", "x-title-en", "description", "x-unit", "minimum", "maximum",
                 "exclusiveMinimum", "exclusiveMaximum"},
                place);
  }
  if (type == "boolean") {
    const auto* needed = property->if_contains("const");
    if (needed != nullptr && !needed->is_bool()) return at(place, "const 应为 true 或 false");
    return only(*property, {"type", "title", "x-title-en", "description", "const"}, place);
  }
  if (type == "array" && !in_row) {
    if (auto fault = against_items(*property, place)) return fault;
    return only(*property,
                {"type", "title", "x-title-en", "description", "items", "minItems", "maxItems",
                 "uniqueItems"},
                place);
  }
  return at(place, in_row ? "行内只支持 string、integer、number、boolean"
                          : "type 只支持 string、integer、number、boolean、array");
}

Fault against_names(const json::value* value, const json::object& properties,
                    const std::string& place) {
  if (value == nullptr) return std::nullopt;
  const auto* list = value->if_array();
  if (list == nullptr) return at(place, "应为列表");
  for (const auto& name : *list) {
    if (!name.is_string() || !properties.contains(name.get_string())) {
      return at(place, "没有这个栏目：" + text_of(name));
    }
  }
  return std::nullopt;
}

/// `then` and `else`: properties that are demanded, or forbidden by the schema `false`.
Fault against_branch(const json::value* value, const json::object& properties,
                     const std::string& place) {
  if (value == nullptr) return std::nullopt;
  const auto* branch = value->if_object();
  if (branch == nullptr) return at(place, "应为对象");
  if (auto fault = only(*branch, {"required", "properties"}, place)) return fault;
  if (auto fault = against_names(branch->if_contains("required"), properties, place)) return fault;
  const auto* forbidden = branch->if_contains("properties");
  if (forbidden == nullptr) return std::nullopt;
  if (!forbidden->is_object()) return at(place, "properties 应为对象");
  for (const auto& member : forbidden->get_object()) {
    const bool is_false = member.value().is_bool() && !member.value().get_bool();
    if (!is_false || !properties.contains(member.key())) {
      return at(place, "properties 中只能把已有栏目写为 false");
    }
  }
  return std::nullopt;
}

Fault against_condition(const json::value& value, const json::object& properties,
                        const std::string& place) {
  const auto* condition = value.if_object();
  if (condition == nullptr) return at(place, "应为对象");
  if (auto fault = only(*condition, {"if", "then", "else"}, place)) return fault;
  const auto* asked = condition->if_contains("if");
  if (asked == nullptr || !asked->is_object()) return at(place, "缺少 if");
  const auto& test = asked->get_object();
  if (auto fault = only(test, {"properties", "required"}, place + "/if")) return fault;
  if (auto fault = against_names(test.if_contains("required"), properties, place + "/if")) {
    return fault;
  }
  const auto* values = test.if_contains("properties");
  if (values == nullptr || !values->is_object() || values->get_object().empty()) {
    return at(place, "if 缺少 properties");
  }
  for (const auto& member : values->get_object()) {
    const auto* rule = member.value().if_object();
    if (rule == nullptr || !properties.contains(member.key()) || rule->size() != 1 ||
        only(*rule, {"const", "enum"}, "")) {
      return at(place, "if 只能用 const 或 enum 比较已有栏目的值");
    }
    if (const auto* choices = rule->if_contains("enum"); choices && !choices->is_array()) {
      return at(place, "enum 应为列表");
    }
  }
  if (auto fault = against_branch(condition->if_contains("then"), properties, place + "/then")) {
    return fault;
  }
  return against_branch(condition->if_contains("else"), properties, place + "/else");
}

Fault against_object(const json::value& value, const std::string& place, bool is_row) {
  const auto* object = value.if_object();
  if (object == nullptr || text_at(*object, "type") != "object") {
    return at(place, "type 应为 object");
  }
  const auto fault =
      is_row ? only(*object, {"type", "properties", "required", "additionalProperties"}, place)
             : only(*object,
                    {"$schema", "type", "title", "x-title-en", "description", "properties",
                     "required", "additionalProperties", "allOf"},
                    place);
  if (fault) return fault;
  const auto* closed = object->if_contains("additionalProperties");
  if (closed == nullptr || !closed->is_bool() || closed->get_bool()) {
    return at(place, "须写明 additionalProperties: false");
  }
  const auto* properties = object->if_contains("properties");
  if (properties == nullptr || !properties->is_object() || properties->get_object().empty() ||
      properties->get_object().size() > most_properties) {
    return at(place, "properties 应有 1 至 60 个栏目");
  }
  const auto& listed = properties->get_object();
  for (const auto& member : listed) {
    const auto below = place + "/" + std::string(member.key());
    if (!is_name(member.key())) return at(below, "栏目名只能用小写字母、数字和下划线");
    if (auto wrong = against_property(member.value(), below, is_row)) return wrong;
  }
  if (auto wrong = against_names(object->if_contains("required"), listed, place + "/required")) {
    return wrong;
  }
  const auto* conditions = object->if_contains("allOf");
  if (conditions == nullptr) return std::nullopt;
  if (!conditions->is_array() || conditions->get_array().size() > most_conditions) {
    return at(place, "allOf 应为列表，最多 20 项");
  }
  for (std::size_t i = 0; i < conditions->get_array().size(); ++i) {
    const auto below = place + "/allOf/" + std::to_string(i);
    if (auto wrong = against_condition(conditions->get_array()[i], listed, below)) return wrong;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> against_subset(const boost::json::value& schema) {
  return against_object(schema, "表单", false);
}

}  // namespace qidi::record
