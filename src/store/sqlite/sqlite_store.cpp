// Opening a directory: its lock, its schema, and whether the end of its record is whole.
#include "store/sqlite/sqlite_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "domain/embedded_file.h"
#include "store/sqlite/event_rows.h"
#include "store/sqlite/sqlite_notices.h"

namespace qidi::store {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t last_events_checked = 1000;

constexpr std::array<std::string_view, 8> migrations{"V001__record",   "V002__rows",
                                                     "V003__pages",    "V004__people",
                                                     "V005__notices",  "V006__ratings_and_sealed",
                                                     "V007__opinions", "V008__head_tasks"};
constexpr int pages_since = 3;  ///< the schema from which on pages can be asked for

office::Fault fault(office::FaultKind kind, std::string message) {
  return {kind, std::move(message)};
}

std::string path_in(const std::string& directory, std::string_view name) {
  return (fs::path(directory) / name).string();
}

/// Makes the directory, for its owner alone, and its name durable.
Result<void, office::Fault> make_directory(const std::string& directory) {
  std::error_code failed;
  const bool is_new = !fs::exists(directory, failed);
  fs::create_directories(directory, failed);
  if (failed || !fs::is_directory(directory, failed)) {
    return Unexpected{fault(office::FaultKind::store_failed, "不能用作数据目录：" + directory)};
  }
  if (!is_new) return {};
  fs::permissions(directory, fs::perms::owner_all, failed);
  const auto parent = fs::absolute(directory, failed).lexically_normal().parent_path();
  const int above = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (above >= 0) {
    fsync(above);
    close(above);
  }
  return {};
}

/// The database holds people's names: the file is its owner's alone, and SQLite gives the files
/// beside it the same permissions.
Result<void, office::Fault> make_private(const std::string& file) {
  const int made = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) return Unexpected{fault(office::FaultKind::store_failed, "写不了：" + file)};
  close(made);
  return {};
}

}  // namespace

/// DIR/lock, held while the process lives; its text names the process.
struct SqliteStore::Lock {
  int file = -1;
  ~Lock() {
    if (file >= 0) close(file);
  }
  static Result<std::unique_ptr<Lock>, office::Fault> take(const std::string& directory) {
    const auto path = path_in(directory, "lock");
    auto lock = std::make_unique<Lock>();
    lock->file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock->file < 0) {
      return Unexpected{fault(office::FaultKind::store_failed, "写不了数据目录：" + directory)};
    }
    if (flock(lock->file, LOCK_EX | LOCK_NB) != 0) {
      std::string holder;
      std::getline(std::ifstream(path), holder);
      return Unexpected{fault(office::FaultKind::locked,
                              directory + " 正由另一进程写入（进程 " + holder + "）；请等它结束")};
    }
    const auto text = std::to_string(getpid()) + "\n";
    if (ftruncate(lock->file, 0) != 0 || pwrite(lock->file, text.data(), text.size(), 0) < 0) {
      return Unexpected{fault(office::FaultKind::store_failed, "写不了锁文件：" + path)};
    }
    return lock;
  }
};

SqliteStore::SqliteStore(std::string directory, std::unique_ptr<Connection> db)
    : directory_(std::move(directory)), db_(std::move(db)), rows_writer_(*db_) {}

office::NoticeBook& SqliteStore::notices() {
  if (notices_ == nullptr) notices_ = std::make_unique<SqliteNotices>(*this);
  return *notices_;
}

SqliteStore::~SqliteStore() {
  // What was committed but not synced was never acknowledged; it goes.
  if (in_transaction_) (void)db_->execute("ROLLBACK");
}

SqliteStore::Opened SqliteStore::open_for_writing(const std::string& directory,
                                                  const std::string& keys) {
  QIDI_CHECK(make_directory(directory));
  QIDI_TRY(lock, Lock::take(directory));
  const auto file = path_in(directory, database_name);
  QIDI_CHECK(make_private(file));
  QIDI_TRY(db, Connection::open(file, true));
  std::unique_ptr<SqliteStore> store(new SqliteStore(directory, std::move(db)));
  store->lock_ = std::move(lock);
  QIDI_CHECK(store->migrate());
  QIDI_CHECK(store->check_edge());
  QIDI_CHECK(store->rows_writer_.open());
  const auto own_keys = path_in(directory, keys_name);
  auto key = record::SigningKey::open_or_create(keys.empty() ? own_keys : keys);
  if (!key) return Unexpected{fault(office::FaultKind::store_failed, key.error())};
  // Wherever the secret is kept, whoever checks the directory finds the public key in it.
  if (auto shown = key->show_in(own_keys); !shown) {
    return Unexpected{fault(office::FaultKind::store_failed, shown.error())};
  }
  store->key_.emplace(std::move(*key));
  return store;
}

SqliteStore::Opened SqliteStore::open_for_reading(const std::string& directory,
                                                  std::shared_ptr<SharedLedger> shared) {
  const auto file = path_in(directory, database_name);
  std::error_code failed;
  if (!fs::exists(file, failed)) {
    return Unexpected{fault(office::FaultKind::not_found,
                            "没有数据：" + directory + "；先用 import ledger 或 demo 填入")};
  }
  QIDI_TRY(db, Connection::open(file, false));
  std::unique_ptr<SqliteStore> store(new SqliteStore(directory, std::move(db)));
  QIDI_CHECK(store->check_schema());
  store->ledger_ = std::move(shared);
  // One snapshot for everything this reader asks until it is renewed.
  QIDI_CHECK(store->db_->execute("BEGIN"));
  store->in_transaction_ = true;
  return store;
}

