// Random secrets, their hashes, and comparing them: session and CSRF tokens, device cookies, bearer
// tokens. Only the hash of a token is ever kept, so that whoever reads the database cannot sign in.
// Promises: 256 bits from the system's generator; a machine without one stops the process.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace qidi::identity {

/// 32 random bytes as 43 characters of base64url, without padding.
std::string random_token();

/// `count` random characters of 0-9 and a-z but the ones easily misread (0, 1, l, o): to be shown.
std::string random_label(std::size_t count);

/// Fills the bytes at random.
void fill_randomly(std::span<unsigned char> bytes);

/// The SHA-256 of a token, 64 lower-case hexadecimal digits; what is kept in its place.
std::string token_hash(std::string_view token);

/// Whether two secrets are equal, in a time that tells at most whether their lengths are.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace qidi::identity
