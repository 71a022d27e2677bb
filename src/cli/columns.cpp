// Widths by the length of a character's UTF-8: three bytes and more are wide in our texts.
#include "cli/columns.h"

#include <algorithm>

namespace qidi::cli {

namespace {

/// The bytes of the character that starts here, never past the end.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

std::size_t places(std::size_t length) {
  return length >= 3 ? 2 : 1;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text, at);
    width += places(length);
    at += length;
  }
  return width;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) {
    return std::string(text) + std::string(width - width_of(text), ' ');
  }
  std::string cut;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text, at);
    if (used + places(length) > width - 2) break;
    cut.append(text.substr(at, length));
    used += places(length);
    at += length;
  }
  return cut + "…" + std::string(width - used - 2, ' ');
}

}  // namespace qidi::cli
