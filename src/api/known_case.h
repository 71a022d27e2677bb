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

/// The rows of the case that the address names by its id or a sheet's; `no_such_case` when there is
/// none, or none within reach. A store that fails is told as its own problem, never as none.
Read<domain::CaseRows> reached_case_of(office::Store& store, const http::Request& request);

/// The same, for whoever needs no more than the id under which the case's stream stands.
Read<std::string> known_case(office::Store& store, const http::Request& request);

}  // namespace qidi::api
