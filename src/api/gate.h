// The gate before all routes: finds out who asks and turns back whoever may not, before a byte of
// the body is taken.
#pragma once

#include "api/service.h"

namespace qidi::api {

/// Puts the gate before the routes.
void add_gate(http::Routes& routes, Service& service);

}  // namespace qidi::api
