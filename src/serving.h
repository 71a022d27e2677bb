// The server put together: store, writer, routes, HTTP. Part of the composition root (main.cpp).
#pragma once

#include "cli/doors.h"

namespace qidi {

/// Serves until SIGTERM or SIGINT. `print` prints a circular, as for the command line.
Result<void, office::Fault> serve(
    const cli::ServeRequest& request, office::Store& store, const office::RuleBook& rules,
    office::Clock& machine, office::Regions regions,
    const std::function<Result<std::string, office::Fault>(const cli::CircularPrint&)>& print);

/// The table of routes that `serve` answers by, sorted, a line each: "GET /health/live".
std::string route_lines(office::Clock& clock);

}  // namespace qidi
