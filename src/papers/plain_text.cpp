// Decoding by hand, since every malformed byte must show; the classes are ranges of Unicode.
#include "papers/plain_text.h"

#include <array>
#include <cstdint>

namespace qidi::papers {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool within(char32_t character, const std::array<Range, n>& ranges) {
  for (const auto& range : ranges) {
    if (character >= range.first && character <= range.last) return true;
  }
  return false;
}

constexpr std::array<Range, 4> spaces{{{0x00, 0x20}, {0x7F, 0x9F}, {0x2028, 0x2029}, {0xA0, 0xA0}}};

// U+180B..U+180E and U+202F are kept: traditional Mongolian is spelt with them.
constexpr std::array<Range, 9> hidden{{{0xAD, 0xAD},
                                       {0x061C, 0x061C},
                                       {0x200B, 0x200F},
                                       {0x202A, 0x202E},
                                       {0x2060, 0x206F},
                                       {0xFE00, 0xFE0F},
                                       {0xFEFF, 0xFEFF},
                                       {0xFFF9, 0xFFFB},
                                       {0xE0000, 0xE0FFF}}};

constexpr std::array<Range, 4> unprintable{
    {{0xE000, 0xF8FF}, {0xFDD0, 0xFDEF}, {0x1F000, 0x1FBFF}, {0xF0000, 0x10FFFF}}};

/// Length of the well-formed sequence at the start of `bytes`, 0 when there is none.
std::size_t sequence_length(std::string_view bytes, char32_t& character) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const auto lead = byte(0);
  const std::size_t length = lead < 0x80             ? 1
                             : (lead & 0xE0) == 0xC0 ? 2
                             : (lead & 0xF0) == 0xE0 ? 3
                             : (lead & 0xF8) == 0xF0 ? 4
                                                     : 0;
  if (length == 0 || length > bytes.size()) return 0;
  constexpr std::array<std::uint8_t, 5> masks{0, 0x7F, 0x1F, 0x0F, 0x07};
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  character = lead & masks[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    character = (character << 6) | (byte(i) & 0x3F);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  return character < least[length] || character > 0x10FFFF || surrogate ? 0 : length;
}

}  // namespace

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) {
    char32_t character = 0;
    const auto length = sequence_length(text, character);
    characters += length == 0 ? U'\uFFFD' : character;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return characters;
}

void append(std::string& text, char32_t character) {
  const auto put = [&](char32_t value) { text += static_cast<char>(value); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0 | (character >> 6));
    put(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    put(0xE0 | (character >> 12));
    put(0x80 | ((character >> 6) & 0x3F));
    put(0x80 | (character & 0x3F));
  } else {
    put(0xF0 | (character >> 18));
    put(0x80 | ((character >> 12) & 0x3F));
    put(0x80 | ((character >> 6) & 0x3F));
    put(0x80 | (character & 0x3F));
  }
}

std::string number_of(char32_t character) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (auto rest = character; rest != 0 || text.size() < 4; rest >>= 4) {
    text.insert(text.begin(), digits[rest & 0xF]);
  }
  return "U+" + text;
}

std::u32string plain_text(std::string_view text) {
  std::u32string plain;
  for (const auto character : characters_of(text)) {
    if (within(character, spaces)) {
      if (!plain.empty() && plain.back() != U' ') plain += U' ';
    } else if (within(character, hidden)) {
      continue;
    } else if (within(character, unprintable) || (character & 0xFFFE) == 0xFFFE) {
      plain += U'〔';
      for (const auto letter : number_of(character)) plain += static_cast<char32_t>(letter);
      plain += U'〕';
    } else {
      plain += character;
    }
  }
  if (!plain.empty() && plain.back() == U' ') plain.pop_back();
  return plain;
}

}  // namespace qidi::papers
