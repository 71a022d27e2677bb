// What imports need of the world: sheets looked at, sheets read, the template written. Handed in by
// the composition root; the routes know no sheet library. Clause N1.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "domain/result.h"
#include "office/ledger_entry.h"

namespace qidi::api {

/// Why a whole file could not be read, and what the clerk can do about it.
struct SheetFailure {
  std::string problem;
  std::string mend;
};

/// A sheet file: where it lies, and its name for people.
struct SheetPlace {
  std::string path;
  std::string shown_name;
};

struct ImportDoors {
  std::string folder;  ///< where uploaded sheets and what became of them are kept
  /// Every field's name and its heading in the template, in order.
  std::vector<std::pair<std::string, std::string>> fields;
  std::function<Result<office::SheetOutline, SheetFailure>(const SheetPlace&,
                                                           const office::LedgerMap&)>
      outline;
  using Sink = std::function<bool(office::LedgerEntry&&)>;
  using Progress = std::function<void(long long done, long long total)>;  ///< bytes
  std::function<Result<office::SheetSummary, SheetFailure>(
      const SheetPlace&, const office::LedgerMap&, const Sink&, const Progress&)>
      read;
  std::function<Result<void, SheetFailure>(const std::string& file)> write_template;
};

}  // namespace qidi::api
