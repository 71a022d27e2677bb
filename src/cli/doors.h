// What the verbs need from the world, handed in by main.cpp: stores, sheets, the clock, the law.
// The command line knows no adapter.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "identity/password_policy.h"
#include "office/answer_query.h"
#include "office/import_ledger.h"
#include "office/ports.h"
#include "office/post_settings.h"
#include "office/regions.h"
#include "office/rule_book.h"
#include "openid/settings.h"

namespace qidi::cli {

/// This build's own version, for every door that tells it.
inline constexpr std::string_view program_version = "0.2.0";

/// How a verb ended (interface.md): done, the answer is no, wrong use or unreadable input, done in
/// part, the store failed.
enum class Exit { done = 0, no = 1, wrong_use = 2, in_part = 3, store_failed = 4 };

/// A whole-file failure of a sheet, in Chinese.
struct SheetFailure {
  std::string problem;
  std::string mend;
};

struct SheetRequest {
  std::string file;
  std::string map_file;  ///< empty: none
  std::string sheet;     ///< empty: by header match
  std::function<bool(office::LedgerEntry&&)> sink;
  std::function<void(long long, long long)> progress;
};

/// One thing that verify found wrong.
struct Finding {
  std::string stream;
  unsigned long long sequence = 0;
  std::string kind;
  std::string message;
};
struct Verified {
  std::vector<Finding> findings;
  unsigned long long events = 0;
  unsigned long long heads = 0;
  unsigned long long after_last_head = 0;
  std::string root;  ///< hex
};

/// A circular to be printed as an official document (PDF), with what stands on it beside figures.
struct CircularPrint {
  const office::Circular& circular;
  const office::RuleBook& rules;  ///< names of matters
  office::DirectoryKind kind{};   ///< demonstrations and rehearsals are stamped
  std::string root;
  unsigned long long log_size = 0;
  std::string known_by;       ///< as asked, empty: all
  domain::Instant made_at{};  ///< of the record's last event
  domain::Day today{};
  std::string issuer, serial, title;  ///< empty: the default
};

/// What `serve` was asked for.
struct ServeRequest {
  std::string data;
  std::string listen;
  std::string metrics_listen;  ///< empty: none
  std::string certificate;
  std::string certificate_key;
  std::optional<domain::Instant> now;  ///< a rehearsal's, from which the clock runs on
  unsigned workers = 4;
  double quota = 0;
  std::string access_log;                   ///< a file, "-" for standard error, "none"
  std::optional<openid::Settings> sign_on;  ///< none: signing in by password alone
  std::string scanner;  ///< clamd's socket, "auto" for Debian's where it is there, "none"
  long long upload_account_mib = 0;
  long long upload_total_mib = 0;
  long long upload_spare_mib = 0;  ///< what stays free on the disk
  office::PostSettings post = {};
  std::string public_address = {};  ///< where the public finds the server; empty: at `listen`
  identity::PasswordPolicy passwords = {};
};

struct Doors {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  office::Clock& clock;               ///< the machine's
  std::function<bool()> is_terminal;  ///< whether progress may be drawn on err
  std::function<office::LawData()> law;
  std::function<office::Regions()> regions;

  using Opened = Result<std::unique_ptr<office::Store>, office::Fault>;
  /// `keys`: a folder for the signing keys, empty for DIR/keys.
  std::function<Opened(const std::string& dir, const std::string& keys)> open_for_writing;
  std::function<Opened(const std::string& dir)> open_for_reading;
  std::function<std::unique_ptr<office::Store>()> open_in_memory;

  std::function<Result<office::SheetSummary, SheetFailure>(const SheetRequest&)> read_sheet;
  std::function<Result<void, SheetFailure>(const std::string& file)> write_ledger_template;
  /// `file` "-" with csv: to out.
  std::function<Result<std::unique_ptr<office::TableOut>, SheetFailure>(
      const std::string& file, const std::string& format, const std::string& title)>
      open_table;
  std::function<Result<Verified, office::Fault>(const std::string& dir, office::EventReader&,
                                                const std::string& heads)>
      verify;
  /// The bytes of the PDF; a fault when fonts are missing.
  std::function<Result<std::string, office::Fault>(const CircularPrint&)> print_circular;
  /// Serves until a signal ends it. The store is open for writing.
  std::function<Result<void, office::Fault>(const ServeRequest&, office::Store&,
                                            const office::RuleBook&)>
      serve;
  /// Argon2id, encoded; costs some tens of milliseconds.
  std::function<std::string(const std::string& password)> hash_password;
  /// Why a password may not be chosen, in Chinese; nothing when it may.
  std::function<std::optional<std::string>(const std::string& password,
                                           const identity::PasswordPolicy& policy,
                                           const std::string& login, const std::string& name)>
      password_objection;
  /// 256 random bits as text, for a token; and the hash that is kept in its place.
  std::function<std::string()> random_token;
  std::function<std::string(const std::string& token)> token_hash;
  /// So many random characters that are not misread, for ids and first passwords.
  std::function<std::string(std::size_t count)> random_label;
  std::function<std::string_view()> openapi;
  /// The server's own table of routes, "GET /health/live" a line, for comparison with the document.
  std::function<std::string()> route_lines;
};

}  // namespace qidi::cli
