// What a write carries beside its address: the key that makes a repetition harmless, and a JSON
// object. interface.md, HTTP; reliability.md R40.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "api/parameters.h"

namespace qidi::api {

/// The Idempotency-Key: 8 to 128 letters, digits or _ . : -
Read<std::string> idempotency_key(const http::Request& request);

/// The body: one JSON object, UTF-8, no member twice, integers and texts only.
Read<boost::json::object> json_body(const http::Request& request);

}  // namespace qidi::api
