// Searching by parts of words: what a case can be found by, folded, and the grams that an index
// keeps of it. Chinese has no spaces between words, so any two characters in a row are a key;
// digits and Latin letters, of which there are few, are kept four in a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/case_rows.h"

namespace qidi::store {

/// Lower case, full-width letters and digits made plain, ASCII punctuation and all spaces dropped.
std::string folded(std::string_view text);

/// The words of a question, folded, empty ones left out.
std::vector<std::string> words_of(std::string_view text);

/// Whether a folded word is also sought at the beginning of case ids: six plain characters or more,
/// because ids are random and a short beginning finds some by chance.
bool may_begin_id(std::string_view word);

/// Whether every word is part of the project's name, the unit's name, the project code or the
/// external id, or (may_begin_id) begins the case id.
bool matches(const domain::CaseFacts& facts, const std::vector<std::string>& words);

/// The different grams of the fields that are searched by part, in order, each once.
std::vector<std::string> grams_of(const domain::CaseFacts& facts);

/// What every text that holds a word has among its grams: whole grams where the word is long
/// enough, else the beginning of one.
struct GramsAsked {
  std::vector<std::string> whole;
  std::string beginning;  ///< only when `whole` is empty
};
GramsAsked grams_asked(std::string_view folded_word);

}  // namespace qidi::store
