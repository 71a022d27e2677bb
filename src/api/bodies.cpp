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

}  // namespace

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

Read<boost::json::object> json_body(const http::Request& request) {
  const auto canonical = record::canonicalise(request.body);
  if (!canonical) {
    return Unexpected{
        bad_parameter("", "正文应为一个 JSON 对象，UTF-8，成员不重复，只含整数和文字")};
  }
  boost::system::error_code failed;
  auto value = boost::json::parse(*canonical, failed);
  if (failed || !value.is_object()) {
    return Unexpected{bad_parameter("", "正文应为一个 JSON 对象")};
  }
  return std::move(value.as_object());
}

}  // namespace qidi::api
