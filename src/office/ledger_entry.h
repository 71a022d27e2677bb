// One row of a department's ledger as read from a sheet, before any rule has seen it.
// Filled by sheets/, taken by office/import_ledger. Clause N1; interface.md, "Map files".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/time/day.h"

namespace qidi::office {

/// What was wrong with a cell or a row, where, and how to mend it (Chinese, for the clerk).
struct RowProblem {
  std::string sheet;
  int row = 0;         ///< 1-based row in the sheet as a person sees it
  std::string column;  ///< the heading as printed, or the column letter; empty: the whole row
  std::string problem;
  std::string mend;
  bool refuses = true;  ///< false: a warning, the row still goes in
  bool operator==(const RowProblem&) const = default;
};

/// The fields of interface.md, "Map files". Texts are normalised: NFC, full-width digits and
/// letters made half-width, white space and line breaks trimmed and folded. Empty cells are absent.
struct LedgerEntry {
  std::string sheet;
  int row = 0;
  std::optional<std::string> case_id;
  std::optional<std::string> project_code;
  std::optional<std::string> project_name;
  std::optional<std::string> unit_name;
  std::optional<std::string> unit_code;
  std::optional<std::string> region;
  std::optional<std::string> department;
  std::optional<std::string> matter;
  std::optional<std::string> officer;
  std::optional<std::string> list;
  std::optional<std::string> state;
  std::optional<domain::Day> received;
  std::optional<domain::Day> accepted;
  std::optional<int> promised_days;
  std::optional<domain::Day> due;
  std::optional<domain::Day> ended;
  std::optional<std::string> result;
  std::optional<std::string> document_no;
  std::optional<std::string> classification;
  std::optional<std::string> measure;
  std::optional<domain::Day> finish_by;
  std::optional<std::string> remark;
  /// Problems found while reading the cells of this row; one that refuses keeps the row out.
  std::vector<RowProblem> problems;
};

/// What reading one sheet file found besides the rows: counted so that nothing vanishes unseen.
struct SheetSummary {
  std::string sheet;                        ///< the sheet that was read
  std::string sha256;                       ///< of the file's bytes, hex
  std::vector<std::string> used_columns;    ///< "field=heading", in sheet order
  std::vector<std::string> unused_columns;  ///< headings that no field took
  long long rows = 0;                       ///< rows handed on as entries
  long long skipped = 0;                    ///< titles, blanks, repeated headers, subtotals
};

/// A department's own headings, fixed values and words, told to Qidi by a map file or on the page.
struct LedgerMap {
  std::optional<std::string> sheet;  ///< name or 1-based number
  std::optional<int> header_row;     ///< 1-based
  /// Field name and heading in the sheet, or a column letter; empty: the field is not read.
  std::vector<std::pair<std::string, std::string>> columns;
  /// Field name and the value that every row gets.
  std::vector<std::pair<std::string, std::string>> constants;
  /// Field name to (value in the sheet to Qidi's value).
  std::map<std::string, std::map<std::string, std::string>> values;
};

/// A column as the sheet shows it, and the field that it is read as.
struct OutlinedColumn {
  std::string letter;
  std::string heading;              ///< empty where nothing is printed
  std::string field;                ///< empty: not read
  std::vector<std::string> sample;  ///< the first values that differ, shortened
};

/// What a look at a sheet's top shows, before any row is taken.
struct SheetOutline {
  std::vector<std::string> sheets;
  std::string sheet;   ///< the one looked at
  int header_row = 0;  ///< 1-based; 0: the sheet is empty
  std::vector<OutlinedColumn> columns;
  std::vector<LedgerEntry> first_rows;  ///< none while something is lacking
  std::string lacking;                  ///< why no row can be taken yet; empty: they can
  std::string mend;
};

}  // namespace qidi::office
