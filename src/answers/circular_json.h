// The monthly circular as JSON and as the cells of a table, with the root that fixes it.
// Clause N10; domain.md 7; rulings 2.
#pragma once

#include <span>
#include <string>

#include "answers/ledger_json.h"

namespace qidi::answers {

/// Where the figures come from, so that they can be asked for again and never differ.
struct CircularBasis {
  std::string root;
  unsigned long long log_size = 0;
  std::string known_by;
  /// False while the month still runs; none where nobody asked what day it is.
  std::optional<bool> finished_month;
};

struct CircularColumn {
  std::string_view name;
  std::string_view heading;  ///< Chinese
  long long domain::CircularCounts::*value;
};
/// The columns of the equation first, then the memos.
std::span<const CircularColumn> circular_main_columns();
std::span<const CircularColumn> circular_memo_columns();

std::string circular_json(const office::Circular& circular, const CircularBasis& basis,
                          const Names& names);

/// Heading, rows and total to a table that goes out; closes it.
Result<void, office::Fault> circular_table(office::TableOut& table,
                                           const office::Circular& circular, const Names& names,
                                           CellsFor reader);

/// "未指明部门" where a row names none.
std::string department_name(const std::string& department);

}  // namespace qidi::answers
