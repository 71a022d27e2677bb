// One listening address: accepts, counts, refuses what is over the caps, and goes on when the
// process has no descriptor left.
#pragma once

#include <optional>
#include <string>

#include "http/engine.h"

namespace qidi::http {

class Listener {
 public:
  Listener(Engine& engine, bool for_metrics);

  /// "127.0.0.1:8080", "[::1]:0", "0.0.0.0:80". The error is a Chinese sentence.
  std::optional<std::string> open(const std::string& address);
  void accept();
  void close();
  unsigned short port() const { return port_; }
  bool on_loopback() const { return on_loopback_; }

 private:
  void take(tcp::socket socket);
  void pause();
  void refuse(tcp::socket& socket);

  Engine& engine_;
  bool for_metrics_;
  tcp::acceptor acceptor_;
  asio::steady_timer rest_;
  unsigned short port_ = 0;
  bool on_loopback_ = true;
};

}  // namespace qidi::http
