// Rows into columns.
#include "store/columns/ledger_columns.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace qidi::store {

std::uint32_t TextNumbers::number_of(const std::string& text) {
  const auto [found, is_new] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(text);
  return found->second;
}

std::uint32_t TextNumbers::find(const std::string& text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? static_cast<std::uint32_t>(texts_.size()) : found->second;
}

std::vector<std::uint32_t> TextNumbers::ranks() const {
  std::vector<std::uint32_t> order(texts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return texts_[a] < texts_[b]; });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

void LedgerColumns::clear() {
  *this = LedgerColumns();
}

std::uint32_t LedgerColumns::first_row(std::int64_t case_no_asked) const {
  const auto at = static_cast<std::size_t>(case_no_asked);
  return case_no_asked < 0 || at >= first_row_.size() ? no_row : first_row_[at];
}

std::uint32_t LedgerColumns::free_row() {
  if (free_.empty()) {
    const auto old = from.size();
    const auto grown = old + rows_per_block;
    assert(grown < no_row);
    // A hole begins after every day and has ended before.
    from.resize(grown, no_day);
    to.resize(grown, std::numeric_limits<std::int32_t>::min());
    for (auto* column :
         {&due, &received, &accepted, &ended, &yellow_from, &red_from, &law_red_from}) {
      column->resize(grown, no_day);
    }
    state_bit.resize(grown, 0);
    ordinal.resize(grown, 0);
    list.resize(grown, 0);
    for (auto* column : {&kind, &officer, &unit, &case_no}) column->resize(grown, 0);
    next_row.resize(grown, no_row);
    for (auto row = grown; row > old; --row) free_.push_back(static_cast<std::uint32_t>(row - 1));
  }
  const auto row = free_.back();
  free_.pop_back();
  return row;
}

std::uint32_t LedgerColumns::kind_of(const ColumnRow& row) {
  const HoldingKind key{regions.number_of(row.region), departments.number_of(row.department),
                        matters.number_of(row.matter)};
  const auto [found, is_new] = kind_numbers_.emplace(key, static_cast<std::uint32_t>(kinds.size()));
  if (is_new) kinds.push_back(key);
  return found->second;
}

void LedgerColumns::add(const ColumnRow& row) {
  const auto at = free_row();
  from[at] = row.from;
  to[at] = row.to;
  due[at] = row.due;
  received[at] = row.received;
  accepted[at] = row.accepted;
  ended[at] = row.ended;
  yellow_from[at] = row.yellow_from;
  red_from[at] = row.red_from;
  law_red_from[at] = row.law_red_from;
  state_bit[at] = 1 << static_cast<int>(row.state);
  ordinal[at] = static_cast<std::uint16_t>(row.ordinal);
  list[at] = static_cast<std::uint16_t>(lists.number_of(row.list));
  kind[at] = kind_of(row);
  officer[at] = officers.number_of(row.officer);
  unit[at] = units.number_of(row.unit);
  case_no[at] = static_cast<std::uint32_t>(row.case_no);
  const auto index = static_cast<std::size_t>(row.case_no);
  if (index >= first_row_.size()) first_row_.resize(index + 1 + index / 2, no_row);
  next_row[at] = first_row_[index];
  first_row_[index] = at;
}

void LedgerColumns::remove_case(std::int64_t gone) {
  auto row = first_row(gone);
  if (row == no_row) return;
  first_row_[static_cast<std::size_t>(gone)] = no_row;
  while (row != no_row) {
    const auto next = next_row[row];
    from[row] = no_day;
    to[row] = std::numeric_limits<std::int32_t>::min();
    next_row[row] = no_row;
    free_.push_back(row);
    row = next;
  }
}

}  // namespace qidi::store
