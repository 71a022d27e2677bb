// A ledger's row as JSON and as cells of a table: the same names on the command line, over HTTP and
// in files. Clauses N1, N11; interface.md, `ledger`.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "office/answer_query.h"
#include "office/regions.h"

namespace qidi::answers {

/// What a row needs to be told in words.
struct Names {
  const office::RuleBook& rules;
  const office::Regions& regions;
};

std::string ledger_row_json(const office::LedgerRow& row, const Names& names);

struct LedgerColumn {
  std::string_view name;     ///< stable, as in JSON
  std::string_view heading;  ///< Chinese
};
extern const std::array<LedgerColumn, 24> ledger_columns;

/// Codes for scripts, or Chinese words for people.
enum class CellsFor { scripts, people };

/// The headings of a table that goes out.
std::vector<office::Cell> ledger_headings(CellsFor reader);
/// The cells of a row in the order of `ledger_columns`.
std::vector<office::Cell> ledger_cells(const office::LedgerRow& row, const Names& names,
                                       CellsFor reader);

/// A matter's name: of the version in force then, of any, or the id itself.
std::string matter_name(const office::RuleBook& rules, const std::string& matter);

}  // namespace qidi::answers
