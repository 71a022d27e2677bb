// Templates, printing and signing of writs, and square codes for pages, put together for the
// server. Part of the composition root (serving.cpp).
#pragma once

#include "api/writ_doors.h"
#include "cli/doors.h"

namespace qidi {

api::WritDoors writ_doors(const cli::ServeRequest& request);
/// A square code's rows of '0' and '1' for a page to draw; empty when the text is too long for one.
std::vector<std::string> square_rows(const std::string& text);

}  // namespace qidi
