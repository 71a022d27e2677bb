// One sign-on from the button to the person: begun with a state that serves once, ended by the
// service's answer in the very browser that began it. Promises: what was not begun here, was begun
// in another browser, is older than ten minutes or was used already comes to nothing; where one is
// led afterwards is a path of this site and nothing else. From any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "openid/provider.h"

namespace qidi::openid {

/// Where to send the browser, and what its cookie has to hold when it comes back.
struct Begun {
  std::string address;
  std::string binding;
};

/// What the browser brought back from the service.
struct Brought {
  std::string state;
  std::string code;
  std::string error;
  std::optional<std::string> issuer;
  std::string binding;  ///< its cookie
};

/// The person, and where he wanted to go.
struct Arrived {
  Claims claims;
  std::string to;
  std::string state;  ///< names this one sign-on for ever
};

class SignOn {
 public:
  explicit SignOn(std::shared_ptr<Provider> provider, std::function<Provider::Time()> clock);

  const Settings& settings() const { return provider_->settings(); }
  /// `to`: where to go afterwards; `own_address`: ours, when the settings have none.
  Result<Begun, Failed> begin(std::string_view to, const std::string& own_address);
  Result<Arrived, Failed> end(const Brought& brought, domain::Instant now);

 private:
  struct Pending {
    std::string binding_hash;
    std::string nonce;
    std::string verifier;
    std::string redirect;
    std::string to;
    Provider::Time begun;
  };
  std::optional<Pending> take(const std::string& state, const std::string& binding);

  const std::shared_ptr<Provider> provider_;
  const std::function<Provider::Time()> clock_;
  std::mutex mutex_;
  std::map<std::string, Pending> pending_;
};

/// The path when it leads nowhere but to a page of this site; "/" for anything else. Everything
/// that an address may not hold is written as %XX.
std::string local_path(std::string_view wanted);

/// Our address to which the service sends the browser back.
inline constexpr std::string_view callback_path = "/api/v1/sign-on/callback";

}  // namespace qidi::openid
