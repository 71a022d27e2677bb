// The verbs of the command line as functions of plain options. Parsing stands in command_line.cpp;
// what a verb prints and how it exits is the contract of interface.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/doors.h"

namespace qidi::cli {

/// Options that every verb over a data directory takes.
struct DataOptions {
  std::string data = "./qidi-data";
  std::string keys;  ///< folder of the signing keys
  std::string format = "table";
  std::string now;  ///< a rehearsal's instant, empty: the machine's clock
};

struct DueOptions {
  std::string start;
  int days = -1;
  std::vector<std::string> pauses;  ///< "A..B"
  bool calendar_days = false;
  bool provisional = false;
  bool explain = false;
  std::string batch;  ///< a CSV with columns start,days
  std::string format = "table";
};
Exit due(Doors& doors, const DueOptions& options);

struct WorkdaysOptions {
  std::string from;
  std::string to;
  bool provisional = false;
  std::string format = "table";
};
Exit workdays(Doors& doors, const WorkdaysOptions& options);

struct CalendarOptions : DataOptions {
  int year = 0;
  std::string file;
  std::string source;
  std::string region;  ///< code or name; empty: the State Council's calendar
};
Exit calendar_show(Doors& doors, const CalendarOptions& options);
Exit calendar_import(Doors& doors, const CalendarOptions& options);

struct ImportOptions : DataOptions {
  std::string file;
  std::string map;
  std::string sheet;
  std::string report;
  bool update = false;
  bool dry_run = false;
};
Exit import_ledger(Doors& doors, const ImportOptions& options);
Exit ledger_template(Doors& doors, const std::string& file);

struct LedgerOptions : DataOptions {
  std::string list = "pending";
  std::string as_of;
  std::string known_by;
  std::string region;
  std::string department;
  std::string matter;
  std::string light;
  std::string out;
  long long limit = 0;  ///< 0: all
};
Exit ledger(Doors& doors, const LedgerOptions& options);

struct CircularOptions : DataOptions {
  std::string month;
  std::string known_by;
  std::string campaign;
  std::string out;
  std::string issuer;  ///< of the PDF, as are serial and title; empty: the default
  std::string serial;
  std::string title;
};
Exit circular(Doors& doors, const CircularOptions& options);

Exit act(Doors& doors, const DataOptions& options);

struct VerifyOptions : DataOptions {
  std::string heads;
  bool all = false;
};
Exit verify(Doors& doors, const VerifyOptions& options);

struct RebuildOptions : DataOptions {
  bool check = false;
};
Exit rebuild(Doors& doors, const RebuildOptions& options);

struct RecordOptions : DataOptions {
  std::string case_id;
  std::string out;
};
Exit record_show(Doors& doors, const RecordOptions& options);
Exit record_export(Doors& doors, const RecordOptions& options);

struct DemoOptions : DataOptions {
  long long projects = 10500;  ///< about 8,000 pending rows
  unsigned long long seed = 54;
  std::string until;
};
Exit demo(Doors& doors, const DemoOptions& options);

Exit pass_time(Doors& doors, const DataOptions& options);

struct UserOptions : DataOptions {
  std::string login;
  std::string name;
  std::string phone;
  std::string email;
  std::string role;
  std::string region;  ///< code or name
  std::string department;
  std::string unit_code;
  std::string unit_name;
  std::string reason;
  bool password_stdin = false;
  bool second_factor = false;  ///< reset: clear it, too
};
Exit user_add(Doors& doors, const UserOptions& options);
Exit user_disable(Doors& doors, const UserOptions& options);
Exit user_enable(Doors& doors, const UserOptions& options);
Exit user_reset(Doors& doors, const UserOptions& options);
Exit user_list(Doors& doors, const UserOptions& options);

struct TokenOptions : DataOptions {
  std::string name;
  std::string scope = "read";  ///< read,act,import
  std::string reason;
};
Exit token_add(Doors& doors, const TokenOptions& options);
Exit token_revoke(Doors& doors, const TokenOptions& options);
Exit token_list(Doors& doors, const TokenOptions& options);

struct ServeOptions : DataOptions {
  std::string listen = "127.0.0.1:8080";
  std::string metrics_listen;
  std::string certificate;
  std::string certificate_key;
  unsigned workers = 4;
  double quota = 0;  ///< requests a second of one client; 0: none
  std::string access_log = "-";
  std::string sign_on;  ///< settings of the sign-on service; empty: DIR/sign-on.toml, if there
  std::string scanner = "auto";
  long long upload_account_mib = 500;
  long long upload_total_mib = 20 * 1024;
  long long upload_spare_mib = 1024;
  std::string public_address;
};
Exit serve(Doors& doors, const ServeOptions& options);

/// Prints a fault to err and gives its exit code.
Exit report(Doors& doors, const office::Fault& fault);
/// Prints "qidi: …" to err: wrong use or unreadable input.
Exit wrong_use(Doors& doors, const std::string& what);

/// A clock that stands at a rehearsal's instant, or the machine's when `now` is empty.
class ChosenClock : public office::Clock {
 public:
  ChosenClock(office::Clock& machine, std::optional<domain::Instant> fixed)
      : machine_(machine), fixed_(fixed) {}
  domain::Instant now() override { return fixed_ ? *fixed_ : machine_.now(); }

 private:
  office::Clock& machine_;
  std::optional<domain::Instant> fixed_;
};

/// Reads `--now`; an unreadable one is wrong use.
Result<ChosenClock, std::string> chosen_clock(Doors& doors, const std::string& now);

/// Opens for writing and checks that a rehearsal's clock runs only on a rehearsal's directory.
Doors::Opened open_writing(Doors& doors, const DataOptions& options);

}  // namespace qidi::cli
