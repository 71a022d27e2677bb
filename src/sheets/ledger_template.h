// The blank ledger that departments download, fill in and send back. Clause N1.
#pragma once

#include <string>

#include "domain/result.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

/// Writes the template (xlsx): a sheet with every heading that the reader knows, and a sheet that
/// explains them. The same bytes every time.
Result<void, SheetError> write_ledger_template(const std::string& path);

}  // namespace qidi::sheets
