// A data directory opened for questions, on both axes of time: the legal day asked, and what had
// been recorded by an instant or a log index (rulings 2).
#pragma once

#include <memory>
#include <string>

#include "cli/verbs.h"

namespace qidi::cli {

struct Reading {
  std::unique_ptr<office::Store> store;
  std::unique_ptr<office::Store> past;  ///< rows as known by an earlier instant, in memory
  office::RuleBook rules;
  std::string root;  ///< hex root of the log, for circulars
  unsigned long long log_size = 0;

  office::LedgerView& view() { return past ? past->view() : store->view(); }
};

/// Opens; the fault's message says how to mend. `known_by`: an instant or a log index, or empty.
Result<Reading, office::Fault> open_reading(Doors& doors, const std::string& data,
                                            const std::string& known_by);

}  // namespace qidi::cli
