// Small portions, so that people's acts never wait behind a round.
#include "api/daily_round.h"

#include <chrono>

#include "api/upload_desk.h"
#include "office/pass_time.h"

namespace qidi::api {

namespace {

constexpr std::chrono::seconds between_looks{15};
constexpr int cases_at_once = 32;

}  // namespace

DailyRound::DailyRound(Service& service)
    : service_(service), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void DailyRound::run(const std::stop_token& stop) {
  std::optional<domain::Day> done;
  while (!stop.stop_requested()) {
    const auto today = service_.today();
    if (done != today && make(stop, today)) done = today;
    service_.uploads().sweep();
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, stop, between_looks, [] { return false; });
  }
}

bool DailyRound::make(const std::stop_token& stop, domain::Day day) {
  std::vector<std::string> cases;
  {
    auto lease = service_.reader();
    if (!lease) return false;
    auto due = (*lease)->view().cases_to_settle(day);
    if (!due) return false;
    cases = std::move(*due);
  }
  std::size_t next = 0;
  bool all_went = true;
  int waiting = 0;
  std::condition_variable_any answered;
  std::mutex mutex;
  std::unique_lock guard(mutex);
  while (next < cases.size() && !stop.stop_requested()) {
    answered.wait(guard, [&] { return waiting < cases_at_once; });
    ++waiting;
    guard.unlock();
    const bool taken = service_.perform(
        office::settle_command(cases[next], day),
        [&](const Result<office::Answer, office::Fault>& answer, unsigned long long) {
          const std::lock_guard told(mutex);
          if (!answer) all_went = false;
          --waiting;
          answered.notify_all();
        });
    guard.lock();
    if (taken) {
      ++next;
    } else {
      --waiting;
      all_went = false;
      break;
    }
  }
  // Whoever answers still holds what stands here.
  answered.wait(guard, [&] { return waiting == 0; });
  return all_went && next == cases.size();
}

}  // namespace qidi::api
