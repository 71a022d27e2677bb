// When the values of a filled form reach a tier of decision: a JSON Schema of a closed subset, held
// against the values by the library that reads forms. Clause N7; feature F8; decision 0015.
//
// The subset: an object with `properties` and `required` (each property named is required, so that
// an empty form reaches nothing) or `anyOf` of such; of a value `minimum`, `exclusiveMinimum`,
// `maximum`, `exclusiveMaximum`, `const`, `enum`; of a list `contains` with such an object.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qidi::record {

/// What is wrong with the condition for this form (Chinese, with the place); nothing when it is
/// sound.
std::optional<std::string> against_condition(std::string_view condition, std::string_view form);

/// Whether the form's values (JSON; empty: nothing filled in) meet a sound condition. What nobody
/// can read, condition or values, is not met.
bool meets_condition(std::string_view condition, std::string_view values);

}  // namespace qidi::record
