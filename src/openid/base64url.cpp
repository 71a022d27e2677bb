// See base64url.h.
#include "openid/base64url.h"

#include <openssl/evp.h>

#include <cassert>
#include <cstdint>

namespace qidi::openid {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet[(held >> static_cast<unsigned>(bits)) & 63U];
    }
  }
  if (bits > 0) text += alphabet[(held << static_cast<unsigned>(6 - bits)) & 63U];
  return text;
}

std::string to_base64(std::string_view bytes) {
  auto text = to_base64url(bytes);
  for (auto& letter : text) {
    if (letter == '-') letter = '+';
    if (letter == '_') letter = '/';
  }
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 255U);
    }
  }
  const bool is_whole = (held & ((1U << static_cast<unsigned>(bits)) - 1U)) == 0;
  if (!is_whole) return std::nullopt;
  return bytes;
}

std::string sha256(std::string_view text) {
  std::string digest(32, '\0');
  unsigned size = 0;
  const int done =
      EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
                 EVP_sha256(), nullptr);
  assert(done == 1 && size == digest.size());
  (void)done;
  return digest;
}

}  // namespace qidi::openid
