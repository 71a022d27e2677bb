// How many pieces a guesser must put together to arrive at a password. A piece is a common word
// (also backwards, and with 0 for o, @ for a and the like), a word about its owner, a sequence, a
// walk over the keyboard, a repetition, a year or a date; whatever is none of these counts one a
// character. "Admin@123456" is three pieces, long as it is; twelve random characters are twelve.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace qidi::identity {

/// The smallest number of pieces of a folded password; `owner_words` are folded too.
std::size_t guess_cost(const std::u32string& password, std::span<const std::u32string> owner_words);

}  // namespace qidi::identity
