// A token bucket for each client (reliability.md R10). Bounded: full buckets are forgotten, and
// when too many clients come at once the newcomers share one bucket. Not thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace qidi::http {

class Quota {
 public:
  using Time = std::chrono::steady_clock::time_point;
  Quota(double per_second, double burst);

  bool limits() const { return per_second_ > 0; }
  /// Nothing to wait for: zero, and one token is taken. Else the whole seconds until one is there.
  unsigned seconds_to_wait(const std::string& client, Time now);
  /// Forgets clients whose bucket is full again; call it now and then.
  void sweep(Time now);

 private:
  struct Bucket {
    double tokens;
    Time filled;
  };
  double filled(const Bucket& bucket, Time now) const;
  double per_second_;
  double burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace qidi::http
