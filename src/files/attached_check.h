// What the record says of files against what lies on the shelf: each file named by an event is
// there, with its size and its hash. domain.md 2, invariants; reliability.md R25.
#pragma once

#include <string>
#include <vector>

#include "files/shelf.h"
#include "record/envelope.h"

namespace qidi::files {

class AttachedCheck {
 public:
  explicit AttachedCheck(const std::string& folder) : shelf_(folder) {}

  struct Finding {
    std::string stream;
    unsigned long long sequence = 0;
    std::string kind;  ///< file_missing, file_altered
    std::string message;
  };

  /// Looks at every file that the event names.
  void event(const record::SealedEvent& event);
  const std::vector<Finding>& findings() const { return findings_; }

 private:
  Shelf shelf_;
  std::vector<Finding> findings_;
};

}  // namespace qidi::files
