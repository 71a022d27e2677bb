// What a write carries beside its address: the key that makes a repetition harmless, and a JSON
// object. interface.md, HTTP; reliability.md R40.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "api/parameters.h"

namespace qidi::api {

/// The Idempotency-Key: 8 to 128 letters, digits or _ . : -
Read<std::string> idempotency_key(const http::Request& request);

/// A field of the body that holds what it may not.
http::Problem field_invalid(std::string_view field, std::string detail);

/// Refuses members that are not among `known`.
Read<void> only_members(const boost::json::object& body,
                        std::initializer_list<std::string_view> known);
/// A text of the body; empty when absent. 400 when it is no text.
Read<std::string> text_member(const boost::json::object& body, std::string_view name);

/// The body: one JSON object, UTF-8, no member twice, integers and texts only, no text longer than
/// 10,000 characters.
Read<boost::json::object> json_body(const http::Request& request);
/// The same for a filing: where a matter has a form, its values stand in `form`, an object whose
/// numbers may have fractions. Given back as canonical text, as the command takes it.
Read<boost::json::object> filing_body(const http::Request& request);

}  // namespace qidi::api
