// The public keys of a sign-on service (JWK set, RFC 7517) and the one question asked of them:
// whether they signed these bytes. Only RSA from 2048 bits with RS256 and P-256 with ES256; a
// shared secret is never a key here, so that no HMAC made with a public key can pass.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"

struct evp_pkey_st;

namespace qidi::openid {

struct SigningKey {
  std::string id;         ///< `kid`; may be empty
  std::string algorithm;  ///< RS256 or ES256, by the key's kind
  std::shared_ptr<evp_pkey_st> key;
};

/// The usable keys of a set; what is of another kind or use is passed over. The error is for the
/// log.
Result<std::vector<SigningKey>, std::string> read_key_set(std::string_view json);

/// Whether the key signed the bytes; `signature` as JWS writes it.
bool has_signed(const SigningKey& key, std::string_view bytes, std::string_view signature);

}  // namespace qidi::openid
