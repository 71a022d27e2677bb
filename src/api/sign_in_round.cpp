// See sign_in_round.h.
#include "api/sign_in_round.h"

#include <chrono>
#include <future>
#include <memory>

namespace qidi::api {

namespace {

constexpr std::chrono::seconds between_writes{60};

}  // namespace

void keep_sign_ins(Service& service) {
  if (service.sign_in_notes().empty()) return;
  const auto durable = std::make_shared<std::promise<void>>();
  const bool taken = service.write(
      [&service](office::EventLog& log) {
        // What could not be kept stays noted, and is tried again.
        const auto kept = service.sign_in_notes().keep(log, service.doors().clock);
        (void)kept;
      },
      [durable](const Result<void, office::Fault>&) { durable->set_value(); });
  if (taken) durable->get_future().wait();
}

SignInRound::SignInRound(Service& service)
    : service_(service), thread_([this](const std::stop_token& stop) { run(stop); }) {}

SignInRound::~SignInRound() {
  thread_.request_stop();
  thread_.join();
  keep_sign_ins(service_);
}

void SignInRound::run(const std::stop_token& stop) {
  while (true) {
    {
      std::unique_lock guard(mutex_);
      wake_.wait_for(guard, stop, between_writes, [] { return false; });
    }
    if (stop.stop_requested()) return;
    keep_sign_ins(service_);
  }
}

}  // namespace qidi::api
