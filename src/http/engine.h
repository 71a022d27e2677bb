// What the connections of one server share. Everything here belongs to the I/O thread, except the
// lanes, the figures and `io` itself, which any thread may post to.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>

#include "http/asio.h"
#include "http/lanes.h"
#include "http/quota.h"
#include "http/server.h"
#include "http/stack_pool.h"
#include "http/wire.h"

namespace qidi::http {

using Clock = std::chrono::steady_clock;
class Connection;

struct Engine : std::enable_shared_from_this<Engine> {
  Engine(Settings with, const Routes& table, std::function<void(const Finished&)> note);

  void note_refusal(std::string_view reason);
  std::string next_request_id();
  bool is_trusted_proxy(const std::string& client) const;
  /// Refreshes what is written once a second.
  void refresh_date();

  const Settings settings;
  const Routes& routes;
  const std::function<void(const Finished&)> finished;
  std::function<std::string()> metrics_text;
  TlsContext tls;
  Lanes lanes;
  Quota quota;
  std::string date;
  bool on_loopback = true;
  bool draining = false;
  std::thread::id io_thread;
  std::array<char, 64 * 1024> scratch{};  ///< bytes just read, before they are kept
  std::list<std::shared_ptr<Connection>> connections;
  std::unordered_map<std::string, std::size_t> per_client;
  std::set<Connection*> events;
  std::size_t files_open = 0;  ///< files being sent
  std::size_t body_bytes = 0;  ///< held in memory by requests still being read
  std::uint64_t id_seed = 0;
  std::uint64_t id_count = 0;

  std::atomic<std::size_t> open{0};
  std::atomic<std::size_t> in_flight{0};
  std::atomic<std::size_t> events_open{0};
  mutable std::mutex refused_mutex;
  std::map<std::string, std::uint64_t, std::less<>> refused;

  StackPool stacks;
  asio::io_context io{1};  ///< last: what still waits in it is destroyed first
};

}  // namespace qidi::http
