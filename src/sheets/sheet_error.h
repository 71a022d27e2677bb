// Why a whole file could not be read or written, in words for the clerk at the screen.
// Problems of single rows are office::RowProblem; this is for what stops the file. Clause N1.
#pragma once

#include <string>

namespace qidi::sheets {

/// A failure of the whole file: not a sheet, encrypted, too large, no header row, …
struct SheetError {
  std::string problem;  ///< Chinese: what is wrong, and where
  std::string mend;     ///< Chinese: what the clerk can do about it
  bool operator==(const SheetError&) const = default;
};

}  // namespace qidi::sheets
