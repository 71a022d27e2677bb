// Detection by counting: every byte is read as UTF-8 and as GB18030 side by side, and the reading
// that fits wins.
#include "sheets/text_encoding.h"

#include <unicode/ucnv.h>

#include <vector>

namespace qidi::sheets {

namespace {

bool is_letter(int byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// Counts characters of more than one byte and bytes that fit nowhere, in UTF-8.
class Utf8Count {
 public:
  long long good = 0, bad = 0;

  void take(int byte) {
    if (left_ > 0) {
      if ((byte & 0xC0) == 0x80) {
        if (--left_ == 0) ++good;
        return;
      }
      ++bad;
      left_ = 0;
    }
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) {
      left_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      left_ = 2;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      left_ = 3;
    } else {
      ++bad;
    }
  }
  void finish() { bad += left_ > 0 ? 1 : 0; }

 private:
  int left_ = 0;
};

/// The same in GB18030, and how many of its pairs look like one accented letter in a Latin word:
/// "café a" and "manège" are lawful GB18030 too, but mean no Chinese character.
class Gb18030Count {
 public:
  long long good = 0, bad = 0, latin = 0;

  void take(int byte) {
    switch (state_) {
      case 0:
        begin(byte);
        break;
      case 1:
        second(byte);
        break;
      case 2:
        state_ = byte >= 0x81 && byte <= 0xFE ? 3 : 0;
        bad += state_ == 0 ? 1 : 0;
        break;
      default:
        (byte >= 0x30 && byte <= 0x39 ? good : bad) += 1;
        state_ = 0;
        break;
    }
  }
  void finish() { bad += state_ != 0 ? 1 : 0; }

 private:
  void begin(int byte) {
    if (byte < 0x80) {
      before_ = byte;
    } else if (byte == 0x80 || byte == 0xFF) {
      ++bad;
      before_ = 0;
    } else {
      state_ = 1;
    }
  }
  void second(int byte) {
    state_ = 0;
    if (byte >= 0x30 && byte <= 0x39) {
      state_ = 2;
    } else if (byte >= 0x40 && byte != 0x7F && byte != 0xFF) {
      ++good;
      if (is_letter(before_) && is_letter(byte)) ++latin;
    } else {
      ++bad;
    }
    before_ = state_ == 0 && byte < 0x80 ? byte : 0;
  }

  int state_ = 0;
  int before_ = 0;
};

/// Accented letters lie from 0xC0 in Windows-1252 and from 0x80 to 0xA5 in IBM 850.
class LatinCount {
 public:
  long long windows = 0, ibm = 0;

  void take(int byte) {
    if (byte >= 0x80 && is_letter(before_)) (byte >= 0xC0 ? windows : ibm) += 1;
    before_ = byte;
  }

 private:
  int before_ = 0;
};

TextEncoding chosen(const Utf8Count& utf8, const Gb18030Count& gb, const LatinCount& latin) {
  if (utf8.bad == 0) return {"UTF-8", 0};
  // A byte or two damaged on the way do not make Chinese text another encoding.
  if (utf8.good >= 20 && utf8.bad * 50 < utf8.good) return {"UTF-8", 0};
  const bool chinese = gb.good > 0 && gb.latin * 2 < gb.good;
  if (gb.bad == 0 && chinese) return {"gb18030", 0};
  if (chinese && gb.good >= 20 && gb.bad * 50 < gb.good) return {"gb18030", 0};
  return latin.ibm > latin.windows ? TextEncoding{"ibm-850", 0} : TextEncoding{"windows-1252", 0};
}

}  // namespace

TextEncoding encoding_of(std::FILE* file) {
  Utf8Count utf8;
  Gb18030Count gb;
  LatinCount latin;
  std::vector<unsigned char> chunk(1 << 18);
  bool first = true;
  for (std::size_t n = 0; (n = std::fread(chunk.data(), 1, chunk.size(), file)) > 0;) {
    if (first) {
      const std::string_view head(reinterpret_cast<const char*>(chunk.data()), n);
      std::string_view marks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
      const char* names[] = {"UTF-8", "UTF-16LE", "UTF-16BE"};
      for (int i = 0; i < 3; ++i) {
        if (head.substr(0, marks[i].size()) != marks[i]) continue;
        std::rewind(file);
        return {names[i], marks[i].size()};
      }
      first = false;
    }
    for (std::size_t i = 0; i < n; ++i) {
      utf8.take(chunk[i]);
      gb.take(chunk[i]);
      latin.take(chunk[i]);
    }
  }
  utf8.finish();
  gb.finish();
  std::rewind(file);
  return chosen(utf8, gb, latin);
}

void Decoder::Close::operator()(UConverter* converter) const {
  ucnv_close(converter);
}

Result<Decoder, SheetError> Decoder::open(const TextEncoding& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter from(ucnv_open(encoding.name, &status));
  Converter to(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) {
    return Unexpected{SheetError{"不认识的文字编码：" + std::string(encoding.name),
                                 "另存为 UTF-8 的 csv 或 xlsx 后再导入"}};
  }
  return Decoder(std::move(from), std::move(to));
}

void Decoder::decode(std::string_view bytes, bool last, std::string& out) {
  std::vector<UChar> middle(8192);
  std::vector<char> utf8(middle.size() * 3 + 16);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  for (bool more = true; more;) {
    UErrorCode status = U_ZERO_ERROR;
    UChar* target = middle.data();
    ucnv_toUnicode(from_.get(), &target, middle.data() + middle.size(), &source, end, nullptr,
                   static_cast<UBool>(last), &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    UErrorCode written = U_ZERO_ERROR;
    const UChar* units = middle.data();
    char* byte = utf8.data();
    ucnv_fromUnicode(to_.get(), &byte, utf8.data() + utf8.size(), &units, target, nullptr,
                     static_cast<UBool>(last && !more), &written);
    out.append(utf8.data(), static_cast<std::size_t>(byte - utf8.data()));
  }
}

}  // namespace qidi::sheets
