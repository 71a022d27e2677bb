// A look at a sheet before anything is taken: its sheets, the header, which column is read as which
// field with a few of its values, and the first rows. What is lacking is told beside, so that a
// person can name the columns. Clause N1; interface.md "import ledger".
#pragma once

#include <string>

#include "domain/result.h"
#include "office/ledger_entry.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

/// Outlines a ledger by a map. Column letters without a header row are read against the row that is
/// nearest to a header. `shown_name` is the file's name for people. Fails as read_ledger does, but
/// for a header that cannot be found: then `lacking` says why.
Result<office::SheetOutline, SheetError> outline_ledger(const std::string& path,
                                                        const std::string& shown_name,
                                                        const office::LedgerMap& map);

}  // namespace qidi::sheets
