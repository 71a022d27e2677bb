// Which cases a page's words and project code leave: by the gram index and the indexes of ids.
// Private to the SQLite store. dependencies.md 7, search in Chinese.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "store/columns/column_scan.h"
#include "store/sqlite/connection.h"

namespace qidi::store {

/// Reads the index to its end, whatever the word.
inline constexpr auto everything = std::numeric_limits<std::size_t>::max();

struct CasesAmong {
  std::optional<CaseSet> cases;    ///< none: all; a superset when `words` are to be looked at again
  std::vector<std::string> words;  ///< what the index cannot say for certain
};

/// `enough`: when a word has more cases than this, the index is not read to its end; the words are
/// then left to be looked at case by case, in the order of the page.
Result<CasesAmong, office::Fault> cases_among(Connection& db, const office::LedgerPageQuery& query,
                                              std::size_t enough);

/// Whether a case bears these words.
Result<bool, office::Fault> bears(Connection& db, std::int64_t case_no,
                                  const std::vector<std::string>& words);

}  // namespace qidi::store
