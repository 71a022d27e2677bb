// Map files: a department's own headings, fixed values and words told to Qidi in TOML.
// interface.md "Map files"; docs/formats/map-file.md. A map names, it never guesses: an unknown
// key is an error that names the key.
#pragma once

#include <string>

#include "domain/result.h"
#include "office/ledger_entry.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

using LedgerMap = office::LedgerMap;

/// Reads a map file.
Result<LedgerMap, SheetError> read_map(const std::string& path);
/// Reads a map from its text; for the API, where a map comes with the upload.
Result<LedgerMap, SheetError> parse_map(const std::string& text);

}  // namespace qidi::sheets
