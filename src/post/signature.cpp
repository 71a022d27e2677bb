// Two HMACs by OpenSSL.
#include "post/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>

namespace qidi::post {

namespace {

std::string hmac(const EVP_MD* method, std::string_view secret, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  const auto* done =
      HMAC(method, secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &length);
  assert(done != nullptr);
  (void)done;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    hex += digits[bytes.at(i) >> 4U];
    hex += digits[bytes.at(i) & 0xFU];
  }
  return hex;
}

}  // namespace

Signatures signatures_of(std::string_view secret, std::string_view timestamp,
                         std::string_view body) {
  const auto text = std::string(timestamp) + "." + std::string(body);
  return {hmac(EVP_sha256(), secret, text), hmac(EVP_sm3(), secret, text)};
}

}  // namespace qidi::post
