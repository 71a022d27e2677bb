// One run of an import, on a thread of its own: reads the sheet and feeds its rows to the one
// writer, a batch at a time, so that clerks' acts go in between. Clause N1; rulings 16, 17.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "api/import_doors.h"
#include "api/import_state.h"
#include "api/service.h"

namespace qidi::api {

/// How far a run has come; the total is estimated from the bytes.
using ImportProgress = std::function<void(long long rows, std::optional<long long> total)>;

struct ImportOutcome {
  record::ImportSummary counts;
  long long rows_read = 0;
  bool stopped = false;  ///< the server stops; what is in stays in
  std::string problem;   ///< Chinese; empty: it went to the end
  std::string mend;
};

/// Adopts the rows, or only tries. `folder` is the import's own: its sheet lies there, its report
/// is put there. Every row reported as adopted is durable.
ImportOutcome run_import(Service& service, const Import& import, const std::string& folder,
                         const ImportProgress& progress, const std::stop_token& stop);

struct UndoOutcome {
  Import::Undone counts;
  bool stopped = false;
  std::string problem;
  std::string mend;
};

/// Takes back what the import did to every row that nothing else has happened to since; what is
/// kept stands in the report.
UndoOutcome undo_import(Service& service, const Import& import, const std::string& reason,
                        const std::string& folder, const ImportProgress& progress,
                        const std::stop_token& stop);

/// Where an import's sheet lies.
SheetPlace sheet_of(const Import& import, const std::string& folder);

/// Runs work on the writer's thread and waits until it is durable; waits for room when the queue is
/// full. Nothing when the server stopped first and the work was not begun.
std::optional<Result<void, office::Fault>> on_writer(
    Service& service, const std::function<void(office::EventLog&)>& work,
    const std::stop_token& stop);

}  // namespace qidi::api
