// The second factor: one-time codes from a phone's authenticator (RFC 6238: HMAC-SHA-1, steps of
// 30 seconds, 6 digits), reliability R67. Promises: a code is taken one step early or late, and
// each step once only; time is handed in. Secrets are 160 bits, written in base32.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time/day.h"

namespace qidi::identity {

/// A new secret: 20 random bytes as 32 characters of base32.
std::string random_totp_secret();

/// What an authenticator reads from a QR code: `otpauth://totp/起底:login?secret=…`,
/// percent-encoded.
std::string otpauth_uri(std::string_view secret, std::string_view login);

/// The number of the 30-second step in which an instant falls.
std::int64_t step_of(domain::Instant instant);

/// The six digits of a step; nothing when the secret is no base32.
std::optional<std::string> code_at(std::string_view secret, std::int64_t step);

/// The step that the code belongs to: the present one, the one before or the one after, and later
/// than `last_step` (0: none yet). Keep it as the next `last_step`, so that no code serves twice.
/// Spaces in the code are passed over and full-width digits read. Nothing: the code is not right.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code,
                                          domain::Instant now, std::int64_t last_step);

}  // namespace qidi::identity
