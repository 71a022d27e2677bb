// Text in columns of a terminal: a Chinese character takes two places.
#pragma once

#include <string>
#include <string_view>

namespace qidi::cli {

/// The places that a text takes.
std::size_t width_of(std::string_view text);

/// The text in exactly `width` places: padded, or cut with … where it is longer.
std::string fitted(std::string_view text, std::size_t width);

}  // namespace qidi::cli
