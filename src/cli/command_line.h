// The command line: words to options, then one verb. interface.md is its contract.
#pragma once

#include "cli/doors.h"

namespace qidi::cli {

/// Parses and runs one verb; gives the process's exit code.
int run(int count, const char* const* words, Doors& doors);

}  // namespace qidi::cli
