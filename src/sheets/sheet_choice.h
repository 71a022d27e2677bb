// Which sheet of a file is read, and which of its rows is the header: the one asked for, or of all
// that can be seen the one whose header is best understood. Clause N1; interface.md.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sheets/header.h"
#include "sheets/ledger_map.h"
#include "sheets/raw_row.h"
#include "sheets/sheet_file.h"

namespace qidi::sheets {

/// An opened file as rows; `name` is the file's name for people (a csv's sheet is named after it).
Result<std::unique_ptr<RowSource>, SheetError> open_source(SheetFile file, const std::string& name);

struct SheetChoice {
  bool found = false;     ///< whether `search` has a header
  std::size_t sheet = 0;  ///< the sheet with the header, or with the row that is nearest to one
  HeaderSearch search;
};

/// `map` may be null; `wanted` (a name or a 1-based number) goes before the map's own.
Result<SheetChoice, SheetError> choose_sheet(RowSource& source, const LedgerMap* map,
                                             std::optional<std::string> wanted);

/// Why no row of the sheets looked at can be the header.
SheetError no_header(const RowSource& source, const SheetChoice& choice);

}  // namespace qidi::sheets
