// Undoing an import: one recorded act on each of its rows that nothing else has happened to, and
// one word about the whole. What somebody has worked on since is left alone and told.
// Clause N1; domain.md 2, 4.9; docs/decisions/0008.
#pragma once

#include <string>
#include <vector>

#include "office/import_ledger.h"

namespace qidi::office {

struct UndoOrder {
  std::string import;          ///< its id, for the record
  std::string command_prefix;  ///< of its rows (LedgerImport::Options)
  std::string reason;
};

/// The cases that rows of an import adopted or changed, each once, in order.
Result<std::vector<std::string>, Fault> cases_of_import(EventReader& reader,
                                                        const std::string& command_prefix);

enum class RowUndoing {
  taken_back,
  nothing_left,  ///< no act of this import stands any more
  kept,          ///< something else has happened since
};
struct UndoneRow {
  RowUndoing outcome{};
  std::string source;  ///< sheet and row that the import's last act came from
};

/// Takes back what the import did to one case. Again is harmless.
Result<UndoneRow, Fault> undo_row(EventLog& log, const RuleBook& rules, Clock& clock,
                                  const UndoOrder& order, const std::string& case_id);

}  // namespace qidi::office