Result<std::string, office::Fault> SqliteStore::meta(std::string_view key) {
  QIDI_TRY(get, db_->prepare("meta_get"));
  get.bind(1, key);
  QIDI_TRY(found, get.step());
  return found ? get.text(0) : std::string();
}

Result<void, office::Fault> SqliteStore::set_meta(std::string_view key, std::string_view value) {
  QIDI_TRY(set, db_->prepare("meta_set"));
  return set.bind(1, key).bind(2, value).run();
}

Result<void, office::Fault> SqliteStore::migrate() {
  int version = 0;
  bool is_empty = false;
  {
    QIDI_TRY(tables, db_->prepare("table_count"));
    QIDI_TRY(found, tables.step());
    is_empty = !found || tables.number(0) == 0;
  }
  if (!is_empty) {
    // Another program's database is never built upon: without our own mark it is not ours.
    QIDI_CHECK(check_schema());
    QIDI_TRY(text, meta("schema"));
    version = std::atoi(text.c_str());
  }
  for (auto next = version; next < static_cast<int>(migrations.size()); ++next) {
    QIDI_CHECK(db_->execute("BEGIN IMMEDIATE"));
    in_transaction_ = true;
    QIDI_CHECK(db_->execute(std::string(sql(migrations[static_cast<std::size_t>(next)]))));
    if (next + 1 == pages_since) QIDI_CHECK(rows_writer_.fill());
    QIDI_CHECK(set_meta("schema", std::to_string(next + 1)));
    QIDI_CHECK(db_->execute("COMMIT"));
    in_transaction_ = false;
  }
  return {};
}

Result<void, office::Fault> SqliteStore::check_schema() {
  bool has_meta = false;
  {
    QIDI_TRY(tables, db_->prepare("table_count"));
    QIDI_TRY(found, tables.step());
    has_meta = found && tables.number(1) != 0;
  }
  std::string text;
  if (has_meta) {
    QIDI_TRY(kept, meta("schema"));
    text = std::move(kept);
  }
  const int version = std::atoi(text.c_str());
  if (version < 1) {
    return Unexpected{fault(office::FaultKind::unreadable, directory_ + " 中不是起底的数据库")};
  }
  if (version > static_cast<int>(migrations.size())) {
    return Unexpected{
        fault(office::FaultKind::newer_schema,
              directory_ + " 由更新版本的起底写入（第 " + text + " 版结构）；请升级后再打开")};
  }
  return {};
}

Result<void, office::Fault> SqliteStore::ready_for_pages() {
  QIDI_TRY(text, meta("schema"));
  if (std::atoi(text.c_str()) < pages_since) {
    return Unexpected{fault(office::FaultKind::unreadable,
                            directory_ + " 还是旧版结构；请先运行一次 qidi rebuild 升级")};
  }
  if (lock_ != nullptr && in_transaction_) QIDI_CHECK(rows_writer_.index_texts());
  if (ledger_ == nullptr) ledger_ = std::make_shared<SharedLedger>();
  return {};
}

Result<record::MerkleFrontier, office::Fault> SqliteStore::edge_of_log() {
  // The roots of whole runs, then the leaves after the last whole run: thousands of steps for a
  // million events, where the leaves alone would be a million.
  record::MerkleFrontier edge;
  {
    QIDI_TRY(nodes, db_->prepare("nodes"));
    while (true) {
      QIDI_TRY(more, nodes.step());
      if (!more) break;
      if (static_cast<std::uint64_t>(nodes.number(0)) * leaves_per_run != edge.size()) break;
      edge.append_whole(nodes.digest(1), leaves_per_run_log2);
    }
  }
  QIDI_TRY(leaves, db_->prepare("leaves_from"));
  leaves.bind(1, static_cast<std::int64_t>(edge.size()));
  while (true) {
    QIDI_TRY(more, leaves.step());
    if (!more) return edge;
    edge.append(leaves.digest(1));
  }
}

Result<void, office::Fault> SqliteStore::check_edge() {
  const auto refuse = [](std::string what) {
    return Unexpected{
        fault(office::FaultKind::unreadable, std::move(what) + "；拒绝在其上写入，请先 verify")};
  };
  {
    QIDI_TRY(edge, db_->prepare("frontier"));
    QIDI_TRY(found, edge.step());
    if (found) {
      const auto restored = record::MerkleFrontier::restore(edge.bytes(0));
      if (!restored) return refuse("日志的边缘已损坏");
      frontier_ = *restored;
    }
  }
  QIDI_TRY(rebuilt, edge_of_log());
  if (rebuilt != frontier_) return refuse("日志的叶子与其边缘不符");
  const auto size = frontier_.size();
  auto next = size - std::min(size, last_events_checked);
  QIDI_TRY(events, db_->prepare("events_with_leaves"));
  events.bind(1, static_cast<std::int64_t>(next));
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) break;
    const auto event = event_from(events);
    const auto leaf = events.digest(event_columns);
    if (event.global_index != next++ || record::hash_of(event.envelope) != event.hash ||
        leaf != event.hash) {
      return refuse("记录末尾被改动（" + event.envelope.stream + " 第 " +
                    std::to_string(event.envelope.sequence) + " 条）");
    }
    last_recorded_ = event.envelope.recorded;
  }
  if (next != size) return refuse("记录与日志长短不一");
  durable_ = {frontier_, last_recorded_};
  return {};
}

}  // namespace qidi::store
