// RFC 6962, section 2, with SM3.
#include "record/merkle.h"

#include <bit>
#include <cassert>

namespace qidi::record {

namespace {

Digest tagged(char tag, std::string_view first, std::string_view second = {}) {
  std::string bytes(1, tag);
  bytes.append(first).append(second);
  return sm3(bytes);
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The largest power of two below n (n > 1): where RFC 6962 splits.
std::uint64_t split(std::uint64_t n) {
  return std::bit_floor(n - 1);
}

Digest root_of(const LeafSource& leaves, std::uint64_t from, std::uint64_t size,
               const KeptRoots& kept = {}) {
  assert(size > 0);
  const auto run = from >> kept.level;
  if (size == std::uint64_t{1} << kept.level && run < kept.roots.size()) return kept.roots[run];
  if (size == 1) return leaf_hash(leaves(from));
  const auto k = split(size);
  return node_hash(root_of(leaves, from, k, kept), root_of(leaves, from + k, size - k, kept));
}

void include(const LeafSource& leaves, std::uint64_t position, std::uint64_t from,
             std::uint64_t size, const KeptRoots& kept, std::vector<Digest>& path) {
  if (size == 1) return;
  const auto k = split(size);
  if (position < k) {
    include(leaves, position, from, k, kept, path);
    path.push_back(root_of(leaves, from + k, size - k, kept));
  } else {
    include(leaves, position - k, from + k, size - k, kept, path);
    path.push_back(root_of(leaves, from, k, kept));
  }
}

void be_consistent(const LeafSource& leaves, std::uint64_t old_size, std::uint64_t from,
                   std::uint64_t size, bool whole, std::vector<Digest>& path) {
  if (old_size == size) {
    if (!whole) path.push_back(root_of(leaves, from, size));
    return;
  }
  const auto k = split(size);
  if (old_size <= k) {
    be_consistent(leaves, old_size, from, k, whole, path);
    path.push_back(root_of(leaves, from + k, size - k));
  } else {
    be_consistent(leaves, old_size - k, from + k, size - k, false, path);
    path.push_back(root_of(leaves, from, k));
  }
}

}  // namespace

Digest leaf_hash(const Digest& event_hash) {
  return tagged('\0', bytes_of(event_hash));
}

Digest node_hash(const Digest& left, const Digest& right) {
  return tagged('\1', bytes_of(left), bytes_of(right));
}

void MerkleFrontier::append(const Digest& event_hash) {
  append_whole(leaf_hash(event_hash), 0);
}

void MerkleFrontier::append_whole(const Digest& root, unsigned level) {
  const auto leaves = std::uint64_t{1} << level;
  assert(size_ % leaves == 0);
  auto node = root;
  // Adding one carries like binary addition: each full pair becomes a node one level up.
  for (auto carry = size_ >> level; (carry & 1) != 0; carry >>= 1) {
    node = node_hash(edge_.back(), node);
    edge_.pop_back();
  }
  edge_.push_back(node);
  size_ += leaves;
}

Digest MerkleFrontier::root() const {
  if (edge_.empty()) return sm3({});
  auto root = edge_.back();
  for (auto i = edge_.size() - 1; i-- > 0;) root = node_hash(edge_[i], root);
  return root;
}

std::string MerkleFrontier::serialise() const {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>((size_ >> shift) & 255);
  for (const auto& digest : edge_) bytes.append(bytes_of(digest));
  return bytes;
}

std::optional<MerkleFrontier> MerkleFrontier::restore(std::string_view bytes) {
  if (bytes.size() < 8) return std::nullopt;
  MerkleFrontier frontier;
  for (std::size_t i = 0; i < 8; ++i) {
    frontier.size_ = (frontier.size_ << 8) | static_cast<unsigned char>(bytes[i]);
  }
  const auto edges = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (bytes.size() != 8 + edges * sizeof(Digest)) return std::nullopt;
  for (std::size_t i = 0; i < edges; ++i) {
    auto& digest = frontier.edge_.emplace_back();
    const auto part = bytes.substr(8 + i * digest.size(), digest.size());
    std::copy(part.begin(), part.end(), reinterpret_cast<char*>(digest.data()));
  }
  return frontier;
}

std::vector<Digest> inclusion_proof(const LeafSource& leaves, std::uint64_t position,
                                    std::uint64_t size, const KeptRoots& kept) {
  assert(position < size);
  std::vector<Digest> path;
  include(leaves, position, 0, size, kept, path);
  return path;
}

bool verify_inclusion(const Digest& event_hash, std::uint64_t position, std::uint64_t size,
                      const std::vector<Digest>& proof, const Digest& root) {
  if (position >= size) return false;
  auto node = leaf_hash(event_hash);
  auto at = position;
  auto last = size - 1;
  for (const auto& other : proof) {
    if (last == 0) return false;
    if ((at & 1) != 0 || at == last) {
      node = node_hash(other, node);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      node = node_hash(node, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && node == root;
}

std::vector<Digest> consistency_proof(const LeafSource& leaves, std::uint64_t old_size,
                                      std::uint64_t new_size) {
  assert(0 < old_size && old_size <= new_size);
  std::vector<Digest> path;
  be_consistent(leaves, old_size, 0, new_size, true, path);
  return path;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root,
                        const Digest& new_root, const std::vector<Digest>& proof) {
  if (old_size == 0 || old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  auto path = proof;
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  auto at = old_size - 1;
  auto last = new_size - 1;
  while ((at & 1) != 0) {
    at >>= 1;
    last >>= 1;
  }
  auto older = path.front();
  auto newer = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return false;
    if ((at & 1) != 0 || at == last) {
      older = node_hash(path[i], older);
      newer = node_hash(path[i], newer);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      newer = node_hash(newer, path[i]);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && older == old_root && newer == new_root;
}

}  // namespace qidi::record
