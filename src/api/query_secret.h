// The secret under which a directory's query codes are made. docs/decisions/0019.
#pragma once

#include "api/doors.h"

namespace qidi::api {

/// Puts the directory's own into the doors; made, and durable, when it has none yet. Before the
/// server runs, with the writer's store.
Result<void, office::Fault> bring_query_secret(Doors& doors, office::Store& store);

}  // namespace qidi::api
