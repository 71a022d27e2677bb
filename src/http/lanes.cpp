// See lanes.h. A job that throws ends the process (rulings 21): nothing is caught here.
#include "http/lanes.h"

#include <algorithm>
#include <cassert>

namespace qidi::http {

namespace {

/// Files are few and large; a scanner that hangs holds these and nobody else.
constexpr int files_workers = 2;

}  // namespace

Lanes::Lanes(const Sizes& sizes) : sizes_(sizes) {
  sizes_.workers = std::max(1U, sizes_.workers);
  sizes_.heavy_workers = std::max(1U, sizes_.heavy_workers);
  act_.limit = sizes.act_queue;
  read_.limit = sizes.read_queue;
  heavy_.limit = sizes.heavy_queue;
  secret_.limit = sizes.secret_queue;
  files_.limit = sizes.files_queue;
}

Lanes::~Lanes() {
  stop();
}

void Lanes::start() {
  for (unsigned i = 0; i < sizes_.workers; ++i) {
    threads_.emplace_back([this] { work(office_wakes_, nullptr); });
  }
  for (unsigned i = 0; i < sizes_.heavy_workers; ++i) {
    threads_.emplace_back([this] { work(heavy_wakes_, &heavy_); });
  }
  threads_.emplace_back([this] { work(secret_wakes_, &secret_); });
  for (int i = 0; i < files_workers; ++i) {
    threads_.emplace_back([this] { work(files_wakes_, &files_); });
  }
}

void Lanes::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  office_wakes_.notify_all();
  heavy_wakes_.notify_all();
  secret_wakes_.notify_all();
  files_wakes_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

Lanes::Queue& Lanes::queue(Lane lane) {
  assert(lane != Lane::instant);
  if (lane == Lane::heavy) return heavy_;
  if (lane == Lane::secret) return secret_;
  if (lane == Lane::files) return files_;
  return lane == Lane::act ? act_ : read_;
}

bool Lanes::push(Lane lane, Job job) {
  {
    const std::lock_guard lock(mutex_);
    auto& to = queue(lane);
    if (stopping_ || to.jobs.size() >= to.limit) return false;
    to.jobs.push_back(std::move(job));
  }
  if (lane == Lane::heavy) {
    heavy_wakes_.notify_one();
  } else if (lane == Lane::secret) {
    secret_wakes_.notify_one();
  } else if (lane == Lane::files) {
    files_wakes_.notify_one();
  } else {
    office_wakes_.notify_one();
  }
  return true;
}

std::size_t Lanes::waiting(Lane lane) const {
  const std::lock_guard lock(mutex_);
  return queue(lane).jobs.size();
}

bool Lanes::is_full(Lane lane) const {
  const std::lock_guard lock(mutex_);
  return queue(lane).jobs.size() >= patient_limit(queue(lane));
}

/// How many may wait so that the last begins in time, at the pace of late. Never so few that one
/// page's own questions would not fit, however slow a job of late has been.
std::size_t Lanes::patient_limit(const Queue& queue) const {
  constexpr std::size_t a_page = 32;
  if (&queue != &read_ || queue.mean_seconds <= 0) return queue.limit;
  const double patience = std::chrono::duration<double>(sizes_.read_patience).count();
  const double in_time = patience / queue.mean_seconds * workers_for_reads();
  if (in_time >= static_cast<double>(queue.limit)) return queue.limit;
  return std::min(queue.limit, std::max(a_page, static_cast<std::size_t>(in_time)));
}

unsigned Lanes::workers_for_reads() const {
  return sizes_.workers > 1 ? sizes_.workers - 1 : 1;
}

/// Acts first. Reads may hold all workers but one, so that an act never waits for a read to end.
Lanes::Queue* Lanes::next_of_office() {
  if (!act_.jobs.empty()) return &act_;
  const bool may_read = read_.running < workers_for_reads();
  return may_read && !read_.jobs.empty() ? &read_ : nullptr;
}

bool Lanes::has_work(const Queue* only) const {
  if (only != nullptr) return !only->jobs.empty();
  return !act_.jobs.empty() || !read_.jobs.empty();
}

/// A worker of the queue `only`, or of acts and reads when it is null.
void Lanes::work(std::condition_variable& wakes, Queue* only) {
  std::unique_lock lock(mutex_);
  while (true) {
    auto* mine = only != nullptr && only->jobs.empty() ? nullptr : only;
    Queue* from = only != nullptr ? mine : next_of_office();
    if (from == nullptr) {
      if (stopping_ && !has_work(only)) return;
      wakes.wait(lock);
      continue;
    }
    std::chrono::steady_clock::time_point began;
    {
      const Job job = std::move(from->jobs.front());
      from->jobs.pop_front();
      ++from->running;
      lock.unlock();
      began = std::chrono::steady_clock::now();
      job();
    }  // What the job held goes before the lock is taken again.
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    lock.lock();
    --from->running;
    from->mean_seconds += (took.count() - from->mean_seconds) / 32;
    if (from == &read_ && !read_.jobs.empty()) wakes.notify_one();
    if (stopping_) wakes.notify_all();
  }
}

}  // namespace qidi::http
