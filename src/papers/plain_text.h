// Text from outside made fit for paper: well-formed, of one line, without hidden or reordering
// characters, so that what is read is what is kept in the record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qidi::papers {

/// The characters of a UTF-8 text; malformed bytes become U+FFFD each.
std::u32string characters_of(std::string_view text);
/// Adds one character as UTF-8.
void append(std::string& text, char32_t character);
/// "U+20BB7".
std::string number_of(char32_t character);

/// Breaks, tabs and control characters become a space (runs of them one); bidirectional controls,
/// zero-width characters and presentation selectors are left out. Pictographs, private and
/// unassignable characters, which official faces do not have, are written as 〔U+1F600〕.
std::u32string plain_text(std::string_view text);

}  // namespace qidi::papers
