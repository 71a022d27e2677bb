// Grams begin at each character; how far one reaches depends only on what follows it, so that the
// grams inside a word are also grams of every text around it.
#include "store/search_text.h"

#include <algorithm>
#include <array>

namespace qidi::store {

namespace {

constexpr std::size_t plain_gram = 4;

bool is_plain(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}

/// Bytes of the character that begins here; 1 for a byte of a broken one.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size()) return 1;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return 1;
  }
  return length;
}

struct Gram {
  std::string_view text;
  bool whole = true;  ///< false: the text ended before the gram was full
};

Gram gram_at(std::string_view text, std::size_t at) {
  if (is_plain(text[at])) {
    auto end = at;
    while (end < text.size() && end - at < plain_gram && is_plain(text[end])) ++end;
    return {text.substr(at, end - at), end - at == plain_gram || end < text.size()};
  }
  const auto first = length_at(text, at);
  if (at + first >= text.size()) return {text.substr(at), false};
  return {text.substr(at, first + length_at(text, at + first)), true};
}

std::array<std::string, 4> searched(const domain::CaseFacts& facts) {
  return {folded(facts.project_name), folded(facts.unit_name), folded(facts.project_code),
          folded(facts.external_id)};
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto add_plain = [&](unsigned char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += static_cast<char>(c);
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text, at);
    const auto character = text.substr(at, length);
    at += length;
    if (length == 1) {
      // A stray byte of a broken character is dropped with the punctuation.
      add_plain(static_cast<unsigned char>(character[0]));
      continue;
    }
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (length == 3 && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      // U+FF01 to U+FF5E are the full-width forms of 0x21 to 0x7E.
      const unsigned plain = (((byte(1) & 3U) << 6U) | (byte(2) & 0x3FU)) + 0x20U;
      if (plain > 0x20U && plain < 0x7FU) {
        add_plain(static_cast<unsigned char>(plain));
        continue;
      }
    }
    if (character == "\xE3\x80\x80" || character == "\xC2\xA0") continue;
    out += character;
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (auto plain = folded(word); !plain.empty()) words.push_back(std::move(plain));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text, at);
    const auto character = text.substr(at, length);
    at += length;
    const bool is_space = character == " " || character == "\t" || character == "\n" ||
                          character == "\r" || character == "\xE3\x80\x80";
    if (is_space) {
      close();
    } else {
      word += character;
    }
  }
  close();
  return words;
}

bool may_begin_id(std::string_view word) {
  constexpr std::size_t shortest = 6;
  return word.size() >= shortest && std::all_of(word.begin(), word.end(), is_plain);
}

bool matches(const domain::CaseFacts& facts, const std::vector<std::string>& words) {
  const auto fields = searched(facts);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return (may_begin_id(word) && facts.case_id.starts_with(word)) ||
           std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
             return field.find(word) != std::string::npos;
           });
  });
}

std::vector<std::string> grams_of(const domain::CaseFacts& facts) {
  std::vector<std::string> grams;
  for (const auto& field : searched(facts)) {
    for (std::size_t at = 0; at < field.size(); at += length_at(field, at)) {
      grams.emplace_back(gram_at(field, at).text);
    }
  }
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

GramsAsked grams_asked(std::string_view word) {
  GramsAsked asked;
  for (std::size_t at = 0; at < word.size(); at += length_at(word, at)) {
    const auto gram = gram_at(word, at);
    if (gram.whole) asked.whole.emplace_back(gram.text);
  }
  if (asked.whole.empty() && !word.empty()) asked.beginning = gram_at(word, 0).text;
  return asked;
}

}  // namespace qidi::store
