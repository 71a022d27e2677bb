// Proving who one is: throttle, password, one-time code, in this order; then a session.
// reliability.md R64-R67.
#pragma once

#include "api/service.h"
#include "identity/session_book.h"
#include "identity/sign_in_throttle.h"

namespace qidi::api {

/// POST /api/v1/session. On the lane of hashing.
void sign_in(Service& service, const std::shared_ptr<const http::Request>& request,
             const http::Reply& reply);

/// How somebody proved who he is.
struct Proven {
  domain::Account account;
  bool has_factor = false;       ///< the account has one-time codes
  bool factor_passed = false;    ///< a second factor was shown, ours or the service's
  bool password_is_due = false;  ///< to be changed before all else
  bool by_service = false;       ///< by the sign-on service, not by the password
};

/// Whether the password is to be changed before all else: another set it, or it is too old (R66).
bool password_is_due(Service& service, const office::Credential& credential);

/// Opens the session, with what is owed in it, and notes it for the record.
identity::Opened begin_session(Service& service, const http::Request& request,
                               const Proven& proven);

/// Notes for the record what became of an attempt; `account` is empty when it is nobody's.
void note_sign_in(Service& service, const http::Request& request, domain::SignInKind kind,
                  const std::string& account, domain::SignInWay way = domain::SignInWay::password);

/// Sets a cookie of ours: Secure, HttpOnly, for the whole site. `lasts` in seconds; empty: as long
/// as the browser is open.
void set_cookie(http::Response& response, std::string_view name, const std::string& value,
                std::string_view lasts, std::string_view same_site = "Strict");

/// The answer that gives a session to its page. `device`: a token for a device that was not known;
/// empty: none is set.
http::Response session_response(Service& service, const identity::Opened& keys,
                                const std::string& device);

/// One guess at an account's password, as the throttle counts it.
identity::Attempt attempt_of(const http::Request& request, const std::string& login);
http::Response too_many_guesses(const identity::Verdict& verdict);

Result<std::optional<office::Credential>, office::Fault> credential_of(Service& service,
                                                                       const std::string& account);

/// One-time codes go by the real time, also where a rehearsal's clock was set.
domain::Instant machine_now();

/// The device of a session: from where it was begun, and the browser as it named itself.
struct Device {
  std::string address;
  std::string browser;
};
/// As one text, for the session, and out of it again.
std::string device_text(const http::Request& request);
Device device_in(std::string_view text);

}  // namespace qidi::api
