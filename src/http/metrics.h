// Counters and latencies of the server as Prometheus text. About a hundred lines of our own in
// place of a library: there is one family with fixed labels, and the text format is four lines.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "http/server.h"

namespace qidi::http {

class Metrics {
 public:
  /// From any thread. `route` and `method` are views of the route table, which stays.
  void note(const Finished& finished);

  /// The exposition (version 0.0.4) with the server's figures; ends with a line feed.
  std::string text(const Figures& figures) const;

 private:
  /// Upper bounds in microseconds; one more cell counts the rest.
  static constexpr std::array<std::uint32_t, 11> bounds{
      500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000, 2'500'000};
  struct Line {
    std::array<std::uint64_t, 6> by_class{};  ///< index 2 is 2xx
    std::array<std::uint64_t, bounds.size() + 1> by_time{};
    std::uint64_t microseconds = 0;
    std::uint64_t bytes = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, std::string_view>, Line> lines_;  ///< method, route
};

}  // namespace qidi::http
