// The round that a server makes each day: what time has done is written into the record, so that
// nobody need run `pass-time`. Only another client of the main path. domain.md 4.8; rulings 3.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/service.h"

namespace qidi::api {

/// Makes a round at once and then whenever the day has changed, until it goes.
class DailyRound {
 public:
  explicit DailyRound(Service& service);

 private:
  void run(const std::stop_token& stop);
  /// False when it could not be finished; the next look tries again.
  bool make(const std::stop_token& stop, domain::Day day);

  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: starts when everything else is there
};

}  // namespace qidi::api
