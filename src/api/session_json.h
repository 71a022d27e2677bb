// The session as its page is told: who asks, what that may do and see.
#pragma once

#include "api/service.h"

namespace qidi::api {

std::string session_json(Service& service, const Subject& subject);

}  // namespace qidi::api
