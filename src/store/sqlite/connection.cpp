// SQLite's C interface, wrapped.
#include "store/sqlite/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>

#include "domain/embedded_file.h"

namespace qidi::store {

namespace {

office::Fault fault_of(sqlite3* db, const std::string& doing) {
  const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(db);
  const std::string said = db == nullptr ? "内存不足" : sqlite3_errmsg(db);
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {office::FaultKind::store_full, "磁盘已满，未写入；腾出空间后重试（" + said + "）"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {office::FaultKind::locked, "数据库正被占用（" + said + "）"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {office::FaultKind::unreadable, "不是起底的数据库，或已损坏（" + said + "）"};
    case SQLITE_CONSTRAINT:
      return {office::FaultKind::conflict, "与已有的记录冲突（" + said + "）"};
    case SQLITE_CANTOPEN:
      return {office::FaultKind::not_found, "打不开数据库（" + said + "）"};
    default:
      return {office::FaultKind::store_failed, doing + "失败（" + said + "）"};
  }
}

}  // namespace

std::string_view sql(std::string_view name) {
  for (const auto& file : embedded::sql_files()) {
    if (file.name.size() == name.size() + 4 && file.name.starts_with(name)) return file.bytes;
  }
  assert(!"no such SQL file");
  return {};
}

bool is_safe_sqlite(int version) {
  // Versions 3.7.0 to 3.51.2 lose writes when two WAL connections checkpoint; 3.44.6+ and 3.50.7+
  // of their lines have the mend.
  if (version >= 3051003) return true;
  if (version >= 3050007 && version < 3051000) return true;
  return version >= 3044006 && version < 3045000;
}

Statement::~Statement() {
  if (stmt_ == nullptr) return;
  if (own_) {
    sqlite3_finalize(stmt_);
    return;
  }
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(stmt_, at, number);
  return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
  // The bound text outlives the step: callers bind and run within one expression or scope.
  sqlite3_bind_text(stmt_, at, text.data() == nullptr ? "" : text.data(),
                    static_cast<int>(text.size()), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  sqlite3_bind_blob(stmt_, at, bytes.data() == nullptr ? "" : bytes.data(),
                    static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind(int at, const record::Digest& digest) {
  sqlite3_bind_blob(stmt_, at, digest.data(), static_cast<int>(digest.size()), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind(int at, domain::Day day) {
  return bind(at, static_cast<std::int64_t>(day.time_since_epoch().count()));
}

Statement& Statement::bind(int at, const std::optional<domain::Day>& day) {
  if (day) return bind(at, *day);
  sqlite3_bind_null(stmt_, at);
  return *this;
}

Statement& Statement::bind(int at, const std::optional<int>& number) {
  if (number) return bind(at, static_cast<std::int64_t>(*number));
  sqlite3_bind_null(stmt_, at);
  return *this;
}

Statement& Statement::bind_named(const char* name, std::int64_t number) {
  const int at = sqlite3_bind_parameter_index(stmt_, name);
  return at == 0 ? *this : bind(at, number);
}

Statement& Statement::bind_named(const char* name, std::string_view text) {
  const int at = sqlite3_bind_parameter_index(stmt_, name);
  return at == 0 ? *this : bind(at, text);
}

Result<bool, office::Fault> Statement::step() {
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Unexpected{fault_of(db_, "读写数据库")};
}

Result<void, office::Fault> Statement::run() {
  QIDI_TRY(row, step());
  (void)row;
  return {};
}

bool Statement::is_number(int column) const {
  return sqlite3_column_type(stmt_, column) == SQLITE_INTEGER;
}

bool Statement::is_text(int column) const {
  return sqlite3_column_type(stmt_, column) == SQLITE_TEXT;
}

bool Statement::is_blob(int column) const {
  return sqlite3_column_type(stmt_, column) == SQLITE_BLOB;
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(stmt_, column);
}

std::string Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
  return text == nullptr
             ? std::string()
             : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column)));
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(bytes,
                                static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column)));
}

record::Digest Statement::digest(int column) const {
  // A digest of another length was tampered with; it reads as zeros, which no hash ever is.
  record::Digest digest{};
  const auto kept = bytes(column);
  if (kept.size() == digest.size()) std::copy(kept.begin(), kept.end(), digest.begin());
  return digest;
}

domain::Day Statement::day(int column) const {
  return domain::Day{std::chrono::days{number(column)}};
}

std::optional<domain::Day> Statement::maybe_day(int column) const {
  if (sqlite3_column_type(stmt_, column) == SQLITE_NULL) return std::nullopt;
  return day(column);
}

std::optional<int> Statement::maybe_number(int column) const {
  if (sqlite3_column_type(stmt_, column) == SQLITE_NULL) return std::nullopt;
  return static_cast<int>(number(column));
}

Result<std::unique_ptr<Connection>, office::Fault> Connection::open(const std::string& file,
                                                                    bool writing) {
  if (!is_safe_sqlite(sqlite3_libversion_number())) {
    return Unexpected{office::Fault{
        office::FaultKind::store_failed,
        std::string("SQLite ") + sqlite3_libversion() + " 有丢失写入的缺陷，拒绝使用"}};
  }
  sqlite3* db = nullptr;
  const int flags = (writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &db, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(db));
  if (code != SQLITE_OK) return Unexpected{fault_of(db, "打开 " + file)};
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, 5000);
  if (writing) {
    QIDI_CHECK(
        connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                            "PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY;"
                            "PRAGMA wal_autocheckpoint=8000;"));
  } else {
    QIDI_CHECK(
        connection->execute("PRAGMA query_only=ON; PRAGMA cache_size=-65536;"
                            "PRAGMA temp_store=MEMORY; PRAGMA schema_version;"));
  }
  return connection;
}

Connection::~Connection() {
  for (auto& [text, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

Result<Statement, office::Fault> Connection::prepare(std::string_view name) {
  return prepared(name, sql(name));
}

Result<Statement, office::Fault> Connection::prepare_text(const std::string& text) {
  return prepared(text, text);
}

Result<Statement, office::Fault> Connection::prepared(std::string_view key, std::string_view text) {
  const auto found = statements_.find(key);
  const bool is_known = found != statements_.end();
  if (is_known && sqlite3_stmt_busy(found->second) == 0) {
    return Statement(db_, found->second, false);
  }
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_, text.data(), static_cast<int>(text.size()),
                         is_known ? 0 : SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK) {
    return Unexpected{fault_of(db_, "准备查询")};
  }
  if (!is_known) statements_.emplace(key, statement);
  return Statement(db_, statement, is_known);
}

Result<void, office::Fault> Connection::execute(const std::string& text) {
  if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Unexpected{fault_of(db_, "读写数据库")};
  }
  return {};
}

std::int64_t Connection::last_row_id() const {
  return sqlite3_last_insert_rowid(db_);
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

}  // namespace qidi::store
