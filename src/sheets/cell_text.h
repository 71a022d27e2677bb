// Texts made comparable: NFC, full-width digits and letters made half-width, white space folded,
// so that the same word typed in two ways is one word. Clause N1 (interface.md, "Map files").
#pragma once

#include <string>
#include <string_view>

namespace qidi::sheets {

/// The text as the record keeps it: NFC, full-width digits, letters and spaces made half-width,
/// invisible characters dropped, runs of white space folded to one space, a line break between
/// two Chinese characters dropped, both ends trimmed.
std::string normalised(std::string_view text);

/// A heading or keyword ready to be compared: normalised, all full-width signs made half-width,
/// letters lowered, white space and the marks ：:*＊ dropped.
std::string comparable(std::string_view text);

/// A person's name: normalised, and the space dropped with which two-character names are padded.
std::string person_name(std::string_view text);

/// Every full-width sign made half-width and all white space folded: for dates and numbers.
std::string half_width(std::string_view text);

/// Whether the text is an empty cell's stand-in: NULL, -, /, 无, N/A and the like.
bool stands_for_nothing(std::string_view text);

/// Whether bytes that could not be read were replaced by U+FFFD.
bool has_replacement(std::string_view text);

}  // namespace qidi::sheets
