// The secret under which a directory's query codes are made. docs/decisions/0019.
#pragma once

#include <string>

#include "office/ports.h"

namespace qidi::api {

/// The directory's own; made, and durable, when it has none yet. Before the server runs, with the
/// writer's store.
Result<std::string, office::Fault> query_secret(office::Store& store);

}  // namespace qidi::api
