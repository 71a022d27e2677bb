// Makes notices while the server runs: after each act, and when the day has changed. Only another
// reader of the record; what it writes is beside it. domain.md 5; docs/decisions/0013.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/service.h"

namespace qidi::api {

class NoticeRound {
 public:
  explicit NoticeRound(Service& service);

 private:
  void run(const std::stop_token& stop);
  /// Whether there may be more at once.
  bool make();

  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: starts when everything else is there
};

}  // namespace qidi::api
