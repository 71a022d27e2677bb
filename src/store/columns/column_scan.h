// Questions to the columns: which rows a query finds, the first of them in its order, how many.
// Lights are decided in domain/time/light.h only; here days are compared.
#pragma once

#include <optional>
#include <vector>

#include "office/ports.h"
#include "store/columns/case_set.h"
#include "store/columns/ledger_columns.h"

namespace qidi::store {

/// The rows of one query, filters looked up once. Of a page's query words and project code are not
/// looked at: `among` stands for them.
class ColumnScan {
 public:
  ColumnScan(const LedgerColumns& columns, const office::LedgerPageQuery& query,
             const CaseSet* among);

  long long count() const;
  /// The first `limit` rows after `after` in the query's order.
  std::vector<std::uint32_t> first(std::size_t limit,
                                   const std::optional<office::PageCursor>& after) const;
  std::vector<std::uint32_t> rows() const;
  /// Where a row stands in the query's order.
  office::PageCursor place_of(std::size_t row) const;
  std::vector<office::ValueCount> values(office::LedgerField field) const;
  /// Open cases by holder, matter, state and light, in that order.
  std::vector<office::DayCount> count_day() const;
  /// By holder, officer and light, in that order.
  std::vector<office::OfficerCount> count_officers(domain::Day soon) const;

 private:
  /// A row's place in the order: its key, then its case.
  struct Place {
    std::uint64_t key = 0;
    std::int64_t case_no = -1;
    std::uint32_t row = 0;
    auto operator<=>(const Place&) const = default;
  };
  Place place_after(const office::PageCursor& after) const;
  template <class Key>
  std::vector<Place> first_places(std::size_t limit, const Place& start, const Key& key_at) const;
  template <class Each>
  void each_row(const Each& each) const;
  template <class Each>
  void each_row_of_cases(const Each& each) const;
  template <class Each>
  void each_row_of_blocks(const Each& each) const;
  bool takes(std::size_t row) const;
  domain::Light light_of(std::size_t row) const;
  std::uint64_t key_of(std::size_t row) const;
  std::uint64_t key_of_day(std::int32_t day) const;
  std::uint32_t text_of(const HoldingKind& kind) const;
  void narrow_days();
  void narrow_kinds();
  void rank_kinds();
  std::vector<std::uint32_t> kinds_in_order(const std::vector<std::uint8_t>& is_found) const;

  const LedgerColumns& columns_;
  const office::LedgerPageQuery& query_;
  const CaseSet* among_;
  std::int32_t day_ = 0;
  std::int32_t states_ = 0;  ///< bits of the states wanted
  bool by_due_ = false;
  bool by_received_ = false;
  bool by_list_ = false;
  bool by_officer_ = false;
  bool by_unit_ = false;
  std::vector<std::uint8_t> kind_wanted_;  ///< by kind; any when empty
  std::uint32_t officer_ = 0;
  std::uint32_t unit_ = 0;
  std::uint32_t list_ = 0;
  std::int32_t due_low_ = 0, due_high_ = 0, received_low_ = 0, received_high_ = 0;
  bool by_text_ = false;                ///< sorted by region or matter
  const TextNumbers* texts_ = nullptr;  ///< the regions or matters, then
  const std::int32_t* sorted_by_ = nullptr;
  std::vector<std::uint32_t> rank_;  ///< by kind
  std::vector<std::string> ranked_;  ///< the texts by rank, in the direction asked
};

}  // namespace qidi::store
