// Character by character; the decoder takes only what is UTF-8 in its shortest form.
#include "domain/files/file_name.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace qidi::domain {

namespace {

using Character = std::string;

/// The next character and its code point; nothing for a byte that begins none.
std::optional<std::pair<char32_t, std::size_t>> decoded(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return std::pair{static_cast<char32_t>(first), std::size_t{1}};
  std::size_t length = 0;
  char32_t code = 0;
  if ((first & 0xe0U) == 0xc0U) {
    length = 2;
    code = first & 0x1fU;
  } else if ((first & 0xf0U) == 0xe0U) {
    length = 3;
    code = first & 0x0fU;
  } else if ((first & 0xf8U) == 0xf0U) {
    length = 4;
    code = first & 0x07U;
  } else {
    return std::nullopt;
  }
  if (text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0U) != 0x80U) return std::nullopt;
    code = (code << 6U) | (byte & 0x3fU);
  }
  const bool shortest = code >= (length == 2 ? 0x80U : length == 3 ? 0x800U : 0x10000U);
  if (!shortest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return std::nullopt;
  return std::pair{code, length};
}

/// Controls, and what turns the direction of text or has no width: an "exe" that reads as a "jpg".
bool is_deceiving(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x61c ||
         (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff0 && code <= 0xffff);
}

bool is_space_or_dot(const Character& character) {
  return character == " " || character == "." || character == "\xe3\x80\x80" ||
         character == "\xc2\xa0";
}

}  // namespace

std::string shown_file_name(std::string_view sent) {
  sent = sent.substr(sent.find_last_of("/\\") + 1);
  std::vector<Character> characters;
  while (!sent.empty()) {
    const auto next = decoded(sent);
    if (next && !is_deceiving(next->first)) characters.emplace_back(sent.substr(0, next->second));
    sent.remove_prefix(next ? next->second : 1);
  }
  while (!characters.empty() && is_space_or_dot(characters.back())) characters.pop_back();
  const auto first = std::find_if_not(characters.begin(), characters.end(), is_space_or_dot);
  characters.erase(characters.begin(), first);
  if (characters.size() > longest_file_name) {
    const auto dot = std::find(characters.rbegin(), characters.rend(), ".");
    auto ending = static_cast<std::size_t>(std::distance(characters.rbegin(), dot)) + 1;
    if (dot == characters.rend() || ending > 10) ending = 0;
    const auto excess = characters.size() - longest_file_name;
    const auto from = characters.size() - ending - excess;
    characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(from),
                     characters.begin() + static_cast<std::ptrdiff_t>(from + excess));
  }
  std::string name;
  for (const auto& character : characters) name += character;
  return name.empty() ? "未命名" : name;
}

}  // namespace qidi::domain
