// What a client is ready to take: codings by Accept-Encoding with their weights, and what it holds
// already by If-None-Match (RFC 9110 12.5.3, 13.1.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace qidi::http {

enum class Coding : std::uint8_t { identity, gzip, brotli };

/// The best of what is there: by weight, then the smaller one. Never none: identity in doubt.
Coding choose_coding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

/// Whether `etag` (with its quotes) stands in an If-None-Match list; compared weakly.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// Marks the response with `etag` and makes it a 304 when the client holds that already. Only for
/// a 200 to GET or HEAD; anything else passes unchanged.
Response conditional(const Request& request, Response response, const std::string& etag);

}  // namespace qidi::http
