// The same store in memory: for tests, simulations, and rows as known by an earlier instant. Held
// to the same contract suite as SQLite; keeps nothing after it goes.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "office/ports.h"
#include "record/merkle.h"
#include "store/memory/memory_credentials.h"
#include "store/memory/memory_notices.h"

namespace qidi::store {

class MemoryStore : public office::Store,
                    private office::EventLog,
                    private office::EventReader,
                    private office::LedgerView,
                    private office::DerivedRows {
 public:
  office::EventLog& log() override { return *this; }
  office::EventReader& reader() override { return *this; }
  office::LedgerView& view() override { return *this; }
  office::DerivedRows& rows() override { return *this; }
  office::CredentialBook& credentials() override { return credentials_; }
  office::NoticeBook& notices() override { return notices_; }
  Result<office::DirectoryKind, office::Fault> kind() override { return kind_; }
  Result<void, office::Fault> set_kind(office::DirectoryKind kind) override;
  Result<void, office::Fault> sign_head(domain::Instant) override { return {}; }

 private:
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
  Result<void, office::Fault> sync() override { return {}; }
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
  Result<void, office::Fault> renew() override { return {}; }
  Result<std::optional<domain::CaseRows>, office::Fault> case_rows(
      const std::string& case_id) override;
  Result<std::vector<std::string>, office::Fault> cases_to_settle(domain::Day day) override;
  Result<std::vector<std::string>, office::Fault> open_cases(domain::Day day) override;

  Result<void, office::Fault> dump(const std::function<void(const std::string&)>& line) override;
  Result<void, office::Fault> clear() override;
  Result<void, office::Fault> put(const domain::CaseRows& rows) override;

  struct PlacedLine {
    office::PageCursor place;
    office::LedgerLine line;
  };
  std::vector<PlacedLine> lines_of(const office::LedgerPageQuery& query);

  std::vector<record::SealedEvent> events_;  ///< by global index
  std::map<std::string, std::vector<std::size_t>> streams_;
  std::map<std::string, office::CommandRecord> commands_;
  std::map<std::string, std::vector<office::SealedValue>> sealed_;  ///< by stream
  std::map<std::string, domain::CaseRows> rows_;                    ///< by case id
  std::map<std::string, std::int64_t> case_numbers_;  ///< in the order in which they came
  std::map<std::string, std::set<std::string>> by_external_id_;
  MemoryCredentials credentials_;
  MemoryNotices notices_;
  office::DirectoryKind kind_ = office::DirectoryKind::empty;
};

}  // namespace qidi::store
