// A request for another person's agreement as JSON, the same on the case's page and in the list of
// what waits. docs/decisions/0018.
#pragma once

#include <string>

#include "office/agreements.h"

namespace qidi::api {

/// `reader`: whoever looks, to tell him whether he may agree or asked himself.
std::string agreement_json(const office::ShownAgreement& shown, const domain::Actor& reader);

}  // namespace qidi::api
