// Standings of a window of days in columns of numbers, so that any filter in any order costs a few
// milliseconds over a million cases without an index for each. Knows nothing of databases: rows are
// added and a case's rows taken out.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/casework/case_rows.h"

namespace qidi::store {

/// Rows are looked at in blocks of this many; every column is a whole number of blocks long.
inline constexpr std::size_t rows_per_block = 1024;
inline constexpr std::int32_t no_day = 2147483647;  ///< "none", after every day
inline constexpr std::uint32_t no_row = 4294967295U;

/// A standing with what pages ask of its case.
struct ColumnRow {
  std::int64_t case_no = 0;
  int ordinal = 0;  ///< of the standing within its case
  domain::CaseState state{};
  std::int32_t from = 0, to = 0;
  std::int32_t received = 0;
  std::int32_t accepted = no_day, ended = no_day, due = no_day;
  std::int32_t yellow_from = 0, red_from = 0, law_red_from = 0;
  std::string list, region, department, officer, matter, unit;
};

/// Texts by small numbers, in the order in which they came.
class TextNumbers {
 public:
  std::uint32_t number_of(const std::string& text);
  const std::string& text(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  /// size() when unknown.
  std::uint32_t find(const std::string& text) const;
  /// The place of each text among them all, by its number.
  std::vector<std::uint32_t> ranks() const;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
};

/// Holder and matter together: there are few of these, so that filters on them are looked up.
struct HoldingKind {
  std::uint32_t region = 0;  ///< of `regions` and so on
  std::uint32_t department = 0;
  std::uint32_t matter = 0;
  auto operator<=>(const HoldingKind&) const = default;
};

class LedgerColumns {
 public:
  void clear();
  void add(const ColumnRow& row);
  void remove_case(std::int64_t case_no);

  /// Rows with the holes of what was removed; a hole stands on no day.
  std::size_t size() const { return from.size(); }
  std::size_t cases() const { return first_row_.size(); }
  /// The first of a case's rows, the others by `next_row`; no_row at the end.
  std::uint32_t first_row(std::int64_t case_no) const;

  std::vector<std::int32_t> from, to, due, received, accepted, ended;
  std::vector<std::int32_t> yellow_from, red_from, law_red_from;
  std::vector<std::int32_t> state_bit;  ///< 1 << state; as wide as a day, to be compared with it
  std::vector<std::uint16_t> ordinal;
  std::vector<std::uint16_t> list;
  std::vector<std::uint32_t> kind;     ///< of `kinds`
  std::vector<std::uint32_t> officer;  ///< of `officers`
  std::vector<std::uint32_t> unit;     ///< of `units`
  std::vector<std::uint32_t> case_no;
  std::vector<std::uint32_t> next_row;

  std::vector<HoldingKind> kinds;
  TextNumbers regions;
  TextNumbers departments;
  TextNumbers matters;
  TextNumbers officers;
  TextNumbers units;  ///< by credit code
  TextNumbers lists;

 private:
  std::uint32_t free_row();
  std::uint32_t kind_of(const ColumnRow& row);

  std::map<HoldingKind, std::uint32_t> kind_numbers_;
  std::vector<std::uint32_t> first_row_;  ///< by case number
  std::vector<std::uint32_t> free_;
};

}  // namespace qidi::store
