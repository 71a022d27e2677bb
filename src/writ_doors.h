// Templates, printing and signing of writs, put together for the server. Part of the composition
// root (serving.cpp).
#pragma once

#include "api/writ_doors.h"
#include "cli/doors.h"

namespace qidi {

api::WritDoors writ_doors(const cli::ServeRequest& request);

}  // namespace qidi
