// The workers and their bounded queues, one for each lane (reliability.md R8, R9, R11). A full
// queue refuses at once; acts go before reads and always have a worker that reads cannot take.
// Reads are full by time as well as by number: what could not begin within `patience` is better
// told so at once, since whoever asked would meanwhile ask again.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/routes.h"

namespace qidi::http {

class Lanes {
 public:
  using Job = std::function<void()>;
  struct Sizes {
    unsigned workers = 4;
    unsigned heavy_workers = 1;
    std::size_t act_queue = 1024;
    std::size_t read_queue = 256;
    std::size_t heavy_queue = 16;
    std::size_t files_queue = 256;
    std::size_t secret_queue = 32;
    std::chrono::milliseconds read_patience{60};
  };

  explicit Lanes(const Sizes& sizes);
  ~Lanes();
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  void start();
  /// Finishes what is queued, then joins. Jobs must not wait for the caller.
  void stop();
  /// False when the lane's queue is full or the lanes have stopped. From any thread.
  bool push(Lane lane, Job job);
  /// While one thread alone pushes, what is not full stays so until it pushes: by number, which is
  /// all that push looks at.
  bool is_full(Lane lane) const;
  std::size_t waiting(Lane lane) const;

 private:
  struct Queue {
    std::deque<Job> jobs;
    std::size_t limit = 0;
    unsigned running = 0;
    double mean_seconds = 0;  ///< of a job, the newer ones weighing more
  };
  std::size_t patient_limit(const Queue& queue) const;
  unsigned workers_for_reads() const;
  Queue& queue(Lane lane);
  const Queue& queue(Lane lane) const { return const_cast<Lanes*>(this)->queue(lane); }
  Queue* next_of_office();
  void work(std::condition_variable& wakes, Queue* only);
  bool has_work(const Queue* only) const;

  Sizes sizes_;
  mutable std::mutex mutex_;
  std::condition_variable office_wakes_;
  std::condition_variable heavy_wakes_;
  std::condition_variable secret_wakes_;
  std::condition_variable files_wakes_;
  Queue act_;
  Queue read_;
  Queue heavy_;
  Queue secret_;
  Queue files_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace qidi::http
