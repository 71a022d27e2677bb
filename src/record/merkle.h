// One Merkle log over all events, in the shape of RFC 6962 with SM3: a case cut out, a tail cut off
// or a record written anew changes the root (reliability.md, finding 3; rulings 7, 15).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/envelope.h"

namespace qidi::record {

/// SM3(0x00 || event hash).
Digest leaf_hash(const Digest& event_hash);
/// SM3(0x01 || left || right).
Digest node_hash(const Digest& left, const Digest& right);

/// The right edge of the tree: enough to add leaves and to tell the root, 32 bytes a level.
class MerkleFrontier {
 public:
  /// Adds an event's hash as the next leaf.
  void append(const Digest& event_hash);
  /// Adds 2^level leaves at once by the root over them; the size so far must be a multiple of that.
  void append_whole(const Digest& root, unsigned level);
  std::uint64_t size() const { return size_; }
  /// The root of everything added; SM3 of nothing when empty.
  Digest root() const;

  std::string serialise() const;
  static std::optional<MerkleFrontier> restore(std::string_view bytes);
  bool operator==(const MerkleFrontier&) const = default;

 private:
  std::uint64_t size_ = 0;
  /// Roots of perfect subtrees from the largest to the smallest: the ones in size_'s binary form.
  std::vector<Digest> edge_;
};

/// Reads the event hash at a position.
using LeafSource = std::function<Digest(std::uint64_t)>;

/// Roots that are kept of whole runs of 2^level leaves, so that a proof need not hash every leaf.
struct KeptRoots {
  unsigned level = 0;
  std::vector<Digest> roots;
};

/// The path that proves the leaf at `position` in the log's first `size` leaves.
std::vector<Digest> inclusion_proof(const LeafSource& leaves, std::uint64_t position,
                                    std::uint64_t size, const KeptRoots& kept = {});
bool verify_inclusion(const Digest& event_hash, std::uint64_t position, std::uint64_t size,
                      const std::vector<Digest>& proof, const Digest& root);

/// The path that proves that the log of `old_size` is the beginning of the log of `new_size`.
std::vector<Digest> consistency_proof(const LeafSource& leaves, std::uint64_t old_size,
                                      std::uint64_t new_size);
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root,
                        const Digest& new_root, const std::vector<Digest>& proof);

}  // namespace qidi::record
