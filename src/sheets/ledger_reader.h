// The door of this room for reading: a ledger file of any department goes in, rows that the office
// understands come out, one at a time. Clause N1; interface.md "import ledger".
// Promises: bounded memory whatever the file's size; every row is handed on, or counted as
// skipped, or stands in the error that ended the reading.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/result.h"
#include "office/ledger_entry.h"
#include "sheets/ledger_map.h"
#include "sheets/raw_row.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

/// Takes a row; false stops the reading, which is then no error.
using EntrySink = std::function<bool(office::LedgerEntry&&)>;

/// Reads a ledger from an xlsx or csv file. `map` may be null. `sheet` (a name or a 1-based
/// number) goes before the map's own. `progress` may be empty; it gets bytes done and bytes in all.
/// Fails when the file as a whole is no ledger: wrong type, encrypted, damaged, a zip bomb, no
/// such sheet, or no row that can be its header. `shown_name` is the file's name for people, where
/// it lies under another.
Result<office::SheetSummary, SheetError> read_ledger(const std::string& path, const LedgerMap* map,
                                                     const std::optional<std::string>& sheet,
                                                     const EntrySink& sink,
                                                     const Progress& progress = {},
                                                     const std::string& shown_name = {});

}  // namespace qidi::sheets
