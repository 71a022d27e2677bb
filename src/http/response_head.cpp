// See response_head.h.
#include "http/response_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace qidi::http {
namespace {

// blob: is what the page itself has fetched: pictures in <img>, PDF in a frame of its own (files of
// a case are served as attachments, which no frame can show).
// Vue makes one policy of that name for its compiled templates; no other script may write markup.
constexpr std::string_view policy =
    "Content-Security-Policy: default-src 'self'; img-src 'self' blob:; frame-src blob:; "
    "object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'; "
    "trusted-types vue\r\n";
constexpr std::string_view always =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
constexpr std::string_view strict_transport =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";  // The phrase means nothing to a client; the number does.
  }
}

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    out += (byte < 0x20 && c != '\t') || byte == 0x7f ? ' ' : c;
  }
  out += "\r\n";
}

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

/// Names that only the server may write, because they frame the answer.
bool is_framing(std::string_view name) {
  for (const std::string_view ours : {"content-length", "transfer-encoding", "connection", "date",
                                      "content-type", "x-request-id"}) {
    if (equal_ignoring_case(name, ours)) return true;
  }
  return false;
}

}  // namespace

std::string http_date(std::time_t instant) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&instant, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                days.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

void append_head(std::string& out, const Response& response, const HeadFacts& facts) {
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::uint64_t>(std::clamp(response.status, 100, 599)));
  out += ' ';
  out += reason_of(response.status);
  out += "\r\nDate: ";
  out += facts.date;
  out += "\r\nX-Request-Id: ";
  out += facts.request_id;
  out += "\r\n";
  if (!response.content_type.empty()) append_field(out, "Content-Type", response.content_type);
  if (facts.chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  } else if (facts.has_length && response.status != 204 && response.status != 304) {
    out += "Content-Length: ";
    append_number(out, facts.length);
    out += "\r\n";
  }
  if (!facts.keep_alive) {
    out += "Connection: close\r\n";
  } else if (facts.say_keep_alive) {
    out += "Connection: keep-alive\r\n";
  }
  bool has_cache = false;
  bool has_policy = false;
  for (const auto& field : response.headers) {
    if (!is_name(field.name) || is_framing(field.name)) continue;
    has_cache = has_cache || equal_ignoring_case(field.name, "cache-control");
    has_policy = has_policy || equal_ignoring_case(field.name, "content-security-policy");
    append_field(out, field.name, field.value);
  }
  if (!has_cache) out += "Cache-Control: no-store\r\n";
  if (!has_policy) out += policy;
  out += always;
  if (facts.secure) out += strict_transport;
  out += "\r\n";
}

}  // namespace qidi::http
