// See password.h.
#include "identity/password.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "identity/secret_token.h"

namespace qidi::identity {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;
constexpr HashCost highest_cost{.memory_kib = 1024 * 1024, .passes = 16, .lanes = 4};
constexpr std::string_view prefix = "$argon2id$v=19$m=";

/// Base64 as Argon2's encoded form has it: the usual alphabet, no padding.
std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += digits[(held >> (bits - 6)) & 63];
  }
  if (bits > 0) text += digits[(held << (6 - bits)) & 63];
  return text;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  fill_randomly({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return bytes;
}

/// Takes a number and the mark behind it off the front of the text; nothing when it isn't there.
std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view behind) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(behind)) return std::nullopt;
  text.remove_prefix(behind.size());
  return number;
}

}  // namespace

std::string hash_password(std::string_view password) {
  const auto salt = random_bytes(salt_bytes);
  std::string encoded(argon2_encodedlen(house_cost.passes, house_cost.memory_kib, house_cost.lanes,
                                        salt_bytes, hash_bytes, Argon2_id),
                      '\0');
  const int code = argon2id_hash_encoded(house_cost.passes, house_cost.memory_kib, house_cost.lanes,
                                         password.data(), password.size(), salt.data(), salt.size(),
                                         hash_bytes, encoded.data(), encoded.size());
  assert(code == ARGON2_OK);
  (void)code;
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool verify_password(std::string_view encoded, std::string_view password) {
  const bool is_hash = cost_of(encoded).has_value();
  const std::string checked = is_hash ? std::string(encoded) : decoy_hash();
  const int code = argon2id_verify(checked.c_str(), password.data(), password.size());
  // Out of memory is not a wrong password: nobody may be refused, or counted, for it.
  assert(code != ARGON2_MEMORY_ALLOCATION_ERROR);
  return is_hash && code == ARGON2_OK;
}

bool verify_password_of(const std::optional<std::string>& encoded, std::string_view password) {
  return verify_password(encoded ? *encoded : decoy_hash(), password) && encoded.has_value();
}

bool needs_rehash(std::string_view encoded) {
  return cost_of(encoded) != house_cost;
}

std::string decoy_hash() {
  return std::string(prefix) + std::to_string(house_cost.memory_kib) +
         ",t=" + std::to_string(house_cost.passes) + ",p=" + std::to_string(house_cost.lanes) +
         "$" + base64(random_bytes(salt_bytes)) + "$" + base64(random_bytes(hash_bytes));
}

std::optional<HashCost> cost_of(std::string_view encoded) {
  if (!encoded.starts_with(prefix) || encoded.find('\0') != std::string_view::npos) return {};
  encoded.remove_prefix(prefix.size());
  const auto memory = take_number(encoded, ",t=");
  const auto passes = memory ? take_number(encoded, ",p=") : std::nullopt;
  const auto lanes = passes ? take_number(encoded, "$") : std::nullopt;
  if (!lanes) return {};
  const HashCost cost{.memory_kib = *memory, .passes = *passes, .lanes = *lanes};
  // A forged row must not make the server allocate or compute without end.
  const bool is_sane = cost.memory_kib >= 8 * cost.lanes && cost.passes >= 1 && cost.lanes >= 1 &&
                       cost.memory_kib <= highest_cost.memory_kib &&
                       cost.passes <= highest_cost.passes && cost.lanes <= highest_cost.lanes;
  if (!is_sane || std::count(encoded.begin(), encoded.end(), '$') != 1) return {};
  const auto salt = encoded.substr(0, encoded.find('$'));
  const auto hash = encoded.substr(salt.size() + 1);
  const bool is_whole = salt.size() >= base64(std::string(8, ' ')).size() && hash.size() >= 16;
  return is_whole ? std::optional(cost) : std::nullopt;
}

bool is_among(std::span<const std::string> hashes, std::string_view password) {
  return std::any_of(hashes.begin(), hashes.end(), [&](const std::string& encoded) {
    return verify_password(encoded, password);
  });
}

}  // namespace qidi::identity
