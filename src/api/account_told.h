// An account as the three administrators are told of it: with how its signing in is held off, and
// whether clearing its second factor waits for a second of them. reliability.md R65, R67.
#pragma once

#include <string>

#include "api/service.h"

namespace qidi::api {

/// What was wrong and until when; no address is in it (docs/decisions/0014).
std::string account_json(Service& service, const domain::Account& account);

}  // namespace qidi::api
