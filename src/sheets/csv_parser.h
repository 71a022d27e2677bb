// Splits csv text into rows and cells as it arrives. RFC 4180, and lenient where people's files
// are: a quote inside an unquoted cell is itself, text after a closing quote is kept.
#pragma once

#include <string>
#include <string_view>

#include "domain/result.h"
#include "sheets/raw_row.h"

namespace qidi::sheets {

class CsvParser {
 public:
  CsvParser(char delimiter, const RowSink& sink) : delimiter_(delimiter), sink_(sink) {}

  /// Takes the next piece of UTF-8; false once the sink has enough.
  Result<bool, SheetError> feed(std::string_view text);
  /// Hands on the last row; an open quote is an error that names the row where it began.
  Result<void, SheetError> finish();

 private:
  enum class State { cell_start, plain, quoted, quote_in_quoted };

  void end_cell();
  bool end_row();
  bool take(char c);

  char delimiter_;
  const RowSink& sink_;
  RawRow row_;
  std::string cell_;
  std::size_t column_ = 0;
  int records_ = 0;
  State state_ = State::cell_start;
  bool after_return_ = false;  // a \r was taken as the row's end; a \n right after belongs to it
  bool anything_ = false;      // in the row so far
};

}  // namespace qidi::sheets
