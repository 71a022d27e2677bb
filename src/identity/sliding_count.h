// How often something happened within the last stretch of time, in a fixed number of small
// counters. Promises: never fewer than truly happened within the stretch (the oldest counter leaves
// when all of it is past), so that a limit on the count holds in every window; at most one
// counter's width too long. Time is whole seconds handed in, and a moment before the last one
// counts as that one.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace qidi::identity {

/// `Counters` counters, each `Width` seconds wide: the stretch is one counter less than all.
template <std::size_t Counters, std::int64_t Width>
class SlidingCount {
 public:
  static_assert(Counters >= 2 && Width >= 1);

  void add(std::int64_t now) {
    move_to(now);
    auto& newest = counts_[index_of(newest_)];
    if (newest < UINT8_MAX) ++newest;
  }

  /// Takes one back: the newest that is there.
  void take_back(std::int64_t now) {
    move_to(now);
    for (std::int64_t back = 0; back < size(); ++back) {
      auto& count = counts_[index_of(newest_ - back)];
      if (count == 0) continue;
      --count;
      return;
    }
  }

  std::uint32_t count(std::int64_t now) {
    move_to(now);
    std::uint32_t sum = 0;
    for (const auto each : counts_) sum += each;
    return sum;
  }

  /// Seconds until the count is below the limit if nothing is added; 0 when it is already.
  std::int64_t seconds_until_below(std::uint32_t limit, std::int64_t now) {
    auto left = count(now);
    for (std::int64_t back = size() - 1; back >= 0; --back) {
      if (left < limit) return back == size() - 1 ? 0 : leaving_of(newest_ - back - 1) - now;
      left -= counts_[index_of(newest_ - back)];
    }
    return left < limit ? leaving_of(newest_) - now : INT64_MAX;
  }

 private:
  static constexpr std::int64_t size() { return static_cast<std::int64_t>(Counters); }
  static std::size_t index_of(std::int64_t stretch) {
    return static_cast<std::size_t>(((stretch % size()) + size()) % size());
  }
  /// The second at which the counter of a stretch has left.
  static std::int64_t leaving_of(std::int64_t stretch) { return (stretch + size()) * Width; }

  void move_to(std::int64_t now) {
    const auto stretch = now / Width;
    if (stretch - newest_ >= size()) counts_.fill(0);
    for (auto next = std::max(newest_ + 1, stretch - size() + 1); next <= stretch; ++next) {
      counts_[index_of(next)] = 0;
    }
    newest_ = std::max(newest_, stretch);
  }

  std::array<std::uint8_t, Counters> counts_{};
  std::int64_t newest_ = 0;
};

}  // namespace qidi::identity
