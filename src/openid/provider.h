// The sign-on service as Qidi asks it: what it says of itself (OpenID Connect Discovery), its keys,
// and a code exchanged for an ID token (RFC 6749 4.1 with PKCE, RFC 7636). What it says is kept for
// an hour; a key not known makes its keys be asked for anew, a few times a minute at most. From any
// thread; a question may take seconds, so ask on a thread of your own.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "openid/id_token.h"
#include "openid/settings.h"
#include "openid/web_fetch.h"

namespace qidi::openid {

/// Why a sign-on came to nothing; the words of the address that the page is led to.
enum class Failure {
  unreachable,    ///< the service does not answer
  misconfigured,  ///< it is not what the settings say, or lacks what we need
  denied,         ///< it said no, or the person did
  state_unknown,  ///< not begun here, too long ago, or used already
  token_refused,  ///< its ID token does not stand
  busy,           ///< too many at once
};
std::string_view name_of(Failure failure);

/// A failure with what the log shall say, in English, without a secret.
struct Failed {
  Failure failure{};
  std::string why;
};

/// What a browser is sent along with to the service.
struct Asking {
  std::string redirect;
  std::string state;
  std::string nonce;
  std::string challenge;  ///< S256 of the verifier
};

/// What comes back, to be exchanged.
struct Redeeming {
  std::string code;
  std::string redirect;
  std::string verifier;
  std::string nonce;
};

class Provider {
 public:
  using Time = std::chrono::steady_clock::time_point;
  Provider(Settings settings, WebFetch fetch, std::function<Time()> clock);

  const Settings& settings() const { return settings_; }
  /// The service's address for the browser.
  Result<std::string, Failed> address_for(const Asking& asking);
  /// Whether an answer that names its issuer as `issuer` (RFC 9207) is this service's.
  Result<bool, Failed> is_own_answer(const std::optional<std::string>& issuer);
  /// Exchanges the code and reads the token. `now`: the machine's own time.
  Result<Claims, Failed> redeem(const Redeeming& redeeming, domain::Instant now);

 private:
  struct Document {
    std::string authorization;
    std::string token;
    std::string keys;
    bool secret_in_form = false;
    bool names_issuer = false;
    Time read{};
  };
  Result<Document, Failed> document();
  Result<Document, Failed> read_document();
  Result<std::vector<SigningKey>, Failed> keys(bool anew);
  Result<std::string, Failed> token_for(const Document& document, const Redeeming& redeeming);

  const Settings settings_;
  const WebFetch fetch_;
  const std::function<Time()> clock_;
  std::mutex mutex_;
  std::optional<Document> document_;
  std::optional<std::pair<Failed, Time>> lately_failed_;
  std::vector<SigningKey> keys_;
  std::optional<Time> keys_read_;
  std::vector<Time> asked_anew_;
};

}  // namespace qidi::openid
