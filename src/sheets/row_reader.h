// A raw row becomes a LedgerEntry: texts normalised, days and numbers read, fixed values set, and
// every problem noted with the cell's place and the way to mend it. Clause N1.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "office/ledger_entry.h"
#include "sheets/header.h"
#include "sheets/ledger_map.h"
#include "sheets/raw_row.h"

namespace qidi::sheets {

class RowReader {
 public:
  /// `map` may be null; it is not kept. `sheet` is the name that problems show.
  RowReader(std::string sheet, const Header& header, const LedgerMap* map);

  /// Whether the map's fixed values can be read; the first one that cannot, as a file's error.
  Result<void, SheetError> check_constants() const;

  office::LedgerEntry read(const RawRow& row) const;

 private:
  /// Where a field's value stands. Points into the row or into this reader.
  struct Source {
    const RawCell* cell = nullptr;
    const std::string* column = nullptr;  ///< the heading, for problems
  };

  Source find(const RawRow& row, Field field) const;
  void take(const Source& source, Field field, office::LedgerEntry& entry) const;
  /// The cell by the map's words; `room` is where a translated one is kept.
  const RawCell* translated(Field field, const RawCell* cell, RawCell& room) const;

  std::string sheet_;
  std::vector<std::vector<ColumnUse>> columns_;  // by field, in order of rank
  std::vector<std::string> names_;               // by field
  std::map<Field, RawCell> constants_;
  std::map<Field, std::map<std::string, std::string>> values_;
};

}  // namespace qidi::sheets
