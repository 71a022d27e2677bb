// The head of a response: status line, the headers that every answer carries (reliability.md R73,
// R74) and the route's own, each value cleaned once more.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.h"

namespace qidi::http {

/// "Thu, 01 Jan 1970 00:00:00 GMT" (RFC 9110 5.6.7).
std::string http_date(std::time_t instant);

struct HeadFacts {
  std::string_view date;
  std::string_view request_id;
  bool secure = false;
  bool keep_alive = true;
  bool say_keep_alive = false;  ///< HTTP/1.0 wants to hear it
  bool chunked = false;         ///< else the length of the body stands
  bool has_length = true;       ///< false: the end of the connection ends the body
  std::uint64_t length = 0;
};

/// Appends the head with its empty line to `out`.
void append_head(std::string& out, const Response& response, const HeadFacts& facts);

}  // namespace qidi::http
