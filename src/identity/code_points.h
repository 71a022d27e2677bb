// A password as the code points that a person counts and as the characters that a guesser tries.
// Promises: text is read as strict UTF-8 (no overlong forms, surrogates or cut-off ends).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qidi::identity {

/// The code points of a text; nothing when it is no UTF-8.
std::optional<std::u32string> code_points_of(std::string_view text);

/// The text as guessers fold it: A-Z lower-cased, full-width ASCII (U+FF01 to U+FF5E) and the
/// ideographic space made plain. The number of code points stays.
std::u32string folded(std::u32string_view text);

}  // namespace qidi::identity
