// Live notices on their way from the service to the open streams of the server.
#pragma once

#include "api/service.h"
#include "http/server.h"

namespace qidi::api {

/// From here on what the service tells reaches each stream in its reader's own words. `server` must
/// live until `service.tell_pages(nullptr)`.
void tell_streams(Service& service, http::Server& server);

}  // namespace qidi::api
