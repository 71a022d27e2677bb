// Canonical JSON text: sorted keys, NFC, integers and strings only (rulings 6). For what comes in
// from outside; the codecs write canonical text by themselves.
#pragma once

#include <string>
#include <string_view>

#include "domain/result.h"

namespace qidi::record {

/// The canonical form, or (Chinese) what is wrong: not JSON, a number with a fraction or exponent,
/// nested deeper than 16, or a name written twice in one object (also when only NFC makes them
/// one).
Result<std::string, std::string> canonicalise(std::string_view json);

}  // namespace qidi::record
