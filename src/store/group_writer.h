// One thread that writes for many: it drains a bounded queue, runs each job against the store and
// makes the whole batch durable with one sync, so that a hundred acts cost one fsync.
// reliability.md R4, R8, R27; rulings 9; architecture.md, main path.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "office/ports.h"

namespace qidi::store {

/// Owns a store's writing side from construction until `close`; nobody else may use its log, rows
/// or heads meanwhile. All of `act`, `durable` and the settings' functions run on its thread.
class GroupWriter {
 public:
  /// One piece of work. `act` reads and commits; it must not throw, sync, or wait for anything.
  /// `durable` is called once, after the batch's sync, in the order of submission: only then may
  /// what `act` did be acknowledged. On a fault nothing of the batch is promised.
  struct Job {
    std::function<void(office::EventLog&)> act;
    std::function<void(const Result<void, office::Fault>&)> durable;
  };

  struct Settings {
    std::size_t queue_limit = 1024;  ///< jobs waiting; beyond it `submit` says no (503)
    std::size_t batch_limit = 128;   ///< jobs that share one sync
    /// No event stays without a signed head for longer than this (and none at close).
    std::chrono::milliseconds head_interval{60'000};
    /// Signs the durable log's head, usually Store::sign_head with the clock's now. May be empty.
    std::function<Result<void, office::Fault>()> sign_head;
    /// Told after every successful sync, with the number of jobs in it. May be empty.
    std::function<void(std::size_t jobs)> on_synced;
  };

  GroupWriter(office::EventLog& log, Settings settings);
  /// Closes.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  /// False when the queue is full or the writer closed; then neither function is ever called.
  bool submit(Job job);
  /// Waits for room instead; false only when closed.
  bool submit_waiting(Job job);
  /// Takes no more, finishes what is queued, signs a last head, ends the thread. Again is harmless.
  void close();

  /// The last fault of signing a head, until one succeeds: writing may go on, but not for hours.
  std::optional<office::Fault> head_fault() const;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  void run();
  void write(std::deque<Job>& batch);
  void sign_if_due(bool closing);

  office::EventLog& log_;
  const Settings settings_;

  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable room_;
  std::deque<Job> queue_;
  bool closing_ = false;
  std::optional<office::Fault> head_fault_;

  // The writer thread's own.
  std::optional<SteadyTime> unsigned_since_;  ///< first sync that no head covers yet
  std::thread thread_;                        ///< last: starts when everything else is there
};

}  // namespace qidi::store
