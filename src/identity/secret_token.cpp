// See secret_token.h.
#include "identity/secret_token.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <cassert>
#include <cstdint>

namespace qidi::identity {
namespace {

std::string base64url(std::span<const unsigned char> bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const auto byte : bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += digits[(held >> (bits - 6)) & 63];
  }
  if (bits > 0) text += digits[(held << (6 - bits)) & 63];
  return text;
}

}  // namespace

void fill_randomly(std::span<unsigned char> bytes) {
  const int filled = RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  // Without chance there are no secrets; to go on would hand out tokens that can be guessed.
  assert(filled == 1);
  (void)filled;
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  fill_randomly(bytes);
  return base64url(bytes);
}

std::string random_label(std::size_t count) {
  // 32 characters, so that a byte's low five bits choose evenly.
  static constexpr std::string_view characters = "23456789abcdefghijkmnpqrstuvwxyz";
  static_assert(characters.size() == 32);
  std::string label(count, ' ');
  std::string bytes(count, '\0');
  fill_randomly({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  for (std::size_t i = 0; i < count; ++i) {
    label[i] = characters[static_cast<unsigned char>(bytes[i]) & 31];
  }
  return label;
}

std::string token_hash(std::string_view token) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
  std::string text;
  text.reserve(2 * digest.size());
  for (const auto byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

bool same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace qidi::identity
