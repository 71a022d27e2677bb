// Rows of a csv file: RFC 4180 with quotes and line breaks in cells; comma, semicolon, tab or bar
// found by looking. Streamed, one row in memory. Clause N1.
#pragma once

#include <memory>

#include "sheets/raw_row.h"
#include "sheets/sheet_file.h"

namespace qidi::sheets {

/// Opens a csv file as a source with one sheet, named after the file.
Result<std::unique_ptr<RowSource>, SheetError> open_csv(SheetFile file, const std::string& path);

}  // namespace qidi::sheets
