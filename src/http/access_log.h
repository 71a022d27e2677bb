// One JSON line for each request, whatever a client put into its names (reliability.md R78):
// control characters, line separators and direction marks are escaped. A thread of its own writes;
// when the reader of the log is too slow, lines are dropped and the next one says how many.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "http/server.h"

namespace qidi::http {

/// The line without its line feed: time (RFC 3339, UTC), id, client, method, route, status, us,
/// bytes.
std::string access_line(const Finished& finished, std::chrono::system_clock::time_point time);

class AccessLog {
 public:
  /// `descriptor` stays the caller's and must outlive the log.
  explicit AccessLog(int descriptor, std::size_t backlog = 4 * 1024 * 1024);
  /// Writes what is left.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  /// Never waits for the descriptor. From any thread.
  void note(const Finished& finished);

 private:
  void write_on();

  int descriptor_;
  std::size_t backlog_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  std::uint64_t dropped_ = 0;
  bool ending_ = false;
  std::thread writer_;
};

}  // namespace qidi::http
