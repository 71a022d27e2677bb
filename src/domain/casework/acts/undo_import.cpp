// undo_import: what an import entered for a row by mistake is taken back, by a recorded act, as
// long as nothing else has happened to the row. It is a correction of the record, no removal of the
// project (N4): on no day, past or future, does the row count any more, as known from now on.
// domain.md 2, 4.9; docs/decisions/0008.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_undo_import(const Act& act, const UndoImport& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when_empty(command.import, "import");
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  no.when(command.sequences.empty(), RefusalCode::field_missing, "sequences", "sequences");
  if (no) return no.first();

  const auto& events = current.row_events;
  const auto count = command.sequences.size();
  const bool whole = count == events.size();
  const bool are_the_last =
      count <= events.size() && std::equal(command.sequences.begin(), command.sequences.end(),
                                           events.end() - static_cast<std::ptrdiff_t>(count));
  // What a job has done to a row that goes away whole goes with it; to a row that stays in an
  // earlier form it was told by the later one.
  no.when(current.live || !are_the_last || (!whole && current.acted_on_since_row),
          RefusalCode::changed_since_import, "case", act.command.case_id);
  if (no) return no.first();
  return act.events(LedgerImportUndone{command.import, command.sequences.front(), command.reason});
}

}  // namespace qidi::domain
