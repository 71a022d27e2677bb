// Which case is meant, and whether whoever asks may know of it: out of reach answers like none.
// domain.md 10; docs/decisions/0010.
#pragma once

#include "api/parameters.h"
#include "domain/casework/case_rows.h"
#include "office/ports.h"

namespace qidi::api {

http::Problem no_such_case();

/// Whether a case is out of reach of who asks; then it answers like one that is not there.
bool out_of_reach(const http::Request& request, const domain::CaseRows& rows);

/// The id under which the case's stream stands; nothing when there is no such case, or none within
/// reach.
Read<std::string> known_case(office::Store& store, const http::Request& request);

}  // namespace qidi::api
