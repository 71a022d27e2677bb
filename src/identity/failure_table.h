// Failed guesses counted for many keys in a memory of fixed size. Promises: 10 minutes of attack or
// 10 years, the table is as large as on the first day; when its place is wanted, the key with the
// fewest failures goes, so that a flood of made-up logins cannot wash out the count of the one that
// is really under attack. Keys are hashes under a secret: nobody can aim at a place. Not
// thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "identity/sliding_count.h"

namespace qidi::identity {

/// At most so many failures in any 15 minutes, and in any 24 hours (at most 250 each).
struct FailureLimits {
  std::uint32_t quarter_hour = 10;
  std::uint32_t day = 100;
};

class FailureTable {
 public:
  /// `keys`: how many are counted at once, rounded up to whole rows.
  explicit FailureTable(std::size_t keys);

  void add(std::uint64_t key, std::int64_t now);
  void take_back(std::uint64_t key, std::int64_t now);
  /// Seconds until the key is below both limits; 0 when it is.
  std::int64_t seconds_to_wait(std::uint64_t key, const FailureLimits& limits, std::int64_t now);
  /// Failures counted now; zeros for a key that is not counted.
  struct Failures {
    std::uint32_t quarter_hour = 0;
    std::uint32_t day = 0;
    std::size_t places = 0;  ///< told apart within the last day, at most `most_places`
  };
  Failures failures_of(std::uint64_t key, std::int64_t now);
  /// Notes where a try for a counted key came from; `place` is a hash.
  void note_place(std::uint64_t key, std::uint64_t place, std::int64_t now);
  static constexpr std::size_t most_places = 6;

  std::size_t bytes() const { return rows_.size() * sizeof(Row); }

 private:
  /// Told by 16 bits of its hash, which is zero in an empty one, and by the last hour it was seen.
  struct Place {
    std::uint16_t tag = 0;
    std::uint16_t hour = 0;
  };
  struct Count {
    std::uint64_t key = 0;
    std::int64_t last = 0;
    SlidingCount<16, 60> quarter_hour;
    SlidingCount<25, 3600> day;
    std::array<Place, most_places> places{};
  };
  static constexpr std::size_t places = 8;
  struct Row {
    Count counts[places];
  };
  static std::uint16_t hour_of(std::int64_t now);
  static bool is_of_the_day(const Place& place, std::int64_t now);
  Row& row_of(std::uint64_t key) { return rows_[key % rows_.size()]; }
  Count* find(std::uint64_t key);

  std::vector<Row> rows_;
};

}  // namespace qidi::identity
