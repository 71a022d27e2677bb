// Checking the whole record: every hash, every chain, every place in the log, every signed head.
// reliability.md R53-R57; rulings 7, 9, 11; N8.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/heads.h"
#include "record/merkle.h"

namespace qidi::record {

/// One thing that is wrong, located to stream and sequence wherever an event is there to be named;
/// what is gone altogether is located by its position in the log, in the message. Kinds:
/// `hash_mismatch` (content changed), `leaf_mismatch` (not the event that the log has there),
/// `chain_broken`, `sequence_gap`, `recorded_back`, `index_gap` and `event_missing` (events gone
/// from the middle or the end), `leaf_gap`, `head_mismatch`, `head_bad_signature`, `head_spoilt`,
/// `tail_cut`, `key_missing`.
struct Finding {
  std::string stream;
  std::uint64_t sequence = 0;
  std::string kind;
  std::string message;  ///< Chinese
  bool operator==(const Finding&) const = default;
};

/// Feed events and leaves in order of the global index, then heads, then ask.
class Verifier {
 public:
  /// Heads whose roots shall be compared; before the first event.
  explicit Verifier(std::vector<SignedHead> heads);
  /// The same, and reports the lines of the file that were spoilt.
  explicit Verifier(HeadsRead heads);

  void leaf(std::uint64_t position, const Digest& hash);
  void event(const SealedEvent& event);
  /// Ends the pass; `key` may be null where no public key is at hand (said as a finding).
  void finish(const PublicKey* key);

  const std::vector<Finding>& findings() const { return findings_; }
  std::uint64_t events() const { return events_; }
  std::uint64_t size() const { return frontier_.size(); }
  Digest root() const { return frontier_.root(); }
  std::uint64_t after_last_head() const;

 private:
  struct Stream {
    std::uint64_t sequence = 0;
    Digest hash{};
  };
  void find(const std::string& stream, std::uint64_t sequence, std::string kind,
            std::string message);
  void compare_heads();
  void miss(std::uint64_t from, std::uint64_t to);

  std::vector<SignedHead> heads_;
  std::map<std::uint64_t, std::vector<std::size_t>> heads_by_size_;
  std::unordered_map<std::string, Stream> streams_;
  std::vector<Digest> leaves_;
  MerkleFrontier frontier_;
  std::uint64_t events_ = 0;
  std::uint64_t next_index_ = 0;
  domain::Instant last_recorded_{};
  std::vector<Finding> findings_;
};

}  // namespace qidi::record
