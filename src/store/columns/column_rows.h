// Going over the rows of a scan, for the files that ask it something. Two steps a row: days and
// states of a whole block at once, then the rest for what is left.
#pragma once

#include <array>
#include <bit>

#include "store/columns/column_scan.h"

namespace qidi::store {

/// Below one in so many of the rows, going from case to case is quicker than over all of them.
inline constexpr std::size_t few_cases = 16;

inline domain::CaseState state_of(std::int32_t bit) {
  return static_cast<domain::CaseState>(std::countr_zero(static_cast<std::uint32_t>(bit)));
}

template <class Each>
void ColumnScan::each_row_of_blocks(const Each& each) const {
  std::array<std::int32_t, rows_per_block> mask;
  std::array<std::uint32_t, rows_per_block> found;
  for (std::size_t block = 0; block < columns_.size(); block += rows_per_block) {
    const auto* from = columns_.from.data() + block;
    const auto* to = columns_.to.data() + block;
    const auto* state = columns_.state_bit.data() + block;
    for (std::size_t i = 0; i < rows_per_block; ++i) {
      mask[i] =
          (from[i] <= day_ ? 1 : 0) & (to[i] > day_ ? 1 : 0) & ((state[i] & states_) != 0 ? 1 : 0);
    }
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < rows_per_block; ++i) {
      found[count] = i;
      count += static_cast<std::size_t>(mask[i]);
      if (count == rows_per_block) break;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (takes(block + found[i])) each(static_cast<std::uint32_t>(block + found[i]));
    }
  }
}

template <class Each>
void ColumnScan::each_row_of_cases(const Each& each) const {
  among_->each([&](std::int64_t case_no) {
    for (auto row = columns_.first_row(case_no); row != no_row; row = columns_.next_row[row]) {
      if (columns_.from[row] <= day_ && columns_.to[row] > day_ &&
          (columns_.state_bit[row] & states_) != 0 && takes(row)) {
        each(row);
      }
    }
  });
}

template <class Each>
void ColumnScan::each_row(const Each& each) const {
  if (among_ != nullptr && among_->size() * few_cases < columns_.size()) {
    each_row_of_cases(each);
  } else {
    each_row_of_blocks(each);
  }
}

}  // namespace qidi::store
