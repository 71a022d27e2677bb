// An ID token (OpenID Connect Core 1.0, 2 and 3.1.3.7): whether it was signed by the service, for
// us, for this very sign-on, and just now. Pure: keys and the time are handed in. Anything that is
// not plainly right is refused.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"
#include "domain/time/day.h"
#include "openid/signing_keys.h"

namespace qidi::openid {

/// What a token has to be, whatever it says.
struct Expected {
  std::string issuer;
  std::string client_id;
  std::string algorithm;  ///< pinned by the settings, never by the token
  std::string nonce;
  domain::Instant now{};
};

/// What a right token tells.
struct Claims {
  std::string subject;
  std::vector<std::string> methods;          ///< `amr`: how the person proved himself there
  std::map<std::string, std::string> texts;  ///< the claims that are texts
  std::string text(const std::string& name) const {
    const auto found = texts.find(name);
    return found == texts.end() ? std::string() : found->second;
  }
};

enum class TokenFlaw {
  unreadable,     ///< no signed token at all
  unknown_key,    ///< signed by a key not in the set: it may have been renewed
  bad_algorithm,  ///< not the pinned one
  bad_signature,
  wrong_issuer,
  wrong_audience,
  expired,
  not_yet,  ///< made in the future, or too long ago
  wrong_nonce,
  no_subject,
};
std::string_view name_of(TokenFlaw flaw);

/// The clocks of two well kept machines differ by less.
inline constexpr std::chrono::seconds clock_skew{60};
/// A token of a sign-on is made for it; older ones come from somewhere else.
inline constexpr std::chrono::seconds oldest_token{600};

Result<Claims, TokenFlaw> read_id_token(std::string_view token, std::span<const SigningKey> keys,
                                        const Expected& expected);

}  // namespace qidi::openid
