// See id_token.h. The order: form, algorithm, key, signature; only then is a word of it believed.
#include "openid/id_token.h"

#include <algorithm>
#include <boost/json.hpp>

#include "openid/base64url.h"

namespace qidi::openid {

namespace {

using boost::json::object;

constexpr std::size_t longest_token = 16U << 10;
constexpr std::size_t longest_subject = 255;

std::optional<object> object_in(std::string_view part) {
  const auto bytes = from_base64url(part);
  if (!bytes) return std::nullopt;
  boost::json::error_code failed;
  auto value = boost::json::parse(*bytes, failed);
  if (failed || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::string text_in(const object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A moment in seconds since 1970; nothing when it is none, or absent.
std::optional<domain::Instant> moment_in(const object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr) return std::nullopt;
  constexpr double latest = 4e9;
  double seconds = -1;
  if (value->is_int64()) seconds = static_cast<double>(value->get_int64());
  if (value->is_uint64()) seconds = static_cast<double>(value->get_uint64());
  if (value->is_double()) seconds = value->get_double();
  if (!(seconds >= 0 && seconds <= latest)) return std::nullopt;
  return domain::Instant{std::chrono::seconds{static_cast<long long>(seconds)}};
}

/// The key that the header means: by its id, or the only one there is for the algorithm.
const SigningKey* key_for(const object& header, std::span<const SigningKey> keys,
                          std::string_view algorithm) {
  const auto id = text_in(header, "kid");
  const SigningKey* found = nullptr;
  for (const auto& key : keys) {
    if (key.algorithm != algorithm || (!id.empty() && key.id != id)) continue;
    if (found != nullptr) return nullptr;
    found = &key;
  }
  return found;
}

bool is_for(const object& claims, const std::string& client_id) {
  const auto* audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  const auto party = text_in(claims, "azp");
  if (claims.contains("azp") && party != client_id) return false;
  if (audience->is_string()) return audience->get_string() == client_id;
  const auto* list = audience->if_array();
  if (list == nullptr) return false;
  const bool named = std::any_of(list->begin(), list->end(), [&](const auto& one) {
    return one.is_string() && one.get_string() == client_id;
  });
  // Of several, the one that it was made for has to be named, and to be us.
  return named && (list->size() == 1 || party == client_id);
}

std::optional<TokenFlaw> flaw_of(const object& claims, const Expected& expected) {
  if (text_in(claims, "iss") != expected.issuer) return TokenFlaw::wrong_issuer;
  if (!is_for(claims, expected.client_id)) return TokenFlaw::wrong_audience;
  const auto ends = moment_in(claims, "exp");
  if (!ends || *ends + clock_skew <= expected.now) return TokenFlaw::expired;
  const auto made = moment_in(claims, "iat");
  if (!made || *made > expected.now + clock_skew ||
      *made + oldest_token + clock_skew < expected.now) {
    return TokenFlaw::not_yet;
  }
  if (claims.contains("nbf")) {
    const auto from = moment_in(claims, "nbf");
    if (!from || *from > expected.now + clock_skew) return TokenFlaw::not_yet;
  }
  if (expected.nonce.empty() || text_in(claims, "nonce") != expected.nonce) {
    return TokenFlaw::wrong_nonce;
  }
  const auto subject = text_in(claims, "sub");
  if (subject.empty() || subject.size() > longest_subject) return TokenFlaw::no_subject;
  return std::nullopt;
}

Claims told(const object& claims) {
  Claims told;
  told.subject = text_in(claims, "sub");
  if (const auto* methods = claims.if_contains("amr"); methods != nullptr && methods->is_array()) {
    for (const auto& method : methods->get_array()) {
      if (method.is_string()) told.methods.emplace_back(method.get_string());
    }
  }
  for (const auto& [name, value] : claims) {
    if (value.is_string()) told.texts.emplace(name, value.get_string());
  }
  return told;
}

}  // namespace

std::string_view name_of(TokenFlaw flaw) {
  switch (flaw) {
    case TokenFlaw::unreadable:
      return "unreadable";
    case TokenFlaw::unknown_key:
      return "unknown_key";
    case TokenFlaw::bad_algorithm:
      return "bad_algorithm";
    case TokenFlaw::bad_signature:
      return "bad_signature";
    case TokenFlaw::wrong_issuer:
      return "wrong_issuer";
    case TokenFlaw::wrong_audience:
      return "wrong_audience";
    case TokenFlaw::expired:
      return "expired";
    case TokenFlaw::not_yet:
      return "not_yet";
    case TokenFlaw::wrong_nonce:
      return "wrong_nonce";
    case TokenFlaw::no_subject:
      return "no_subject";
  }
  return "";
}

Result<Claims, TokenFlaw> read_id_token(std::string_view token, std::span<const SigningKey> keys,
                                        const Expected& expected) {
  const auto first = token.find('.');
  const auto second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (token.size() > longest_token || second == std::string_view::npos ||
      token.find('.', second + 1) != std::string_view::npos) {
    return Unexpected{TokenFlaw::unreadable};
  }
  const auto header = object_in(token.substr(0, first));
  const auto claims = object_in(token.substr(first + 1, second - first - 1));
  const auto signature = from_base64url(token.substr(second + 1));
  // `crit` names extensions that must be understood: we understand none.
  if (!header || !claims || !signature || header->contains("crit")) {
    return Unexpected{TokenFlaw::unreadable};
  }
  if (text_in(*header, "alg") != expected.algorithm) return Unexpected{TokenFlaw::bad_algorithm};
  const auto* key = key_for(*header, keys, expected.algorithm);
  if (key == nullptr) return Unexpected{TokenFlaw::unknown_key};
  if (!has_signed(*key, token.substr(0, second), *signature)) {
    return Unexpected{TokenFlaw::bad_signature};
  }
  if (const auto flaw = flaw_of(*claims, expected)) return Unexpected{*flaw};
  return told(*claims);
}

}  // namespace qidi::openid
