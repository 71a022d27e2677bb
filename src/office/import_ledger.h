// Bulk import of a department's ledger: each row is one act through the main path, in order, many
// to a sync. The same file again adds nothing; a later file fills what was empty, and other values
// are reported, or applied as corrections on demand.
// Clause N1; domain.md 4.9; rulings 16-19; interface.md, `import ledger`.
#pragma once

#include <functional>
#include <unordered_map>

#include "office/handle_command.h"
#include "office/ledger_entry.h"
#include "office/regions.h"
#include "record/system_codec.h"

namespace qidi::office {

/// What a row's cells say, resolved to ids; problems are added to the entry's own.
domain::LedgerFacts resolve_row(LedgerEntry& entry, const RuleBook& rules, const Regions& regions,
                                domain::Day today);

/// The stream that tells of a file's imports, by the hash of its bytes (hex).
std::string import_stream(const std::string& file_hash);
/// Nobody in particular: whoever imports at the console.
domain::Actor importer();
/// Records something about an import as a whole, and by whom, and syncs.
Result<void, Fault> note_import(EventLog& log, const RuleBook& rules, Clock& clock,
                                const domain::Actor& by, const std::string& stream,
                                const std::string& kind, std::string body);

/// One import of one file. Feed rows in the sheet's order, then `finish`.
class LedgerImport {
 public:
  struct Options {
    bool update = false;    ///< other values are applied as corrections
    std::string file;       ///< its name, for the record
    std::string file_hash;  ///< of its bytes: rows of another file are other acts
    /// Before every row's command id: tells the acts of one import from all others', so that they
    /// can be found again and undone. Empty: none.
    std::string command_prefix = {};
    /// Who imports, for the record of the import as a whole.
    domain::Actor by = importer();
    /// Rows of organs beyond it are refused. Absent: none are (the console).
    std::optional<domain::Reach> reach = {};
    /// Told of each case that a row of this import adopted or changed. May be empty.
    std::function<void(const std::string& case_id)> changed = {};
  };
  using Report = std::function<void(const RowProblem&)>;

  LedgerImport(EventLog& log, const RuleBook& rules, Clock& clock, const Regions& regions,
               Options options, Report report);

  /// Takes one row. A Fault ends the import; what was synced before stays, and the same command
  /// run again goes on from there.
  Result<void, Fault> take(LedgerEntry entry);
  /// Syncs, and records the import itself with its counts.
  Result<record::ImportSummary, Fault> finish(const SheetSummary& sheet);
  const record::ImportSummary& counts() const { return counts_; }

 private:
  struct Seen {
    record::Digest content{};
    int row = 0;
  };
  void refuse_row(const LedgerEntry& entry, std::string column, std::string problem,
                  std::string mend);
  Result<void, Fault> adopt(const LedgerEntry& entry, const std::string& identity,
                            const domain::LedgerFacts& facts, const record::Digest& content);
  void report_refusal(const LedgerEntry& entry, const domain::Refusal& refusal);

  EventLog& log_;
  const RuleBook& rules_;
  Clock& clock_;
  const Regions& regions_;
  Options options_;
  Report report_;
  record::ImportSummary counts_;
  std::unordered_map<std::string, Seen> seen_;  ///< identities of this file
  long long unsynced_ = 0;
};

}  // namespace qidi::office
