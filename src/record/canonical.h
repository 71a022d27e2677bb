// Canonical JSON text: sorted keys, NFC, integers and strings only (rulings 6). For what comes in
// from outside; the codecs write canonical text by themselves.
#pragma once

#include <string>
#include <string_view>

#include "domain/result.h"

namespace qidi::record {

/// Events and commands hold integers only; the values of a matter's form may have fractions, which
/// are written as the shortest decimal that reads back the same.
enum class Numbers { integers, with_fractions };

/// The canonical form, or (Chinese) what is wrong: not JSON, a number with a fraction or exponent
/// where only integers may stand, nested deeper than 16, or a name written twice in one object
/// (also when only NFC makes them one).
Result<std::string, std::string> canonicalise(std::string_view json,
                                              Numbers numbers = Numbers::integers);

}  // namespace qidi::record
