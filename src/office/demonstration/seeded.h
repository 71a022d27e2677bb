// Seeded chance: the same seed gives the same numbers on every machine, which the standard
// library's distributions do not promise.
#pragma once

#include <cstdint>

namespace qidi::office {

class Seeded {
 public:
  explicit Seeded(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    // SplitMix64: small, whole period, good enough for made-up casework.
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// A whole number from `low` to `high`, both included.
  int between(int low, int high) {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// True in `percent` of a hundred times.
  bool chance(int percent) { return between(1, 100) <= percent; }
  /// True in `n` of a thousand times.
  bool rare(int n) { return between(1, 1000) <= n; }

 private:
  std::uint64_t state_;
};

}  // namespace qidi::office
