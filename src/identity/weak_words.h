// The words of which common passwords are made, in Chinese usage and on the keyboard: our own list,
// from what such passwords are about. What is no word (sequences, walks over the keyboard, years,
// repetition) guess_cost.h finds by itself, as it undoes 0 for o and the like.
#pragma once

#include <string>
#include <vector>

namespace qidi::identity {

/// All words, folded; each once.
const std::vector<std::u32string>& weak_words();

}  // namespace qidi::identity
