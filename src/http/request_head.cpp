// RFC 9112, the strict reading: CRLF only, no folding, no space before the colon, one Host, one
// length, no length beside chunked. See request_head.h.
#include "http/request_head.h"

#include <algorithm>
#include <array>

#include "http/decoding.h"

namespace qidi::http {
namespace {

constexpr HeadFault malformed{400, "malformed_request", "请求头不符合 HTTP/1.1 的格式"};
constexpr HeadFault bad_framing{400, "ambiguous_length", "正文长度的声明有误或互相矛盾"};
constexpr HeadFault bad_host{400, "bad_host", "Host 缺失、重复或格式有误"};
constexpr HeadFault bad_target{400, "bad_target", "地址中有不合规的字符或编码"};
constexpr HeadFault too_large{431, "header_too_large", "请求头超过限额"};
constexpr HeadFault too_long{414, "target_too_long", "地址超过 8 KB 的限额"};
constexpr HeadFault bad_version{505, "version_not_supported", "只支持 HTTP/1.0 与 HTTP/1.1"};
constexpr HeadFault bad_method{501, "method_not_supported", "不支持此请求方法"};
constexpr HeadFault bad_coding{501, "coding_not_supported", "只支持 chunked 传输编码"};
constexpr HeadFault bad_expectation{417, "expectation_not_supported", "只支持 100-continue"};

constexpr auto token_table = [] {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
    table[static_cast<std::size_t>(c)] = true;
  return table;
}();

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return token_table[static_cast<unsigned char>(c)];
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

/// Letters, digits and what a host name, an address in brackets and a port need.
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

bool lists(std::string_view value, std::string_view word) {
  while (!value.empty()) {
    const auto comma = std::min(value.find(','), value.size());
    if (equal_ignoring_case(trimmed(value.substr(0, comma)), word)) return true;
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return false;
}

std::optional<Method> method_named(std::string_view name) {
  for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                            Method::delete_, Method::options}) {
    if (name == name_of(method)) return method;
  }
  return std::nullopt;
}

/// Origin form, or the absolute form that RFC 9112 3.2.2 obliges a server to take.
std::optional<HeadFault> read_target(std::string_view target, Request& request,
                                     std::string_view& authority) {
  request.target = target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto end = std::min(target.find_first_of("/?"), target.size());
    authority = target.substr(0, end);
    if (!is_host(authority)) return bad_target;
    target.remove_prefix(end);
    if (target.empty()) target = "/";
  }
  if (target == "*" && request.method == Method::options) {
    request.path = "*";
    return std::nullopt;
  }
  const auto question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return bad_target;
  request.path = std::move(*path);
  if (question == std::string_view::npos) return std::nullopt;
  auto query = decode_query(target.substr(question + 1));
  if (!query) return bad_target;
  request.query = std::move(*query);
  return std::nullopt;
}

std::optional<HeadFault> read_request_line(std::string_view line, const HeadLimits& limits,
                                           Request& request, Framing& framing,
                                           std::string_view& authority) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return malformed;
  const auto name = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(name) || target.empty()) return malformed;
  if (target.size() > limits.target) return too_long;
  for (const char c : target) {
    if (c <= 0x20 || c >= 0x7f || c == '#' || c == '"' || c == '<' || c == '>') return bad_target;
  }
  if (version.size() != 8 || !version.starts_with("HTTP/")) return malformed;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return bad_version;
  framing.minor = version.back() == '1' ? 1 : 0;
  const auto method = method_named(name);
  if (!method) return bad_method;
  request.method = *method;
  return read_target(target, request, authority);
}

/// The fields that decide how the rest of the bytes is read.
class FramingFields {
 public:
  std::optional<HeadFault> take(std::string_view name, std::string_view value, Framing& framing) {
    if (equal_ignoring_case(name, "content-length")) {
      if (has_length_ || value.empty() || value.size() > 18) return bad_framing;
      has_length_ = true;
      for (const char c : value) {
        if (c < '0' || c > '9') return bad_framing;
        framing.content_length = framing.content_length * 10 + static_cast<unsigned>(c - '0');
      }
    } else if (equal_ignoring_case(name, "transfer-encoding")) {
      if (framing.chunked || coding_unknown_ || framing.minor == 0) return bad_framing;
      framing.chunked = equal_ignoring_case(value, "chunked");
      coding_unknown_ = !framing.chunked;
    } else if (equal_ignoring_case(name, "host")) {
      if (hosts_++ > 0 || !is_host(value)) return bad_host;
      host_ = value;
    } else if (equal_ignoring_case(name, "connection")) {
      closes_ = closes_ || lists(value, "close");
      keeps_ = keeps_ || lists(value, "keep-alive");
    } else if (equal_ignoring_case(name, "expect")) {
      if (!equal_ignoring_case(value, "100-continue")) return bad_expectation;
      framing.expects_continue = framing.minor == 1;
    }
    return std::nullopt;
  }

  std::optional<HeadFault> settle(std::string_view authority, Framing& framing) const {
    if (has_length_ && (framing.chunked || coding_unknown_)) return bad_framing;
    if (coding_unknown_) return bad_coding;
    if (hosts_ == 0 && framing.minor == 1) return bad_host;
    if (!authority.empty() && hosts_ > 0 && !equal_ignoring_case(authority, host_)) return bad_host;
    framing.keep_alive = !closes_ && (framing.minor == 1 || keeps_);
    return std::nullopt;
  }

 private:
  bool has_length_ = false;
  bool coding_unknown_ = false;
  bool closes_ = false;
  bool keeps_ = false;
  unsigned hosts_ = 0;
  std::string_view host_;
};

}  // namespace

HeadEnd find_head_end(std::string_view input, std::size_t seen, const HeadLimits& limits) {
  std::size_t from = seen > 3 ? seen - 3 : 0;
  for (auto feed = input.find('\n', from); feed != std::string_view::npos;
       feed = input.find('\n', feed + 1)) {
    if (feed == 0 || input[feed - 1] != '\r') return {0, malformed};
    if (feed >= 3 && input[feed - 2] == '\n') {
      if (feed + 1 > limits.total) return {0, too_large};
      return {feed + 1, std::nullopt};
    }
  }
  // A client of another protocol (TLS, say) is told at once, not at the deadline.
  if (!input.empty() && !token_table[static_cast<unsigned char>(input.front())] &&
      input.front() != '\r') {
    return {0, malformed};
  }
  const auto line = input.find('\n');
  if (line == std::string_view::npos && input.size() > limits.target + 32) return {0, too_long};
  if (input.size() > limits.total) return {0, too_large};
  return {};
}

std::optional<HeadFault> read_head(std::string_view head, const HeadLimits& limits,
                                   Request& request, Framing& framing) {
  FramingFields deciding;
  std::string_view authority;
  bool first = true;
  while (true) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) return malformed;
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      return malformed;
    }
    if (first) {
      if (auto fault = read_request_line(line, limits, request, framing, authority)) return fault;
      first = false;
      continue;
    }
    if (line.empty()) break;
    if (request.headers.size() == limits.fields) return too_large;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return malformed;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (!is_token(name) || !is_field_value(value)) return malformed;
    if (auto fault = deciding.take(name, value, framing)) return fault;
    request.headers.push_back({std::string(name), std::string(value)});
  }
  if (!head.empty()) return malformed;
  return deciding.settle(authority, framing);
}

}  // namespace qidi::http
