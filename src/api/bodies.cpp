// Refuses what cannot be read in one way only.
#include "api/bodies.h"

#include <algorithm>

#include "api/problems.h"
#include "record/canonical.h"

namespace qidi::api {

namespace {

http::Problem key_problem(std::string refusal, std::string title, std::string detail) {
  return {400, std::move(refusal), std::move(title), std::move(detail), "", "Idempotency-Key"};
}

constexpr std::size_t longest_text = 10'000;  ///< characters; a page shows 200 rows of them

/// Where the first text stands that is too long; empty when there is none.
std::string too_long(const boost::json::value& value, const std::string& path) {
  if (const auto* text = value.if_string()) {
    return characters_in({text->data(), text->size()}) > longest_text ? path : "";
  }
  const auto below = [&](const auto& name) { return path.empty() ? name : path + "/" + name; };
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      auto found = too_long(member.value(), below(std::string(member.key())));
      if (!found.empty()) return found;
    }
  }
  if (const auto* list = value.if_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      auto found = too_long((*list)[i], below(std::to_string(i)));
      if (!found.empty()) return found;
    }
  }
  return {};
}

}  // namespace

http::Problem field_invalid(std::string_view field, std::string detail) {
  auto problem = bad_parameter(field, std::move(detail));
  problem.status = 422;
  problem.refusal = "field_invalid";
  return problem;
}

Read<std::string> idempotency_key(const http::Request& request) {
  const auto key = request.header("Idempotency-Key");
  if (key.empty()) {
    return Unexpected{key_problem("idempotency_key_missing", "缺少 Idempotency-Key",
                                  "每次写入须带 Idempotency-Key，重发时用同一个")};
  }
  const bool readable = std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '.' || c == ':' || c == '-';
  });
  if (key.size() < 8 || key.size() > 128 || !readable) {
    return Unexpected{key_problem("idempotency_key_invalid", "Idempotency-Key 不合规",
                                  "Idempotency-Key 应为 8 至 128 个字母、数字或 _ . : -")};
  }
  return std::string(key);
}

Read<void> only_members(const boost::json::object& body,
                        std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : body) {
    if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end()) {
      return Unexpected{bad_parameter(name, "没有这个成员：" + std::string(name))};
    }
  }
  return {};
}

Read<std::string> text_member(const boost::json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  if (value == nullptr) return std::string();
  if (!value->is_string()) {
    return Unexpected{bad_parameter(name, std::string(name) + " 应为文字")};
  }
  return std::string(value->get_string());
}

namespace {

Read<boost::json::object> object_of(const http::Request& request, record::Numbers numbers) {
  const auto canonical = record::canonicalise(request.body, numbers);
  if (!canonical) {
    return Unexpected{
        bad_parameter("", "正文应为一个 JSON 对象，UTF-8，成员不重复，只含整数和文字")};
  }
  boost::system::error_code failed;
  auto value = boost::json::parse(*canonical, failed);
  if (failed || !value.is_object()) {
    return Unexpected{bad_parameter("", "正文应为一个 JSON 对象")};
  }
  if (auto field = too_long(value, ""); !field.empty()) {
    return Unexpected{field_invalid(
        field, "一项内容最多 " + std::to_string(longest_text) + " 个字：" + quoted(field))};
  }
  return std::move(value.as_object());
}

}  // namespace

Read<boost::json::object> json_body(const http::Request& request) {
  return object_of(request, record::Numbers::integers);
}

Read<boost::json::object> filing_body(const http::Request& request) {
  QIDI_TRY(body, object_of(request, record::Numbers::with_fractions));
  auto* form = body.if_contains("form");
  if (form == nullptr) return body;
  if (!form->is_object()) return Unexpected{field_invalid("form", "form 应为对象")};
  auto values =
      record::canonicalise(boost::json::serialize(*form), record::Numbers::with_fractions);
  if (!values) return Unexpected{field_invalid("form", values.error())};
  *form = boost::json::string(*values);
  return body;
}

}  // namespace qidi::api
