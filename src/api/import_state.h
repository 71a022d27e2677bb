// One import as the desk keeps it: the file, the mapping, how far it has come. The record itself
// holds what was adopted; this is only the desk's own memory of it. interface.md, imports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/subject.h"
#include "domain/people/reach.h"
#include "office/ledger_entry.h"
#include "record/system_codec.h"

namespace qidi::api {

enum class ImportState {
  unreadable,
  unmapped,
  mapped,
  running,
  tried,
  done,
  undoing,
  undone,
  failed
};
std::string_view name_of(ImportState state);
std::optional<ImportState> import_state_from(std::string_view name);

/// A write that was answered: the same key with the same content is answered again.
struct AnsweredKey {
  std::string key;
  std::string content;  ///< what was asked, hashed, hex
};

struct Import {
  std::string id;
  std::string file_name;  ///< as the sender named it, made safe to show
  std::string file_hash;  ///< SM3, hex
  long long size = 0;
  domain::Actor by;  ///< who uploaded it; an integration client's role is importer
  ImportState state = ImportState::unreadable;
  std::string problem;
  std::string mend;

  office::LedgerMap map;  ///< as last asked for
  std::vector<std::string> sheets;
  std::string sheet;
  int header_row = 0;
  std::string columns = "[]";  ///< JSON
  std::string preview = "[]";  ///< JSON

  std::optional<record::ImportSummary> counts;  ///< of the last run, tried or real
  long long rows_read = 0;
  std::optional<long long> rows_total;
  bool dry_run = false;
  bool update = false;
  bool ran = false;  ///< a real run began: rows may have been adopted
  struct Undone {
    long long removed = 0;
    long long kept = 0;
  };
  std::optional<Undone> undone;
  domain::Instant uploaded{};
  std::optional<domain::Instant> finished;
  struct SameFile {
    std::string id;
    domain::Instant uploaded{};
  };
  std::optional<SameFile> same_file;  ///< an earlier import of the same bytes that was run
  std::vector<AnsweredKey> keys;

  bool is_busy() const { return state == ImportState::running || state == ImportState::undoing; }
  bool can_start() const {
    return !is_busy() && state != ImportState::unreadable && state != ImportState::unmapped;
  }
  bool can_undo() const { return ran && !is_busy() && state != ImportState::undone; }
  /// Rows of organs beyond it are refused.
  domain::Reach reach() const { return domain::reach_of(by.role, by.region, by.department, ""); }
  /// What every act of this import has before its command id.
  std::string command_prefix() const { return "import-" + id + "/"; }
};

/// Sheets are seen by who brought them and by those whose reach takes in their organ.
inline bool sees_import(const Subject& reader, const domain::Actor& by) {
  return by.id == reader.account ||
         domain::reaches(reader.reach, domain::Organ{by.region, by.department});
}

}  // namespace qidi::api
