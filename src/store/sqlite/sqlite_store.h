// A data directory on SQLite: record, log, derived rows, signed heads. One process writes (flock on
// DIR/lock); readers open beside it, read-only. Nothing committed is promised before `sync`.
// N8; rulings 8, 9, 12, 13, 15; reliability.md finding 1.
#pragma once

#include <memory>
#include <string>

#include "office/ports.h"
#include "record/heads.h"
#include "record/merkle.h"
#include "store/columns/column_scan.h"
#include "store/columns/shared_ledger.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/rows_writer.h"

namespace qidi::store {

/// The names inside a data directory.
inline constexpr std::string_view database_name = "qidi.sqlite";
inline constexpr std::string_view heads_name = "heads";
inline constexpr std::string_view keys_name = "keys";
/// One stored node for each whole run of leaves (rulings 15).
inline constexpr unsigned leaves_per_run_log2 = 8;
/// The schema from which on there are credentials.
inline constexpr int people_since = 4;
/// The schema from which on there are notices.
inline constexpr int notices_since = 5;
inline constexpr std::uint64_t leaves_per_run = 1U << leaves_per_run_log2;

class SqliteStore : public office::Store,
                    private office::EventLog,
                    private office::EventReader,
                    private office::LedgerView,
                    private office::DerivedRows,
                    private office::CredentialBook {
 public:
  using Opened = Result<std::unique_ptr<SqliteStore>, office::Fault>;

  /// Makes the directory where it is missing, takes its lock, migrates, checks the log's edge and
  /// the last 1,000 events: `unreadable` when they are not whole, for nothing is built on them.
  /// `keys`: the folder of the signing key, empty for DIR/keys.
  static Opened open_for_writing(const std::string& directory, const std::string& keys);
  /// `shared`: the ledger kept in memory by all readers of one directory in this process (a
  /// server's workers, each with its own reader); without it a reader that is asked for pages
  /// keeps its own.
  static Opened open_for_reading(const std::string& directory,
                                 std::shared_ptr<SharedLedger> shared = nullptr);
  ~SqliteStore() override;

  office::EventLog& log() override { return *this; }
  office::EventReader& reader() override { return *this; }
  office::LedgerView& view() override { return *this; }
  office::DerivedRows& rows() override { return *this; }
  office::CredentialBook& credentials() override { return *this; }
  office::NoticeBook& notices() override;
  Result<office::DirectoryKind, office::Fault> kind() override;
  Result<void, office::Fault> set_kind(office::DirectoryKind kind) override;
  Result<void, office::Fault> sign_head(domain::Instant now) override;
  /// Caps the database's size, as a full disk would; for tests and for small quotas.
  Result<void, office::Fault> limit_pages(int pages);

 private:
  struct Lock;
  friend class SqliteNotices;
  SqliteStore(std::string directory, std::unique_ptr<Connection> db);

  // EventLog and EventReader
  Result<std::vector<record::SealedEvent>, office::Fault> load(const std::string& stream) override;
  Result<std::optional<record::SealedEvent>, office::Fault> last_of(
      const std::string& stream) override;
  Result<void, office::Fault> each_of_streams(const std::string& beginning,
                                              const office::EachEvent& each) override;
  Result<std::optional<std::string>, office::Fault> find_case(const std::string& id) override;
  Result<std::optional<office::CommandRecord>, office::Fault> find_command(
      const std::string& id) override;
  Result<std::uint64_t, office::Fault> commit(
      std::span<const office::StreamAppend> appends,
      const std::optional<office::CommandRecord>& command) override;
  Result<void, office::Fault> sync() override;
  Result<std::optional<domain::Instant>, office::Fault> last_recorded() override;
  Result<void, office::Fault> each_command(
      const std::string& beginning,
      const std::function<Result<void, office::Fault>(const office::CommandRecord&)>& each)
      override;
  Result<std::vector<office::SealedValue>, office::Fault> sealed_of(
      const std::string& stream) override;
  Result<void, office::Fault> each_in_log_order(const EachEvent& each) override;
  Result<void, office::Fault> each_from(std::uint64_t position, int most,
                                        const EachEvent& each) override;
  Result<void, office::Fault> each_by_stream(const EachEvent& each) override;
  Result<void, office::Fault> each_leaf(
      const std::function<Result<void, office::Fault>(std::uint64_t, const record::Digest&)>& each)
      override;
  Result<std::uint64_t, office::Fault> log_size() override;
  Result<record::MerkleFrontier, office::Fault> log_edge() override;
  Result<std::vector<std::vector<record::Digest>>, office::Fault> inclusion_proofs(
      std::span<const std::uint64_t> positions, std::uint64_t size) override;

  // LedgerView
  Result<void, office::Fault> each_line(
      const office::LedgerQuery& query,
      const std::function<bool(const office::LedgerLine&)>& each) override;
  Result<std::vector<office::MovementCount>, office::Fault> count_movements(
      domain::Day first, domain::Day last) override;
  Result<std::vector<office::StandingCount>, office::Fault> count_standings(
      domain::Day first, domain::Day last) override;
  Result<office::LedgerPage, office::Fault> page(const office::LedgerPageQuery& query) override;
  Result<long long, office::Fault> count(const office::LedgerPageQuery& query) override;
  Result<std::vector<office::ValueCount>, office::Fault> values(
      const office::LedgerPageQuery& query, office::LedgerField field) override;
  Result<std::vector<office::DayCount>, office::Fault> count_day(
      domain::Day as_of, const std::string& region_prefix) override;
  Result<std::vector<office::OfficerCount>, office::Fault> count_officers(
      const office::LedgerPageQuery& query, domain::Day soon) override;
  Result<std::vector<office::HeadTaskLine>, office::Fault> head_tasks(
      const office::HeadTaskQuery& query, int most) override;
  Result<long long, office::Fault> count_head_tasks(const office::HeadTaskQuery& query) override;
  Result<std::vector<office::OpinionLine>, office::Fault> opinions(
      const office::OpinionQuery& query) override;
  Result<std::vector<std::string>, office::Fault> cases_to_remind(std::optional<domain::Day> after,
                                                                  domain::Day today) override;
  Result<std::vector<office::RatingCount>, office::Fault> count_ratings(
      const std::string& region_prefix, domain::Day first, domain::Day last) override;
  Result<std::vector<office::DayFlow>, office::Fault> day_flows(
      domain::Day last, const std::string& region_prefix) override;
  Result<std::vector<std::string>, office::Fault> find_cases(const std::string& text) override;
  Result<void, office::Fault> renew() override;
  Result<std::optional<domain::CaseRows>, office::Fault> case_rows(
      const std::string& case_id) override;
  Result<std::vector<std::string>, office::Fault> cases_to_settle(domain::Day day) override;
  Result<std::vector<std::string>, office::Fault> open_cases(domain::Day day) override;

  // DerivedRows
  Result<void, office::Fault> dump(const std::function<void(const std::string&)>& line) override;
  Result<void, office::Fault> clear() override;
  Result<void, office::Fault> put(const domain::CaseRows& rows) override;

  // CredentialBook
  Result<std::optional<office::Credential>, office::Fault> find_credential(
      const std::string& account) override;
  Result<void, office::Fault> put_credential(const office::Credential& credential) override;
  Result<void, office::Fault> forget_credential(const std::string& account) override;
  Result<void, office::Fault> put_session(const office::KeptSession& session) override;
  Result<void, office::Fault> forget_session(const std::string& token_hash) override;
  Result<void, office::Fault> forget_sessions_of(const std::string& account) override;
  Result<std::vector<office::KeptSession>, office::Fault> all_sessions() override;
  Result<std::string, office::Fault> find_site_secret(const std::string& name) override;
  Result<void, office::Fault> put_site_secret(const std::string& name,
                                              const std::string& secret) override;

  Result<void, office::Fault> migrate();
  Result<void, office::Fault> check_schema();
  Result<void, office::Fault> check_edge();
  Result<record::MerkleFrontier, office::Fault> edge_of_log();
  Result<void, office::Fault> begin();
  office::Fault undo_act(office::Fault why);
  void drop_batch();
  Result<void, office::Fault> keep_edge();
  Result<void, office::Fault> append(const office::StreamAppend& append,
                                     record::MerkleFrontier& frontier);
  Result<void, office::Fault> add_leaf(std::uint64_t position, const record::Digest& hash,
                                       record::MerkleFrontier& frontier);
  Result<void, office::Fault> each_event(std::string_view query, const EachEvent& each);
  Result<std::vector<std::string>, office::Fault> case_ids(std::string_view query, domain::Day day);
  Result<void, office::Fault> ready_for_pages();
  Result<void, office::Fault> ready_for_people();
  Result<void, office::Fault> write_beside(std::string_view name,
                                           const std::function<void(Statement&)>& bind);
  /// In a savepoint of the open batch: all of it or nothing.
  Result<void, office::Fault> in_savepoint(
      const std::function<Result<void, office::Fault>()>& write);
  using Done = Result<void, office::Fault>;
  Done with_columns(domain::Day day, const SharedLedger::Ask& ask);
  /// The cases that a query's words and project code leave, each looked at; none for all.
  Result<std::optional<CaseSet>, office::Fault> certain_cases(const LedgerColumns& columns,
                                                              const office::LedgerPageQuery& query);
  Result<std::string, office::Fault> meta(std::string_view key);
  Result<void, office::Fault> set_meta(std::string_view key, std::string_view value);

  std::string directory_;
  std::unique_ptr<Lock> lock_;
  std::unique_ptr<Connection> db_;
  RowsWriter rows_writer_;
  std::shared_ptr<SharedLedger> ledger_;
  std::unique_ptr<office::NoticeBook> notices_;
  std::optional<record::SigningKey> key_;
  /// The log's end with the acts of the open batch, and without them.
  record::MerkleFrontier frontier_;
  std::optional<domain::Instant> last_recorded_;
  struct Durable {
    record::MerkleFrontier frontier;
    std::optional<domain::Instant> recorded;
  };
  Durable durable_;
  std::uint64_t signed_size_ = 0;
  bool in_transaction_ = false;
  int acts_in_batch_ = 0;
  std::optional<office::Fault> lost_;  ///< the open batch is gone; the next sync tells it
  bool failed_ = false;                ///< a commit failed: nothing more may be written (R27)
};

}  // namespace qidi::store
