// Problems as JSON: the text is escaped here byte by byte, so that nothing a client sent can leave
// its string. interface.md, HTTP; RFC 9457.
#include "http/problem.h"

namespace qidi::http {

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "请求格式有误";
    case 403:
      return "不允许此操作";
    case 404:
      return "没有这个地址";
    case 405:
      return "此地址不支持该方法";
    case 408:
      return "请求超时";
    case 409:
      return "与当前状态冲突";
    case 413:
      return "内容过大";
    case 414:
      return "地址过长";
    case 415:
      return "内容类型不受支持";
    case 417:
      return "不支持的期望";
    case 421:
      return "主机名不属于本服务";
    case 428:
      return "缺少前提条件";
    case 429:
      return "请求过于频繁";
    case 431:
      return "请求头过大";
    case 501:
      return "尚未支持";
    case 503:
      return "服务繁忙";
    case 505:
      return "协议版本不受支持";
    default:
      return status < 500 ? "请求未被接受" : "服务出错";
  }
}

}  // namespace

Response to_response(const Problem& problem) {
  std::string body;
  body.reserve(256 + problem.detail.size());
  const auto member = [&](std::string_view name, std::string_view value) {
    body += body.empty() ? '{' : ',';
    append_json_string(body, name);
    body += ':';
    append_json_string(body, value);
  };
  member("type", problem.refusal.empty() ? "about:blank" : "/problems/" + problem.refusal);
  member("title", problem.title.empty() ? title_of(problem.status) : problem.title);
  body += ",\"status\":" + std::to_string(problem.status);
  if (!problem.refusal.empty()) member("refusal", problem.refusal);
  if (!problem.detail.empty()) member("detail", problem.detail);
  if (!problem.clause.empty()) member("clause", problem.clause);
  if (!problem.field.empty()) member("field", problem.field);
  body += '}';
  auto response = Response::json(std::move(body), problem.status);
  response.content_type = "application/problem+json";
  return response;
}

Response plain_problem(int status, std::string_view refusal, std::string_view detail) {
  Problem problem;
  problem.status = status;
  problem.refusal = refusal;
  problem.detail = detail;
  return to_response(problem);
}

}  // namespace qidi::http
