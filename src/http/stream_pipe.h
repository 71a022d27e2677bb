// Between a worker that writes a long answer and the connection that sends it: holds at most 64 KiB
// (reliability.md R15), and makes the worker wait while it is full.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace qidi::http {

class StreamPipe {
 public:
  static constexpr std::size_t room = 64 * 1024;
  enum class End { none, whole, broken };

  /// `wake` is called by the worker whenever there is something to take; it must not block.
  explicit StreamPipe(std::function<void()> wake) : wake_(std::move(wake)) {}

  /// Worker: false once the connection is gone.
  bool write(std::string_view piece) {
    while (!piece.empty()) {
      std::unique_lock lock(mutex_);
      space_.wait(lock, [&] { return cut_ || held_.size() < room; });
      if (cut_) return false;
      const auto size = std::min(piece.size(), room - held_.size());
      const bool was_empty = held_.empty();
      held_ += piece.substr(0, size);
      piece.remove_prefix(size);
      lock.unlock();
      if (was_empty) wake_();
    }
    return true;
  }

  /// Worker: nothing more comes.
  void end(bool whole) {
    {
      const std::lock_guard lock(mutex_);
      end_ = whole ? End::whole : End::broken;
    }
    wake_();
  }

  /// Connection: what was written since; the end counts only when nothing is left.
  End take(std::string& into) {
    const std::lock_guard lock(mutex_);
    into.clear();
    into.swap(held_);
    space_.notify_one();
    return into.empty() ? end_ : End::none;
  }

  /// Connection: the worker's next write fails.
  void cut() {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    space_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable space_;
  std::string held_;
  bool cut_ = false;
  End end_ = End::none;
  std::function<void()> wake_;
};

}  // namespace qidi::http
