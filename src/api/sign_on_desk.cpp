// See sign_on.h: the threads and the memory of sign-ons.
#include <algorithm>

#include "api/sign_on.h"
#include "identity/secret_token.h"

namespace qidi::api {

namespace {

constexpr std::size_t most_waiting = 64;
constexpr std::size_t most_strangers = 50;
constexpr std::size_t most_owing = 1000;
constexpr int most_tries = 5;
constexpr std::chrono::minutes code_is_awaited{5};

}  // namespace

SignOnDesk::SignOnDesk() {
  for (int i = 0; i < 2; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

SignOnDesk::~SignOnDesk() {
  for (auto& thread : threads_) thread.request_stop();
}

bool SignOnDesk::push(std::function<void()> job) {
  {
    const std::lock_guard guard(mutex_);
    if (jobs_.size() >= most_waiting) return false;
    jobs_.push_back(std::move(job));
  }
  wakes_.notify_one();
  return true;
}

void SignOnDesk::work(const std::stop_token& stop) {
  std::unique_lock guard(mutex_);
  while (wakes_.wait(guard, stop, [this] { return !jobs_.empty(); }) && !stop.stop_requested()) {
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    guard.unlock();
    job();
    job = nullptr;
    guard.lock();
  }
}

void SignOnMemory::remember(Stranger stranger) {
  const std::lock_guard guard(mutex_);
  std::erase_if(strangers_, [&](const Stranger& one) { return one.subject == stranger.subject; });
  if (strangers_.size() >= most_strangers) strangers_.pop_back();
  strangers_.push_front(std::move(stranger));
}

std::vector<Stranger> SignOnMemory::strangers() const {
  const std::lock_guard guard(mutex_);
  return {strangers_.begin(), strangers_.end()};
}

void SignOnMemory::owes_code(const std::string& binding, OwesCode who) {
  const std::lock_guard guard(mutex_);
  std::erase_if(
      owing_, [&](const auto& entry) { return who.since - entry.second.since >= code_is_awaited; });
  if (owing_.size() >= most_owing) owing_.erase(owing_.begin());
  owing_[identity::token_hash(binding)] = std::move(who);
}

std::optional<OwesCode> SignOnMemory::try_code(const std::string& binding) {
  const std::lock_guard guard(mutex_);
  const auto found = owing_.find(identity::token_hash(binding));
  if (binding.empty() || found == owing_.end()) return std::nullopt;
  const bool late = std::chrono::steady_clock::now() - found->second.since >= code_is_awaited;
  if (late || ++found->second.tries > most_tries) {
    owing_.erase(found);
    return std::nullopt;
  }
  return found->second;
}

void SignOnMemory::code_given(const std::string& binding) {
  const std::lock_guard guard(mutex_);
  owing_.erase(identity::token_hash(binding));
}

}  // namespace qidi::api
