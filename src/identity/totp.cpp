// See totp.h.
#include "identity/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "identity/secret_token.h"

namespace qidi::identity {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t code_digits = 6;
constexpr std::size_t secret_bytes = 20;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view issuer = "起底";

std::string base32(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
  }
  if (bits > 0) text += alphabet[(held << (5 - bits)) & 31];
  return text;
}

std::optional<std::string> bytes_of(std::string_view secret) {
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  while (secret.ends_with('=')) secret.remove_suffix(1);
  for (const char letter : secret) {
    const bool is_lower = letter >= 'a' && letter <= 'z';
    const auto digit = alphabet.find(is_lower ? static_cast<char>(letter - 'a' + 'A') : letter);
    if (digit == std::string_view::npos) return std::nullopt;
    held = (held << 5) | static_cast<std::uint32_t>(digit);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 0xff);
    }
  }
  return bytes.empty() ? std::nullopt : std::optional(bytes);
}

/// RFC 4226, 5.3: four bytes chosen by the digest's last half byte, without the sign.
std::string hotp(std::string_view key, std::uint64_t counter) {
  std::array<unsigned char, 8> message{};
  for (auto byte = message.rbegin(); byte != message.rend(); ++byte, counter >>= 8) {
    *byte = static_cast<unsigned char>(counter & 0xff);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const auto* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(),
                          message.size(), digest.data(), &length);
  assert(made != nullptr && length == 20);
  (void)made;
  const std::size_t offset = digest[length - 1] & 15;
  std::uint32_t number = digest[offset] & 0x7fU;
  for (std::size_t i = 1; i < 4; ++i) number = (number << 8) | digest[offset + i];
  std::string digits(code_digits, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number /= 10) {
    *digit = static_cast<char>('0' + number % 10);
  }
  return digits;
}

/// The digits as typed: spaces gone, full-width ones (U+FF10 to U+FF19, as a Chinese keyboard may
/// give them) made plain.
std::string plain_digits(std::string_view code) {
  std::string plain;
  while (!code.empty()) {
    const bool is_wide = code.size() >= 3 && code.starts_with("\xEF\xBC") &&
                         static_cast<unsigned char>(code[2]) >= 0x90 &&
                         static_cast<unsigned char>(code[2]) <= 0x99;
    if (is_wide) {
      plain += static_cast<char>('0' + (static_cast<unsigned char>(code[2]) - 0x90));
    } else if (code.front() != ' ') {
      plain += code.front();
    }
    code.remove_prefix(is_wide ? 3 : 1);
  }
  return plain;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
                          byte == '_' || byte == '~';
    if (is_plain) {
      encoded += letter;
    } else {
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace

std::string random_totp_secret() {
  std::string bytes(secret_bytes, '\0');
  fill_randomly({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return base32(bytes);
}

std::string otpauth_uri(std::string_view secret, std::string_view login) {
  const auto from = percent_encoded(issuer);
  return "otpauth://totp/" + from + ":" + percent_encoded(login) +
         "?secret=" + percent_encoded(secret) + "&issuer=" + from +
         "&algorithm=SHA1&digits=6&period=30";
}

std::int64_t step_of(domain::Instant instant) {
  return instant.time_since_epoch().count() / step_seconds;
}

std::optional<std::string> code_at(std::string_view secret, std::int64_t step) {
  const auto key = bytes_of(secret);
  if (!key || step < 0) return std::nullopt;
  return hotp(*key, static_cast<std::uint64_t>(step));
}

std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code,
                                          domain::Instant now, std::int64_t last_step) {
  const auto typed = plain_digits(code);
  const auto present = step_of(now);
  std::optional<std::int64_t> accepted;
  // All three are computed and compared whatever comes, so that the time does not tell which fits.
  for (const auto step : {present + 1, present, present - 1}) {
    const auto right = code_at(secret, step);
    if (right && same_secret(*right, typed) && step > last_step) accepted = step;
  }
  return accepted;
}

}  // namespace qidi::identity
