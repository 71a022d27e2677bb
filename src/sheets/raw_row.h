// A row as it stands in the file, before anything is known of its meaning, and the source that
// yields such rows one by one. Xlsx and csv are two sources; nothing above them tells them apart.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/result.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

enum class CellKind {
  empty,
  text,
  number,  ///< `text` holds the digits as stored, `number` the value
  date,    ///< a number whose style shows a date; `number` is the serial of the 1900 system
  error,   ///< a formula's error; `text` holds its name, such as #REF!
};

/// One cell. `text` is what a person would read, before normalisation.
struct RawCell {
  CellKind kind = CellKind::empty;
  std::string text;
  double number = 0;

  void clear() {
    kind = CellKind::empty;
    text.clear();
    number = 0;
  }
};

/// One row. Only the first `width` cells belong to it; the rest is kept to reuse its memory.
struct RawRow {
  int number = 0;           ///< 1-based, as a person sees it
  std::size_t width = 0;    ///< cells in use
  bool wide_merge = false;  ///< three or more columns of this row are merged into one
  std::vector<RawCell> cells;

  /// The cell at a 0-based column, made when it is not there.
  RawCell& at(std::size_t column) {
    if (column >= cells.size()) cells.resize(column + 1);
    for (; width <= column; ++width) cells[width].clear();
    return cells[column];
  }
  /// The cell at a 0-based column, or null beyond the row's end or when it is empty.
  const RawCell* find(std::size_t column) const {
    if (column >= width || cells[column].kind == CellKind::empty) return nullptr;
    return &cells[column];
  }
};

/// Takes a row; false: no more rows are wanted.
using RowSink = std::function<bool(const RawRow&)>;
/// Bytes taken so far and bytes in all.
using Progress = std::function<void(long long, long long)>;

/// Yields the rows of a file's sheets. Empty rows may be left out; row numbers then jump.
class RowSource {
 public:
  struct Sheet {
    std::string name;
    bool hidden = false;
  };

  virtual ~RowSource() = default;
  virtual const std::vector<Sheet>& sheets() const = 0;
  /// Yields the first rows of a sheet until the sink has enough; cheap. Merged cells are not
  /// filled.
  virtual Result<void, SheetError> peek(std::size_t sheet, const RowSink& sink) = 0;
  /// Yields all rows of a sheet in order, merged cells filled downwards, in bounded memory.
  virtual Result<void, SheetError> read(std::size_t sheet, const RowSink& sink,
                                        const Progress& progress) = 0;
};

/// "A" for 0, "AA" for 26: the column letters that people see.
std::string column_letters(std::size_t column);
/// The 0-based column of "A", "aa" or "AA12"; nothing when the text does not begin with one to
/// three letters or lies beyond the last column of a sheet (XFD).
std::optional<std::size_t> column_of(const char* text);

inline constexpr std::size_t most_columns = 16384;
inline constexpr int most_rows = 1048576;

}  // namespace qidi::sheets
