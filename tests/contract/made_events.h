// Made-up events and rows for tests of stores: no rule behind them, every field filled.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "office/ports.h"
#include "record/envelope.h"

namespace qidi::tests {

/// The `sequence`-th event of a stream, chained to the hash before.
record::SealedEvent made_event(const std::string& stream, std::uint64_t sequence,
                               const record::Digest& previous, const std::string& body = "{}");

/// Derived rows of a case, different for each number.
domain::CaseRows made_rows(const std::string& case_id, int number);

/// One event appended to a stream that has `version` events; the chain is kept by `chain`.
class Chains {
 public:
  office::StreamAppend next(const std::string& stream, const std::string& body = "{}");

 private:
  struct Link {
    std::uint64_t version = 0;
    record::Digest hash{};
  };
  std::map<std::string, Link> links_;
};

/// A folder that goes when it does.
struct Folder {
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path;
};

}  // namespace qidi::tests
