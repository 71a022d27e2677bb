// Tables for people, as csv or xlsx, written row by row in constant memory.
// Promises: text that a spreadsheet would run as a formula is inert (reliability R22); nothing
// stands at the target path until the table is whole; the same table gives the same bytes.
#pragma once

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "domain/result.h"
#include "domain/time/day.h"
#include "office/ports.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

/// A cell to be written: nothing, a text (UTF-8), a whole number or a day.
using Cell = office::Cell;

enum class TableFormat { csv, xlsx };

struct TableOptions {
  TableFormat format = TableFormat::csv;
  std::string sheet = "台账";     ///< the sheet's name in an xlsx
  domain::Instant created{};      ///< stands in an xlsx as its creation time (rulings.md 10)
  bool byte_order_mark = true;    ///< csv: so that Excel and WPS read UTF-8
  std::string scratch_directory;  ///< xlsx: for the rows on their way; empty: the system's own
};

/// One row of csv with its line end (CRLF, RFC 4180). For streams that are no files.
std::string csv_row(std::span<const Cell> cells);

class TableWriter {
 public:
  /// Begins a table beside `path`. The first row is the heading: `headings`, or where that is
  /// empty the first row added.
  static Result<TableWriter, SheetError> open(const std::string& path,
                                              const std::vector<std::string>& headings,
                                              const TableOptions& options);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  /// Leaves nothing behind when the table was not finished.
  ~TableWriter();

  Result<void, SheetError> add_row(std::span<const Cell> cells);
  /// Completes the table and puts it at its path.
  Result<void, SheetError> finish();

  class Target;  ///< csv or xlsx

 private:
  explicit TableWriter(std::unique_ptr<Target> target);
  std::unique_ptr<Target> target_;
};

/// The same as an office port, at a path.
Result<std::unique_ptr<office::TableOut>, SheetError> open_table(const std::string& path,
                                                                 const TableOptions& options);
/// Csv without a byte order mark to a stream, for standard output.
std::unique_ptr<office::TableOut> open_csv_stream(std::ostream& out);

}  // namespace qidi::sheets
