// Writing to the record: acts in savepoints, a batch in one transaction, one sync for the batch.
#include <array>
#include <cassert>
#include <filesystem>

#include "store/sqlite/derived_rows.h"
#include "store/sqlite/event_rows.h"
#include "store/sqlite/head_rows.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

namespace {

office::Fault fault(office::FaultKind kind, std::string message) {
  return {kind, std::move(message)};
}

std::string path_in(const std::string& directory, std::string_view name) {
  return (std::filesystem::path(directory) / name).string();
}

}  // namespace

Result<office::DirectoryKind, office::Fault> SqliteStore::kind() {
  QIDI_TRY(text, meta("directory"));
  if (text == "live") return office::DirectoryKind::live;
  if (text == "rehearsal") return office::DirectoryKind::rehearsal;
  if (text == "demonstration") return office::DirectoryKind::demonstration;
  return office::DirectoryKind::empty;
}

Result<void, office::Fault> SqliteStore::set_kind(office::DirectoryKind kind) {
  static constexpr std::array<std::string_view, 4> names{"", "live", "rehearsal", "demonstration"};
  QIDI_TRY(now, this->kind());
  if (now == kind) return {};
  if (now != office::DirectoryKind::empty) {
    return Unexpected{fault(office::FaultKind::conflict, "数据目录的性质一经标明即不再改变")};
  }
  QIDI_CHECK(begin());
  QIDI_CHECK(set_meta("directory", names[static_cast<std::size_t>(kind)]));
  return sync();
}

Result<void, office::Fault> SqliteStore::sign_head(domain::Instant now) {
  // Only what is durable: a head over an act that is then lost would call the record tampered.
  const auto& log = durable_.frontier;
  if (log.size() == 0 || log.size() == signed_size_) return {};
  auto head = key_->sign(log.size(), log.root(), std::max(now, durable_.recorded.value_or(now)));
  if (!head) return Unexpected{fault(office::FaultKind::store_failed, head.error())};
  auto kept = record::append_head(path_in(directory_, heads_name), *head);
  if (!kept) return Unexpected{fault(office::FaultKind::store_failed, kept.error())};
  signed_size_ = log.size();
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
  if (lost_) return Unexpected{*lost_};
  if (in_transaction_) return {};
  QIDI_CHECK(db_->execute("BEGIN IMMEDIATE"));
  in_transaction_ = true;
  return {};
}

void SqliteStore::drop_batch() {
  if (db_->in_transaction()) (void)db_->execute("ROLLBACK");
  in_transaction_ = false;
  acts_in_batch_ = 0;
  frontier_ = durable_.frontier;
  last_recorded_ = durable_.recorded;
}

Result<void, office::Fault> SqliteStore::keep_edge() {
  // Once a batch is enough: it is the same transaction.
  if (frontier_ == durable_.frontier) return {};
  QIDI_TRY(set, db_->prepare("frontier_set"));
  return set.bind_blob(1, frontier_.serialise()).run();
}

Result<void, office::Fault> SqliteStore::sync() {
  if (failed_) return begin();
  if (lost_) {
    auto lost = std::move(*lost_);
    lost_.reset();
    return Unexpected{std::move(lost)};
  }
  if (!in_transaction_) return {};
  auto done = keep_edge();
  if (done) done = rows_writer_.index_texts();
  if (done) done = db_->execute("COMMIT");
  if (!done) {
    // After a failed sync the kernel may have dropped dirty pages: never write on (R27). A full
    // disk is told before any sync and SQLite takes the batch back whole: writing may go on once
    // there is room again (R28). What was not promised is not shown, so that a repeated command
    // isn't answered from it.
    failed_ = done.error().kind != office::FaultKind::store_full;
    drop_batch();
    return done;
  }
  in_transaction_ = false;
  acts_in_batch_ = 0;
  durable_ = {frontier_, last_recorded_};
  return {};
}

office::Fault SqliteStore::undo_act(office::Fault why) {
  if (db_->in_transaction() && db_->execute("ROLLBACK TO act; RELEASE act")) return why;
  // A full disk made SQLite roll back everything: the acts before in this batch are gone, too, and
  // the sync that their callers wait for must say so.
  if (acts_in_batch_ > 0) lost_ = why;
  drop_batch();
  return why;
}

Result<std::uint64_t, office::Fault> SqliteStore::commit(
    std::span<const office::StreamAppend> appends,
    const std::optional<office::CommandRecord>& command) {
  QIDI_CHECK(begin());
  {
    QIDI_TRY(savepoint, db_->prepare("act_savepoint"));
    QIDI_CHECK(savepoint.run());
  }
  auto frontier = frontier_;
  const auto first = frontier.size();
  const auto write = [&]() -> Result<void, office::Fault> {
    for (const auto& one : appends) QIDI_CHECK(append(one, frontier));
    if (command) {
      QIDI_TRY(insert, db_->prepare("command_insert"));
      QIDI_CHECK(
          insert.bind(1, command->id).bind(2, command->content).bind(3, command->receipt).run());
    }
    QIDI_TRY(release, db_->prepare("act_release"));
    return release.run();
  };
  auto written = write();
  if (!written) return Unexpected{undo_act(std::move(written.error()))};
  ++acts_in_batch_;
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
  auto sequence = version;
  for (auto event : append.events) {
    ++sequence;
    assert(event.envelope.stream == append.stream && event.envelope.sequence == sequence);
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
  for (const auto& value : append.sealed) QIDI_CHECK(put_sealed(*db_, append.stream, value));
  if (append.rows) return rows_writer_.put(*append.rows);
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
