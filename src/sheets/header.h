// The header of a sheet: which row it is, and which column holds which field. Departments put
// title lines above it, split it over two rows with merged cells, and order columns at will.
// Promises: a header that does not name what identifies a row and the day it was received is
// refused with what was seen, never guessed. Clause N1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/result.h"
#include "sheets/ledger_field.h"
#include "sheets/ledger_map.h"
#include "sheets/raw_row.h"

namespace qidi::sheets {

/// A column that a field is read from.
struct ColumnUse {
  Field field{};
  std::size_t column = 0;
  std::string heading;  ///< as printed, or the column letter where nothing is printed
  int rank = 0;         ///< among several columns of one field, 0 is asked first
};

struct Header {
  int first_row = 0;                  ///< 1-based
  int last_row = 0;                   ///< the same, or the next for a header of two rows
  std::vector<ColumnUse> columns;     ///< in order of field, then rank
  std::vector<std::string> unused;    ///< headings that no field took, in sheet order
  std::vector<std::string> headings;  ///< as printed, by column
  /// The comparable texts of each header row by column, to know the header when it is repeated.
  std::vector<std::vector<std::string>> printed;
  int score = 0;  ///< headings understood
};

/// What a search for a header found: a header, or what stood in the likeliest row.
struct HeaderSearch {
  std::optional<Header> header;
  int nearest_row = 0;               ///< 0: no row had anything
  Header nearest;                    ///< that row, as far as it is understood
  std::string seen;                  ///< the headings of the likeliest row
  std::vector<std::string> missing;  ///< what it lacks, in Chinese
  int nearest_score = -1;
};

/// Looks through the first rows of a sheet. `map` may be null.
HeaderSearch find_header(const std::vector<RawRow>& rows, const LedgerMap* map);

/// How many rows from the top a header is looked for in.
inline constexpr int header_depth = 40;

}  // namespace qidi::sheets
