// In which encoding a text file is written, found from its bytes, and its conversion to UTF-8
// piece by piece. Departments send UTF-8 with and without mark, UTF-16 from WPS ("Unicode 文本"),
// and GB18030; foreign sheets also Windows-1252 and IBM 850. Clause N1.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "domain/result.h"
#include "sheets/sheet_error.h"

struct UConverter;

namespace qidi::sheets {

/// The encoding's ICU name, and how many bytes of mark stand before the text.
struct TextEncoding {
  const char* name = "UTF-8";
  std::size_t mark = 0;
};

/// Looks through the whole file from its start, and rewinds it.
TextEncoding encoding_of(std::FILE* file);

/// Converts bytes to UTF-8 in pieces; what cannot be read becomes U+FFFD.
class Decoder {
 public:
  static Result<Decoder, SheetError> open(const TextEncoding& encoding);
  /// Appends the UTF-8 of the next bytes to `out`; `last` flushes a broken end.
  void decode(std::string_view bytes, bool last, std::string& out);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  using Converter = std::unique_ptr<UConverter, Close>;
  Decoder(Converter from, Converter to) : from_(std::move(from)), to_(std::move(to)) {}

  Converter from_, to_;
};

}  // namespace qidi::sheets
