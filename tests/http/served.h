// A server in this process on a free port, with one route of each kind and settings that each test
// may change before it starts.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/routes.h"
#include "http/server.h"

namespace qidi::http_test {

/// Holds handlers until it is opened.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  /// Until so many handlers stand before it.
  void await(unsigned count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  unsigned waiting_ = 0;
};

class Served {
 public:
  explicit Served(const std::function<void(http::Settings&)>& change = {});
  ~Served();

  unsigned short port() const { return server->port(); }
  /// Requests whose handler ran, in the order it did, as "METHOD path".
  std::vector<std::string> handled() const;
  std::vector<int> finished() const;
  std::size_t files_left() const;

  http::Settings settings;
  http::Routes routes;
  Gate gate;
  std::unique_ptr<http::Server> server;
  std::string folder;

 private:
  void add(http::Method method, std::string pattern, http::Lane lane, http::BodyKind body,
           std::function<void(std::shared_ptr<const http::Request>, http::Reply)> handle);
  void add_plain_routes();
  http::Response file_answer(int pieces, bool cut);
  void add_long_routes();
  mutable std::mutex mutex_;
  std::vector<std::string> handled_;
  std::vector<int> finished_;
};

}  // namespace qidi::http_test
