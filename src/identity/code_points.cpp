// See code_points.h.
#include "identity/code_points.h"

#include <cstddef>
#include <cstdint>

namespace qidi::identity {
namespace {

/// How many bytes follow a first byte, and the bits it carries itself; nothing for no first byte.
struct Lead {
  std::size_t following;
  std::uint32_t bits;
  char32_t lowest;
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

}  // namespace

std::optional<std::u32string> code_points_of(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = lead_of(static_cast<unsigned char>(text[at]));
    if (!lead || text.size() - at <= lead->following) return std::nullopt;
    char32_t point = lead->bits;
    for (std::size_t i = 1; i <= lead->following; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if ((byte & 0xC0) != 0x80) return std::nullopt;
      point = (point << 6) | (byte & 0x3FU);
    }
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < lead->lowest || point > 0x10FFFF || is_surrogate) return std::nullopt;
    points += point;
    at += 1 + lead->following;
  }
  return points;
}

std::u32string folded(std::u32string_view text) {
  std::u32string plain(text);
  for (auto& point : plain) {
    if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFF01 - U'!';
    if (point == 0x3000) point = U' ';
    if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
  }
  return plain;
}

}  // namespace qidi::identity
