// Looks, carries, rests.
#include "post/post_worker.h"

namespace qidi::post {

namespace {
constexpr std::chrono::milliseconds between_looks{1000};
}

PostWorker::PostWorker(office::PostSettings settings, Work work)
    : carrier_(std::move(settings)),
      work_(std::move(work)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void PostWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto parcels = work_.take();
    for (const auto& parcel : parcels) {
      if (stop.stop_requested()) return;
      work_.report(parcel, carrier_.carry(parcel, stop));
    }
    if (!parcels.empty()) continue;
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, stop, between_looks, [] { return false; });
  }
}

}  // namespace qidi::post
