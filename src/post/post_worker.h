// The thread that sends: takes a few parcels at a time, carries each, reports each. Nobody waits
// for it and it holds nothing up: what is not sent stays where it was taken from.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "post/carrier.h"

namespace qidi::post {

class PostWorker {
 public:
  struct Work {
    /// What is to go now; few at a time. On the worker's thread.
    std::function<std::vector<Parcel>()> take;
    /// How one of them fared, before the next is carried.
    std::function<void(const Parcel&, const Carried&)> report;
  };

  PostWorker(office::PostSettings settings, Work work);

 private:
  void run(const std::stop_token& stop);

  Carrier carrier_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: starts when everything else is there
};

}  // namespace qidi::post
