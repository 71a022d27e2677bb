// A file's name as people are shown it: text only. It never becomes a path, and nothing in it can
// make it look like another name. reliability.md R23, R75.
#pragma once

#include <string>
#include <string_view>

namespace qidi::domain {

/// The most characters of a name that is shown.
inline constexpr std::size_t longest_file_name = 120;

/// The name without folders, control characters, characters that turn or hide text, spaces and dots
/// at its ends; shortened before its ending. What is no UTF-8 is left out. "未命名" when nothing is
/// left.
std::string shown_file_name(std::string_view sent);

}  // namespace qidi::domain
