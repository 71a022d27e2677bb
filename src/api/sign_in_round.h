// Writes what was noted of signing in into the record: once a minute, before it is read, and when
// the server ends. GB/T 22239-2019 安全审计; docs/decisions/0017.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/service.h"

namespace qidi::api {

/// Writes it now and waits until it is durable; nothing is done when nothing was noted. Not on the
/// writer's own thread. What could not be kept stays noted.
void keep_sign_ins(Service& service);

/// Keeps them every minute until it goes, and once more then.
class SignInRound {
 public:
  explicit SignInRound(Service& service);
  ~SignInRound();
  SignInRound(const SignInRound&) = delete;
  SignInRound& operator=(const SignInRound&) = delete;

 private:
  void run(const std::stop_token& stop);

  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: starts when everything else is there
};

}  // namespace qidi::api
