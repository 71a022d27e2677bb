// Base64url without padding (RFC 4648, 5), as tokens and keys write bytes. Reading is strict: one
// text for each row of bytes, so that nobody writes one token in two ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qidi::openid {

std::string to_base64url(std::string_view bytes);
/// Plain base64 with padding, as the header of a login and a password takes it (RFC 7617).
std::string to_base64(std::string_view bytes);
/// Nothing for any other character, padding, or bits left over.
std::optional<std::string> from_base64url(std::string_view text);
/// The SHA-256 of a text, 32 bytes.
std::string sha256(std::string_view text);

}  // namespace qidi::openid
