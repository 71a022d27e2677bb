// A thin layer over SQLite: one connection, cached statements, typed columns, faults in place of
// error codes. No exception leaves it; SQL text comes only from src/store/sql.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "office/ports.h"
#include "record/envelope.h"

struct sqlite3;
struct sqlite3_stmt;

namespace qidi::store {

/// The text of src/store/sql/NAME.sql. An unknown name is a bug.
std::string_view sql(std::string_view name);

/// A prepared statement while it is used: bind, step, read; reset when it goes.
class Statement {
 public:
  /// `own`: finalised when it goes, not kept for the next use.
  Statement(sqlite3* database, sqlite3_stmt* statement, bool own)
      : db_(database), stmt_(statement), own_(own) {}
  ~Statement();
  Statement(Statement&& other) noexcept : db_(other.db_), stmt_(other.stmt_), own_(other.own_) {
    other.stmt_ = nullptr;
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, std::string_view text);
  Statement& bind_blob(int at, std::string_view bytes);
  Statement& bind(int at, const record::Digest& digest);
  Statement& bind(int at, domain::Day day);
  Statement& bind(int at, const std::optional<domain::Day>& day);
  Statement& bind(int at, const std::optional<int>& number);
  /// By name (":day"); a name that the statement does not have is passed over.
  Statement& bind_named(const char* name, std::int64_t number);
  Statement& bind_named(const char* name, std::string_view text);

  /// True while there is a row.
  Result<bool, office::Fault> step();
  /// Runs a statement that gives no rows.
  Result<void, office::Fault> run();

  /// Whether the column holds an integer, a text, or a blob; anything may stand in a file that
  /// rude hands were in.
  bool is_number(int column) const;
  bool is_text(int column) const;
  bool is_blob(int column) const;
  std::int64_t number(int column) const;
  std::string text(int column) const;
  std::string_view bytes(int column) const;
  record::Digest digest(int column) const;
  domain::Day day(int column) const;
  std::optional<domain::Day> maybe_day(int column) const;
  std::optional<int> maybe_number(int column) const;

 private:
  sqlite3* db_;
  sqlite3_stmt* stmt_;
  bool own_;
};

class Connection {
 public:
  /// For writing: creates the file, WAL, synchronous=FULL. For reading: read-only, no lock.
  static Result<std::unique_ptr<Connection>, office::Fault> open(const std::string& file,
                                                                 bool writing);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// A statement by its file's name, prepared once; asked for again while it still runs (a list
  /// read inside a list), the second is prepared anew.
  Result<Statement, office::Fault> prepare(std::string_view name);
  /// A statement by its text, prepared once (texts joined in ledger_sql.cpp only).
  Result<Statement, office::Fault> prepare_text(const std::string& text);
  /// Runs one or more statements without values: transactions, pragmas, migrations.
  Result<void, office::Fault> execute(const std::string& text);
  std::int64_t last_row_id() const;
  /// False also after SQLite rolled a transaction back by itself (a full disk, an I/O error).
  bool in_transaction() const;

 private:
  explicit Connection(sqlite3* database) : db_(database) {}
  Result<Statement, office::Fault> prepared(std::string_view key, std::string_view text);
  sqlite3* db_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

/// Refuses the versions that carry the WAL-reset race (reliability.md, finding 1; R33).
bool is_safe_sqlite(int version_number);

}  // namespace qidi::store
