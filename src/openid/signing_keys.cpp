// See signing_keys.h. OpenSSL 3 makes the keys out of their numbers and does all the arithmetic.
#include "openid/signing_keys.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <boost/json.hpp>

#include "openid/base64url.h"

namespace qidi::openid {

namespace {

constexpr int least_rsa_bits = 2048;
constexpr std::size_t coordinate = 32;  // bytes of P-256

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Parameters = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes) {
  return {BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr), BN_free};
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A key of the kind out of its parameters; null when they are none.
std::shared_ptr<EVP_PKEY> made(const char* kind, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder), OSSL_PARAM_free);
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  std::shared_ptr<EVP_PKEY> held(key, EVP_PKEY_free);
  const Context checking(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr), EVP_PKEY_CTX_free);
  return checking && EVP_PKEY_public_check(checking.get()) == 1 ? held : nullptr;
}

std::shared_ptr<EVP_PKEY> rsa_key(const boost::json::object& object) {
  const auto modulus = from_base64url(text_of(object, "n"));
  const auto exponent = from_base64url(text_of(object, "e"));
  if (!modulus || !exponent || modulus->empty() || exponent->empty()) return nullptr;
  const auto n = number_of(*modulus);
  const auto e = number_of(*exponent);
  const Builder builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  if (!n || !e || !builder || BN_num_bits(n.get()) < least_rsa_bits ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return nullptr;
  }
  return made("RSA", builder.get());
}

std::shared_ptr<EVP_PKEY> elliptic_key(const boost::json::object& object) {
  if (text_of(object, "crv") != "P-256") return nullptr;
  const auto x = from_base64url(text_of(object, "x"));
  const auto y = from_base64url(text_of(object, "y"));
  if (!x || !y || x->size() != coordinate || y->size() != coordinate) return nullptr;
  const std::string point = "\x04" + *x + *y;
  const Builder builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  if (!builder ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                       point.size()) != 1) {
    return nullptr;
  }
  return made("EC", builder.get());
}

/// JWS writes r and s side by side, OpenSSL reads them as DER.
std::string as_der(std::string_view signature) {
  if (signature.size() != 2 * coordinate) return {};
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> both(ECDSA_SIG_new(), ECDSA_SIG_free);
  auto r = number_of(signature.substr(0, coordinate));
  auto s = number_of(signature.substr(coordinate));
  if (!both || !r || !s || ECDSA_SIG_set0(both.get(), r.get(), s.get()) != 1) return {};
  (void)r.release();
  (void)s.release();
  unsigned char* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(both.get(), &bytes);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

}  // namespace

Result<std::vector<SigningKey>, std::string> read_key_set(std::string_view json) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed);
  const auto* object = failed ? nullptr : value.if_object();
  const auto* list = object == nullptr ? nullptr : object->if_contains("keys");
  if (list == nullptr || !list->is_array()) return Unexpected{std::string("no set of keys")};
  std::vector<SigningKey> keys;
  for (const auto& one : list->get_array()) {
    const auto* entry = one.if_object();
    if (entry == nullptr) continue;
    const auto use = text_of(*entry, "use");
    if (!use.empty() && use != "sig") continue;
    const auto kind = text_of(*entry, "kty");
    SigningKey key;
    key.id = text_of(*entry, "kid");
    if (kind == "RSA") {
      key.algorithm = "RS256";
      key.key = rsa_key(*entry);
    } else if (kind == "EC") {
      key.algorithm = "ES256";
      key.key = elliptic_key(*entry);
    }
    const auto named = text_of(*entry, "alg");
    if (key.key && (named.empty() || named == key.algorithm)) keys.push_back(std::move(key));
  }
  return keys;
}

bool has_signed(const SigningKey& key, std::string_view bytes, std::string_view signature) {
  const auto der = key.algorithm == "ES256" ? as_der(signature) : std::string(signature);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  return !der.empty() && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(bytes),
                          bytes.size()) == 1;
}

}  // namespace qidi::openid
