// The loop: take a batch, run it, sync once, tell everybody.
#include "store/group_writer.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace qidi::store {

GroupWriter::GroupWriter(office::EventLog& log, Settings settings)
    : log_(log), settings_(std::move(settings)), thread_([this] { run(); }) {
  assert(settings_.queue_limit > 0 && settings_.batch_limit > 0);
}

GroupWriter::~GroupWriter() {
  close();
}

bool GroupWriter::submit(Job job) {
  {
    const std::lock_guard guard(mutex_);
    if (closing_ || queue_.size() >= settings_.queue_limit) return false;
    queue_.push_back(std::move(job));
  }
  work_.notify_one();
  return true;
}

bool GroupWriter::submit_waiting(Job job) {
  {
    std::unique_lock guard(mutex_);
    room_.wait(guard, [&] { return closing_ || queue_.size() < settings_.queue_limit; });
    if (closing_) return false;
    queue_.push_back(std::move(job));
  }
  work_.notify_one();
  return true;
}

void GroupWriter::close() {
  {
    const std::lock_guard guard(mutex_);
    closing_ = true;
  }
  work_.notify_all();
  room_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::optional<office::Fault> GroupWriter::head_fault() const {
  const std::lock_guard guard(mutex_);
  return head_fault_;
}

void GroupWriter::run() {
  std::deque<Job> batch;
  bool closing = false;
  while (!closing) {
    {
      std::unique_lock guard(mutex_);
      const auto awake = [&] { return closing_ || !queue_.empty(); };
      if (unsigned_since_ && settings_.sign_head) {
        // Idle after a write: wake in time for the head, work or none.
        work_.wait_until(guard, *unsigned_since_ + settings_.head_interval, awake);
      } else {
        work_.wait(guard, awake);
      }
      const auto count = std::min(queue_.size(), settings_.batch_limit);
      for (std::size_t i = 0; i < count; ++i) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      closing = closing_ && queue_.empty();
    }
    if (!batch.empty()) {
      room_.notify_all();
      write(batch);
      batch.clear();
    }
    sign_if_due(closing);
  }
}

void GroupWriter::write(std::deque<Job>& batch) {
  for (auto& job : batch) job.act(log_);
  const auto synced = log_.sync();
  if (synced) {
    if (!unsigned_since_) unsigned_since_ = std::chrono::steady_clock::now();
    if (settings_.on_synced) settings_.on_synced(batch.size());
  }
  // A failed sync fails every job of the batch: none of them was promised anything before.
  for (auto& job : batch) job.durable(synced);
}

void GroupWriter::sign_if_due(bool closing) {
  if (!unsigned_since_ || !settings_.sign_head) return;
  const auto now = std::chrono::steady_clock::now();
  if (!closing && now - *unsigned_since_ < settings_.head_interval) return;
  auto done = settings_.sign_head();
  // After a failure the next try comes an interval later, not at once and for ever.
  unsigned_since_ = done ? std::nullopt : std::optional(now);
  const std::lock_guard guard(mutex_);
  head_fault_ = done ? std::nullopt : std::optional(done.error());
}

}  // namespace qidi::store
