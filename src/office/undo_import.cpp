// The import's acts are known by their command ids.
#include "office/undo_import.h"

#include <algorithm>

#include "office/receipts.h"
#include "record/event_codec.h"

namespace qidi::office {

namespace {

std::string row_commands(const std::string& command_prefix) {
  return command_prefix + "row-";
}

std::string source_of(const domain::EventBody& body) {
  if (const auto* adopted = std::get_if<domain::AdoptedFromLedger>(&body)) return adopted->source;
  if (const auto* updated = std::get_if<domain::LedgerRowUpdated>(&body)) return updated->source;
  return {};
}

}  // namespace

Result<std::vector<std::string>, Fault> cases_of_import(EventReader& reader,
                                                        const std::string& command_prefix) {
  std::vector<std::string> cases;
  QIDI_CHECK(reader.each_command(row_commands(command_prefix),
                                 [&](const CommandRecord& command) -> Result<void, Fault> {
                                   QIDI_TRY(answer, read_receipt(command.receipt));
                                   const auto* receipt = std::get_if<Receipt>(&answer);
                                   if (receipt != nullptr && !receipt->events.empty()) {
                                     cases.push_back(receipt->case_id);
                                   }
                                   return {};
                                 }));
  std::sort(cases.begin(), cases.end());
  cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
  return cases;
}

Result<UndoneRow, Fault> undo_row(EventLog& log, const RuleBook& rules, Clock& clock,
                                  const UndoOrder& order, const std::string& case_id) {
  QIDI_TRY(stored, log.load(stream_of_case(case_id)));
  QIDI_TRY(current, open_case(case_id, stored));
  domain::UndoImport undo{order.import, {}, order.reason};
  UndoneRow row;
  for (const auto sequence : current.row_events) {
    const auto& envelope = stored[static_cast<std::size_t>(sequence) - 1].envelope;
    if (!envelope.command_id.starts_with(row_commands(order.command_prefix))) continue;
    QIDI_TRY(events, open_events({stored[static_cast<std::size_t>(sequence) - 1]}));
    row.source = source_of(events.front().body);
    undo.sequences.push_back(sequence);
  }
  row.outcome = RowUndoing::nothing_left;
  if (undo.sequences.empty()) return row;

  domain::Command command;
  command.command_id =
      order.command_prefix + "undo-" + case_id + "-at-" + std::to_string(stored.size());
  command.case_id = case_id;
  command.actor.id = "import";
  command.actor.role = domain::Role::importer;
  command.body = std::move(undo);
  QIDI_TRY(answer, handle_command(log, rules, clock, command));
  row.outcome = std::holds_alternative<Receipt>(answer) ? RowUndoing::taken_back : RowUndoing::kept;
  return row;
}

}  // namespace qidi::office
