// Percent-decoding of targets, strict: a bad escape, bad UTF-8 or a NUL is an error, never guessed
// at. Paths keep no way to step out of their place (R75): no "." or ".." segment, no encoded
// slash, no backslash.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qidi::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Well-formed UTF-8 by the Unicode standard's table 3-7: no overlong form, no surrogate.
bool is_utf8(std::string_view text);

/// The path of a target without its query; nothing when it is malformed or tries to climb.
std::optional<std::string> decode_path(std::string_view path);

/// "a=1&b=%E7%AB%8B" in the order sent, '+' for a space; at most 256 pairs. Nothing when malformed.
std::optional<Pairs> decode_query(std::string_view query);

}  // namespace qidi::http
