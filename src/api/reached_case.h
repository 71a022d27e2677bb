// A case as its routes find it: by its id or a sheet's, and only within reach of who asks. Out of
// reach it answers like one that is not there. Clause N8; domain.md 10.
#pragma once

#include "api/known_case.h"
#include "api/parameters.h"
#include "domain/casework/case_rows.h"
#include "office/ports.h"

namespace qidi::api {

/// The rows of the case that the address names.
Read<domain::CaseRows> reached_case_of(office::Store& store, const http::Request& request);

}  // namespace qidi::api
