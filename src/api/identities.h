// Who is who for the server: everybody known, the open sessions, the guesses. One look per request
// makes a Subject of a cookie or a bearer token. reliability.md R64, R65.
#pragma once

#include <functional>
#include <map>
#include <shared_mutex>
#include <string>

#include "api/subject.h"
#include "identity/session_book.h"
#include "identity/sign_in_throttle.h"
#include "office/people.h"

namespace qidi::api {

inline constexpr std::string_view session_cookie = "__Host-qidi-session";
inline constexpr std::string_view device_cookie = "__Host-qidi-device";
inline constexpr std::string_view csrf_header = "X-CSRF-Token";

class Identities {
 public:
  /// What a superior looks down (office/lines.h).
  using LineBelow = std::function<std::shared_ptr<const domain::Line>(const domain::Organ&)>;
  Identities(office::People::Known first, LineBelow line_below);

  /// Who sent this; counts as use of the session. Never blocks for long: for the I/O thread.
  std::shared_ptr<const Subject> of(const http::Request& request);
  /// Who has this session; null when it is not alive.
  std::shared_ptr<const Subject> of_token(std::string_view token);
  /// The session's token as the request brought it.
  static std::string_view token_in(const http::Request& request);

  office::PeopleOfNow& people() { return people_; }
  identity::SessionBook& sessions() { return sessions_; }
  identity::SignInThrottle& throttle() { return throttle_; }

  /// What has to come before all else in the sessions of an account.
  void owes(const std::string& account, Owed owed);
  Owed owed_by(const std::string& account) const;

 private:
  Subject of_session(const identity::Session& session) const;
  Subject of_bearer(std::string_view token) const;

  office::PeopleOfNow people_;
  LineBelow line_below_;
  identity::SessionBook sessions_;
  identity::SignInThrottle throttle_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, Owed, std::less<>> owed_;
};

}  // namespace qidi::api
