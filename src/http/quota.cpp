// See quota.h.
#include "http/quota.h"

#include <algorithm>
#include <cmath>

namespace qidi::http {
namespace {

constexpr std::size_t clients_limit = 65536;

}  // namespace

Quota::Quota(double per_second, double burst)
    : per_second_(per_second), burst_(std::max(1.0, burst > 0 ? burst : per_second)) {}

double Quota::filled(const Bucket& bucket, Time now) const {
  const std::chrono::duration<double> passed = now - bucket.filled;
  return std::min(burst_, bucket.tokens + passed.count() * per_second_);
}

unsigned Quota::seconds_to_wait(const std::string& client, Time now) {
  if (!limits()) return 0;
  auto found = buckets_.find(client);
  if (found == buckets_.end()) {
    const std::string key = buckets_.size() < clients_limit ? client : "";
    found = buckets_.try_emplace(key, Bucket{burst_, now}).first;
  }
  auto& bucket = found->second;
  bucket.tokens = filled(bucket, now);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  const double seconds = std::ceil((1 - bucket.tokens) / per_second_);
  return static_cast<unsigned>(std::clamp(seconds, 1.0, 30.0));
}

void Quota::sweep(Time now) {
  std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= burst_; });
}

}  // namespace qidi::http
