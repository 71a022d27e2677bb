// Opening a directory, and writing to the record.
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

namespace qidi::store {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t leaves_per_run = 256;
constexpr int last_events_checked = 1000;

constexpr std::array<std::string_view, 2> migrations{"V001__record", "V002__rows"};

office::Fault fault(office::FaultKind kind, std::string message) {
  return {kind, std::move(message)};
}

std::string path_in(const std::string& directory, std::string_view name) {
  return (fs::path(directory) / name).string();
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
    : directory_(std::move(directory)), db_(std::move(db)) {}

SqliteStore::~SqliteStore() {
  // What was committed but not synced was never acknowledged; it goes.
  if (in_transaction_) (void)db_->execute("ROLLBACK");
}

SqliteStore::Opened SqliteStore::open_for_writing(const std::string& directory,
                                                  const std::string& keys) {
  std::error_code failed;
  const bool is_new = !fs::exists(directory, failed);
  fs::create_directories(directory, failed);
  if (failed || !fs::is_directory(directory, failed)) {
    return Unexpected{fault(office::FaultKind::store_failed, "不能用作数据目录：" + directory)};
  }
  if (is_new) fs::permissions(directory, fs::perms::owner_all, failed);
  QIDI_TRY(lock, Lock::take(directory));
  QIDI_TRY(db, Connection::open(path_in(directory, database_name), true));
  std::unique_ptr<SqliteStore> store(new SqliteStore(directory, std::move(db)));
  store->lock_ = std::move(lock);
  QIDI_CHECK(store->migrate());
  QIDI_CHECK(store->check_edge());
  auto key =
      record::SigningKey::open_or_create(keys.empty() ? path_in(directory, keys_name) : keys);
  if (!key) return Unexpected{fault(office::FaultKind::store_failed, key.error())};
  store->key_.emplace(std::move(*key));
  return store;
}

SqliteStore::Opened SqliteStore::open_for_reading(const std::string& directory) {
  const auto file = path_in(directory, database_name);
  std::error_code failed;
  if (!fs::exists(file, failed)) {
    return Unexpected{fault(office::FaultKind::not_found,
                            "没有数据：" + directory + "；先用 import ledger 或 demo 填入")};
  }
  QIDI_TRY(db, Connection::open(file, false));
  std::unique_ptr<SqliteStore> store(new SqliteStore(directory, std::move(db)));
  QIDI_CHECK(store->check_schema());
  // One snapshot for everything this reader asks.
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
  {
    QIDI_TRY(tables, db_->prepare_text("SELECT 1 FROM sqlite_master WHERE name = 'meta'"));
    QIDI_TRY(exists, tables.step());
    if (exists) {
      QIDI_CHECK(check_schema());
      QIDI_TRY(text, meta("schema"));
      version = std::atoi(text.c_str());
    }
  }
  for (auto next = version; next < static_cast<int>(migrations.size()); ++next) {
    QIDI_CHECK(db_->execute("BEGIN IMMEDIATE"));
    in_transaction_ = true;
    QIDI_CHECK(db_->execute(std::string(sql(migrations[static_cast<std::size_t>(next)]))));
    QIDI_CHECK(set_meta("schema", std::to_string(next + 1)));
    QIDI_CHECK(db_->execute("COMMIT"));
    in_transaction_ = false;
  }
  return {};
}

Result<void, office::Fault> SqliteStore::check_schema() {
  QIDI_TRY(text, meta("schema"));
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

Result<void, office::Fault> SqliteStore::check_edge() {
  std::uint64_t size = 0;
  {
    QIDI_TRY(edge, db_->prepare("frontier"));
    QIDI_TRY(found, edge.step());
    if (found) {
      const auto restored = record::MerkleFrontier::restore(edge.bytes(0));
      if (!restored) {
        return Unexpected{fault(office::FaultKind::unreadable, "日志的边缘已损坏；请先 verify")};
      }
      frontier_ = *restored;
    }
    size = frontier_.size();
  }
  QIDI_TRY(counted, log_size());
  const auto from = static_cast<std::int64_t>(size) - last_events_checked;
  QIDI_TRY(events, db_->prepare("events_from_index"));
  events.bind(1, std::max<std::int64_t>(from, 0));
  std::uint64_t next = static_cast<std::uint64_t>(std::max<std::int64_t>(from, 0));
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) break;
    const auto event = event_from(events);
    if (event.global_index != next++ || record::hash_of(event.envelope) != event.hash) {
      return Unexpected{
          fault(office::FaultKind::unreadable, "记录末尾被改动（" + event.envelope.stream + " 第 " +
                                                   std::to_string(event.envelope.sequence) +
                                                   " 条）；拒绝在其上写入，请先 verify")};
    }
    last_recorded_ = event.envelope.recorded;
  }
  if (counted != size || next != size) {
    return Unexpected{
        fault(office::FaultKind::unreadable, "记录与日志长短不一；拒绝在其上写入，请先 verify")};
  }
  return {};
}

Result<office::DirectoryKind, office::Fault> SqliteStore::kind() {
  QIDI_TRY(text, meta("directory"));
  if (text == "live") return office::DirectoryKind::live;
  if (text == "rehearsal") return office::DirectoryKind::rehearsal;
  if (text == "demonstration") return office::DirectoryKind::demonstration;
  return office::DirectoryKind::empty;
}

Result<void, office::Fault> SqliteStore::set_kind(office::DirectoryKind kind) {
  static constexpr std::array<std::string_view, 4> names{"", "live", "rehearsal", "demonstration"};
  QIDI_CHECK(begin());
  QIDI_CHECK(set_meta("directory", names[static_cast<std::size_t>(kind)]));
  return sync();
}

Result<void, office::Fault> SqliteStore::sign_head(domain::Instant now) {
  if (frontier_.size() == 0 || frontier_.size() == signed_size_) return {};
  auto head =
      key_->sign(frontier_.size(), frontier_.root(), std::max(now, last_recorded_.value_or(now)));
  if (!head) return Unexpected{fault(office::FaultKind::store_failed, head.error())};
  auto kept = record::append_head(path_in(directory_, heads_name), *head);
  if (!kept) return Unexpected{fault(office::FaultKind::store_failed, kept.error())};
  signed_size_ = frontier_.size();
  return {};
}

Result<void, office::Fault> SqliteStore::limit_pages(int pages) {
  return db_->execute("PRAGMA max_page_count=" + std::to_string(pages));
}

Result<void, office::Fault> SqliteStore::begin() {
  if (failed_) {
    return Unexpected{
        fault(office::FaultKind::store_failed, "先前的写入失败，已停止写入；请检查磁盘后重新打开")};
  }
  if (in_transaction_) return {};
  QIDI_CHECK(db_->execute("BEGIN IMMEDIATE"));
  in_transaction_ = true;
  return {};
}

Result<void, office::Fault> SqliteStore::sync() {
  if (!in_transaction_) return {};
  auto done = db_->execute("COMMIT");
  if (!done) {
    // After a failed commit the kernel may have dropped dirty pages: never write on (R27).
    failed_ = true;
    return done;
  }
  in_transaction_ = false;
  return {};
}

Result<std::uint64_t, office::Fault> SqliteStore::commit(
    std::span<const office::StreamAppend> appends,
    const std::optional<office::CommandRecord>& command) {
  QIDI_CHECK(begin());
  QIDI_CHECK(db_->execute("SAVEPOINT act"));
  auto frontier = frontier_;
  const auto first = frontier.size();
  const auto write = [&]() -> Result<void, office::Fault> {
    for (const auto& one : appends) QIDI_CHECK(append(one, frontier));
    if (command) {
      QIDI_TRY(insert, db_->prepare("command_insert"));
      QIDI_CHECK(
          insert.bind(1, command->id).bind(2, command->content).bind(3, command->receipt).run());
    }
    if (frontier.size() == first) return {};
    QIDI_TRY(set, db_->prepare("frontier_set"));
    return set.bind_blob(1, frontier.serialise()).run();
  };
  auto written = write();
  if (!written) {
    // Others of the same batch stay; a full disk may have rolled everything back already.
    if (!db_->execute("ROLLBACK TO act; RELEASE act")) in_transaction_ = false;
    return Unexpected{written.error()};
  }
  QIDI_CHECK(db_->execute("RELEASE act"));
  frontier_ = std::move(frontier);
  for (const auto& one : appends) {
    if (!one.events.empty()) last_recorded_ = one.events.back().envelope.recorded;
  }
  return first;
}

Result<void, office::Fault> SqliteStore::append(const office::StreamAppend& append,
                                                record::MerkleFrontier& frontier) {
  std::uint64_t version = 0;
  {
    QIDI_TRY(find, db_->prepare("stream_version"));
    find.bind(1, append.stream);
    QIDI_TRY(found, find.step());
    if (found) version = static_cast<std::uint64_t>(find.number(0));
  }
  if (version != append.expected_version) {
    return Unexpected{fault(office::FaultKind::conflict,
                            append.stream + " 已有 " + std::to_string(version) + " 条，不是 " +
                                std::to_string(append.expected_version))};
  }
  for (auto event : append.events) {
    event.global_index = frontier.size();
    QIDI_CHECK(insert_event(*db_, event));
    QIDI_CHECK(add_leaf(event.global_index, event.hash, frontier));
  }
  if (!append.events.empty()) {
    QIDI_TRY(set, db_->prepare("stream_set"));
    QIDI_CHECK(set.bind(1, append.stream)
                   .bind(2, static_cast<std::int64_t>(version + append.events.size()))
                   .bind(3, append.events.back().hash)
                   .run());
  }
  if (append.rows) return put_rows(*db_, *append.rows);
  return {};
}

Result<void, office::Fault> SqliteStore::add_leaf(std::uint64_t position,
                                                  const record::Digest& hash,
                                                  record::MerkleFrontier& frontier) {
  QIDI_TRY(insert, db_->prepare("leaf_insert"));
  QIDI_CHECK(insert.bind(1, static_cast<std::int64_t>(position)).bind(2, hash).run());
  frontier.append(hash);
  if (frontier.size() % leaves_per_run != 0) return {};
  const auto run = frontier.size() / leaves_per_run - 1;
  record::MerkleFrontier whole;
  {
    QIDI_TRY(leaves, db_->prepare("leaves_of_run"));
    leaves.bind(1, static_cast<std::int64_t>(run * leaves_per_run))
        .bind(2, static_cast<std::int64_t>((run + 1) * leaves_per_run));
    while (true) {
      QIDI_TRY(more, leaves.step());
      if (!more) break;
      whole.append(leaves.digest(0));
    }
  }
  QIDI_TRY(node, db_->prepare("node_insert"));
  return node.bind(1, static_cast<std::int64_t>(run)).bind(2, whole.root()).run();
}

}  // namespace qidi::store
