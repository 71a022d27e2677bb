// Map files: a department's own headings, fixed values and words told to Qidi in TOML.
// interface.md "Map files"; docs/formats/map-file.md. A map names, it never guesses: an unknown
// key is an error that names the key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/result.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

struct LedgerMap {
  std::optional<std::string> sheet;  ///< name or 1-based number
  std::optional<int> header_row;     ///< 1-based
  /// Field name and heading in the sheet, or a column letter.
  std::vector<std::pair<std::string, std::string>> columns;
  /// Field name and the value that every row gets.
  std::vector<std::pair<std::string, std::string>> constants;
  /// Field name to (value in the sheet to Qidi's value).
  std::map<std::string, std::map<std::string, std::string>> values;
};

/// Reads a map file.
Result<LedgerMap, SheetError> read_map(const std::string& path);
/// Reads a map from its text; for the API, where a map comes with the upload.
Result<LedgerMap, SheetError> parse_map(const std::string& text);

}  // namespace qidi::sheets
