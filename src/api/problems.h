// Refusals and faults as problems: which status, and words that show nothing of the machine.
// interface.md, HTTP; docs/refusals.md.
#pragma once

#include "domain/casework/refusals.h"
#include "http/problem.h"
#include "office/ports.h"

namespace qidi::api {

/// A rule's no: 403 for the person, 404 for a case that is not there, 409 where the case has moved
/// on, 422 where the act itself is wrong.
http::Problem problem_of(const domain::Refusal& refusal);

/// The world's failure, and the same as a response: 503 with Retry-After where trying again may
/// help.
http::Problem problem_of(const office::Fault& fault);
http::Response response_of(const office::Fault& fault);

/// The writer's queue is full: nothing was done, the same key may come again.
http::Response too_busy();

/// What a client sent, as a problem may quote it: at most `most` characters, none of them cut.
std::string quoted(std::string_view text, std::size_t most = 40);
/// How many characters a text in UTF-8 has.
std::size_t characters_in(std::string_view text);

/// A parameter or field that cannot be read.
http::Problem bad_parameter(std::string_view field, std::string detail);
http::Problem not_found(std::string detail);

}  // namespace qidi::api
