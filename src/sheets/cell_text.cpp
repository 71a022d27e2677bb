// Folding of texts. One pass over code points; only what is not in NFC already goes through ICU.
#include "sheets/cell_text.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace qidi::sheets {

namespace {

enum class Width { digits_and_letters, all_signs };

bool is_space(UChar32 c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || c == 0x85 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F;
}

bool is_line_break(UChar32 c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Zero-width characters, marks of direction, the byte order mark, control characters.
bool is_invisible(UChar32 c) {
  return c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         c == 0x2060 || c == 0xFEFF;
}

/// Chinese characters and their punctuation: text that is written without spaces.
bool is_chinese(UChar32 c) {
  return (c >= 0x3001 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF65) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

/// Characters that NFC never touches, alone or beside others: nearly all that ledgers hold.
bool is_always_composed(UChar32 c) {
  return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3029) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x2F7FF) || (c >= 0x30000 && c <= 0x3FFFF);
}

UChar32 narrowed(UChar32 c, Width width) {
  if (c < 0xFF01 || c > 0xFF5E) return c;
  const UChar32 half = c - 0xFEE0;
  const bool plain =
      (half >= '0' && half <= '9') || (half >= 'A' && half <= 'Z') || (half >= 'a' && half <= 'z');
  return plain || width == Width::all_signs ? half : c;
}

void append(std::string& out, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  out.append(bytes.data(), static_cast<std::size_t>(length));
}

std::string in_nfc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status) || U_FAILURE(status)) return text;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) ? text : composed;
}

std::string folded(std::string_view text, Width width) {
  std::string out;
  out.reserve(text.size());
  bool composed = true;
  bool space = false;       // white space seen since the last character
  bool line_break = false;  // … and a line break among it
  UChar32 before = 0;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if (is_space(c)) {
      space = true;
      line_break = line_break || is_line_break(c);
      continue;
    }
    if (is_invisible(c)) continue;
    c = narrowed(c, width);
    if (space && before != 0 && !(line_break && is_chinese(before) && is_chinese(c))) out += ' ';
    space = line_break = false;
    before = c;
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      composed = composed && is_always_composed(c);
      append(out, c);
    }
  }
  return composed ? out : in_nfc(std::move(out));
}

}  // namespace

std::string normalised(std::string_view text) {
  return folded(text, Width::digits_and_letters);
}

std::string half_width(std::string_view text) {
  return folded(text, Width::all_signs);
}

std::string comparable(std::string_view text) {
  const auto half = half_width(text);
  std::string out;
  out.reserve(half.size());
  for (const char c : half) {
    if (c == ' ' || c == ':' || c == '*') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string person_name(std::string_view text) {
  auto name = normalised(text);
  const auto gap = name.find(' ');
  // "张 三" is 张三 set to the width of a three-character name; "张三 李四" is two people.
  if (name.size() == 7 && gap == 3) name.erase(gap, 1);
  return name;
}

bool stands_for_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 20> words{
      "null", "none", "nil", "nan", "n/a", "#n/a", "na", "-",    "--", "---",
      "—",    "——",   "/",   "\\",  "无",  "暂无", "空", "(空)", ".",  "//"};
  // No stand-in is longer, even padded: spares folding of every other cell.
  if (text.size() > 30) return false;
  const auto word = comparable(text);
  return word.empty() || std::find(words.begin(), words.end(), word) != words.end();
}

bool has_replacement(std::string_view text) {
  return text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

}  // namespace qidi::sheets
