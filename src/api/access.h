// Who may ask what: one row for each route, deny by default. A route without a row answers nobody;
// a test holds the table against the server's routes both ways. Acts on cases have a second table
// of their own (domain/people/rights.h), and rows a third line of defence (domain/people/reach.h).
// reliability.md R60, R61; domain.md 10.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/subject.h"
#include "http/problem.h"
#include "http/routes.h"

namespace qidi::api {

/// Why the subject may not ask this of the route; nothing when it may. `csrf` is the header that
/// came along.
std::optional<http::Problem> barred(const Subject& subject, http::Method method,
                                    std::string_view pattern, std::string_view csrf);

/// The table as lines "GET /api/v1/team: clerk head …", for the test and the docs.
std::string access_lines();

/// The pages that a role has: names of the contract's `sees`.
std::vector<std::string> pages_of(domain::Role role);

}  // namespace qidi::api
