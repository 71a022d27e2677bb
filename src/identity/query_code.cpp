// The proof is a keyed hash of the place; the place is hidden under a keyed hash of the proof. So
// one secret serves both ways, and nothing has to be kept for any case.
#include "identity/query_code.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>

#include "identity/secret_token.h"

namespace qidi::identity {

namespace {

constexpr unsigned place_bits = 35;
constexpr unsigned proof_bits = 40;
constexpr unsigned bits_a_digit = 5;
constexpr std::size_t place_digits = place_bits / bits_a_digit;
constexpr std::size_t proof_digits = proof_bits / bits_a_digit;
constexpr std::size_t group = 5;
/// Without I, L, O and U: what is misread, or spells words.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string digits_of(std::uint64_t value, std::size_t count) {
  std::string digits(count, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, value >>= bits_a_digit) {
    *digit = alphabet[value & 31U];
  }
  return digits;
}

std::uint64_t value_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char digit : digits) value = (value << bits_a_digit) | alphabet.find(digit);
  return value;
}

/// As typed, without what people put in between; nothing when it cannot be a code.
std::optional<std::string> plain(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (alphabet.find(c) == std::string_view::npos) return std::nullopt;
    code += c;
  }
  if (code.size() != place_digits + proof_digits) return std::nullopt;
  return code;
}

}  // namespace

std::uint64_t QueryCodes::keyed(char purpose, std::uint64_t value, unsigned bits) const {
  std::array<unsigned char, 9> message{static_cast<unsigned char>(purpose)};
  for (std::size_t i = 1; i < message.size(); ++i, value >>= 8) {
    message[i] = static_cast<unsigned char>(value & 0xff);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const auto* made = HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
                          message.data(), message.size(), digest.data(), &length);
  assert(made != nullptr && length >= 8);
  (void)made;
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i) word = (word << 8) | digest[i];
  return word >> (64 - bits);
}

std::string QueryCodes::code_of(std::uint64_t place) const {
  if (secret_.empty() || place >> place_bits != 0) return {};
  const auto proof = keyed('p', place, proof_bits);
  const auto hidden = place ^ keyed('m', proof, place_bits);
  auto code = digits_of(hidden, place_digits) + digits_of(proof, proof_digits);
  for (auto at = code.size() - group; at > 0; at -= group) code.insert(at, "-");
  return code;
}

std::optional<std::uint64_t> QueryCodes::place_in(std::string_view typed) const {
  const auto code = plain(typed);
  if (!code || secret_.empty()) return std::nullopt;
  const auto proof = std::string_view(*code).substr(place_digits);
  const auto hidden = value_of(std::string_view(*code).substr(0, place_digits));
  const auto place = hidden ^ keyed('m', value_of(proof), place_bits);
  if (!same_secret(digits_of(keyed('p', place, proof_bits), proof_digits), proof)) {
    return std::nullopt;
  }
  return place;
}

}  // namespace qidi::identity
