// The way back from a handler to the connection that asked: usable from any thread, harmless after
// the connection's or the server's end.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "http/connection.h"
#include "http/problem.h"

namespace qidi::http {

struct ConnectionRef {
  std::weak_ptr<Engine> engine;
  std::weak_ptr<Connection> connection;
};

/// Answers once; an answer that never came becomes a 500 when the last copy goes.
class PendingReply {
 public:
  PendingReply(ConnectionRef to, std::uint64_t exchange)
      : to_(std::move(to)), exchange_(exchange) {}
  PendingReply(const PendingReply&) = delete;
  PendingReply& operator=(const PendingReply&) = delete;
  ~PendingReply() {
    give(plain_problem(500, "unanswered", "服务内部出错，操作是否完成请查询后再决定是否重试"));
  }

  void give(Response response) {
    if (given_.exchange(true)) return;
    const auto engine = to_.engine.lock();
    if (!engine) return;
    if (std::this_thread::get_id() == engine->io_thread) {
      if (const auto connection = to_.connection.lock()) {
        connection->take_answer(exchange_, std::move(response));
      }
      return;
    }
    asio::post(engine->io, [to = to_.connection, exchange = exchange_,
                            response = std::move(response)]() mutable {
      if (const auto connection = to.lock()) connection->take_answer(exchange, std::move(response));
    });
  }

 private:
  ConnectionRef to_;
  std::uint64_t exchange_;
  std::atomic<bool> given_{false};
};

}  // namespace qidi::http
