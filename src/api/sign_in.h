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

}  // namespace qidi::api
