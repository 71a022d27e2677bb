// Rows of an xlsx workbook, streamed from the archive through expat in bounded memory: only the
// shared strings, the list of merged cells and one row are held. Clause N1, reliability R21.
#pragma once

#include <memory>

#include "sheets/raw_row.h"
#include "sheets/sheet_file.h"

namespace qidi::sheets {

/// Opens a workbook; the file is owned from then on.
Result<std::unique_ptr<RowSource>, SheetError> open_xlsx(SheetFile file);

}  // namespace qidi::sheets
