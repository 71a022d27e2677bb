// A unit's projects over HTTP: its own with their cases, registering, changing. N8, N9;
// docs/decisions/0020.
#pragma once

#include <string>

#include "api/service.h"
#include "domain/projects/unit_project.h"
#include "http/routes.h"

namespace qidi::api {

void add_unit_project_routes(http::Routes& routes, Service& service);

/// What was registered under the code, as JSON, for whoever reaches it; "null" when nothing was, or
/// nothing within reach. `sees_a_case`: he sees a case of the code, and so the project.
Result<std::string, office::Fault> registered_json(Service& service, office::Store& store,
                                                   const http::Request& request,
                                                   const std::string& code, bool sees_a_case);

}  // namespace qidi::api
