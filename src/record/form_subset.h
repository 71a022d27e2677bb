// Whether a JSON Schema keeps to the subset of a matter's form (form_schema.h). Private to that.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

namespace qidi::record {

/// The first thing in the schema that the subset does not have, with its place; nothing when it is
/// sound. Chinese.
std::optional<std::string> against_subset(const boost::json::value& schema);

}  // namespace qidi::record
