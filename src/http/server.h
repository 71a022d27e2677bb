// The HTTP server: sockets, deadlines, limits, lanes, quotas. Hides the network library whole; the
// routes see only message.h. reliability.md A and B; interface.md; rulings 26.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/routes.h"

namespace qidi::http {

struct Settings {
  std::string listen = "127.0.0.1:8080";  ///< "[::1]:8080", port 0: any free one
  std::string metrics_listen;             ///< its own address; empty: none
  std::string certificate_file;           ///< PEM chain; with the key: TLS 1.2 and 1.3 only
  std::string key_file;
  std::string upload_folder;  ///< where uploads wait; made with 0700
  std::size_t header_limit = 16 * 1024;
  std::size_t header_fields_limit = 100;
  std::size_t target_limit = 8 * 1024;
  std::size_t json_limit = 1024 * 1024;
  std::size_t upload_limit = 50 * 1024 * 1024;
  std::chrono::milliseconds header_deadline{10'000};   ///< absolute, from the first byte
  std::chrono::milliseconds body_deadline{60'000};     ///< absolute
  std::chrono::milliseconds upload_deadline{600'000};  ///< absolute
  std::size_t slowest_body = 1024;                     ///< bytes a second, averaged over 10 s
  std::chrono::milliseconds write_deadline{30'000};    ///< without progress
  std::chrono::milliseconds idle_deadline{75'000};
  std::chrono::milliseconds drain_deadline{10'000};  ///< after stop()
  std::size_t connections_limit = 12'000;
  std::size_t connections_per_client = 1'000;
  unsigned workers = 4;  ///< for the act and read lanes
  unsigned heavy_workers = 1;
  std::size_t act_queue = 1024;
  std::size_t read_queue = 256;
  std::chrono::milliseconds read_patience{60};  ///< a read that would begin later is refused
  std::size_t heavy_queue = 16;
  double quota_per_second = 0;  ///< requests of one client; 0: none
  double quota_burst = 0;
  /// Host names served besides loopback's own; on a public address empty means any.
  std::vector<std::string> names;
  /// Addresses of gateways in front: their X-Forwarded-For and -Proto are believed, nobody else's.
  std::vector<std::string> trusted_proxies;
  std::chrono::milliseconds slow_window{10'000};  ///< over which `slowest_body` is averaged
  std::size_t bodies_limit = 256 * 1024 * 1024;   ///< JSON bodies in memory, all together
  std::size_t files_limit = 64;                   ///< files being sent at once
  std::size_t events_limit = 200;                 ///< open streams of events
  std::size_t events_backlog = 64 * 1024;         ///< bytes a reader of events may lag behind
  std::chrono::milliseconds heartbeat{15'000};    ///< between ": ping" on a stream of events
};

/// What the server is doing right now, for the metrics.
struct Figures {
  std::size_t connections = 0;
  std::size_t in_flight = 0;
  std::size_t event_streams = 0;
  std::size_t waiting_acts = 0;
  std::size_t waiting_reads = 0;
  std::size_t waiting_heavy = 0;
  std::map<std::string, std::uint64_t> refused;  ///< by the refusal's code
};

/// One finished request, for the log and the metrics.
struct Finished {
  std::string_view method;
  std::string_view route;  ///< the pattern; empty when none matched
  std::string_view client;
  std::string_view request_id;
  int status = 0;
  std::uint64_t bytes_out = 0;
  std::chrono::microseconds took{};
};

class Server {
 public:
  /// `routes` must outlive the server and not change. `finished` is called on the I/O thread.
  Server(Settings settings, const Routes& routes, std::function<void(const Finished&)> finished);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and starts its threads. The error is a Chinese sentence (address in use, bad PEM, …).
  std::optional<std::string> start();
  unsigned short port() const;          ///< after start
  unsigned short metrics_port() const;  ///< 0 when there is none
  /// Takes no more connections, finishes what runs, closes the rest at the drain deadline.
  void stop();
  /// From now on SIGTERM and SIGINT end run_until_signalled instead of the process; before `start`,
  /// so that a signal right after the start is not lost.
  void catch_signals();
  /// Blocks until SIGTERM or SIGINT (or stop() from elsewhere), then drains.
  void run_until_signalled();

  /// Sends one server-sent event to every open stream; `id` becomes Last-Event-ID. Slow readers
  /// are cut, and so is who would not be admitted any more. From any thread.
  void publish(std::uint64_t id, const std::string& event, const std::string& json);
  /// What a reader is told, as JSON; nothing: he is left out. `subject`: his Request::subject, as
  /// the routes' `admit` finds it at this moment. On the I/O thread: must not block.
  using ForReader =
      std::function<std::optional<std::string>(const std::shared_ptr<const void>& subject)>;
  /// The same, told to each in his own words.
  void publish(std::uint64_t id, const std::string& event, ForReader for_reader);
  /// What /metrics prints: set before start.
  void set_metrics(std::function<std::string()> text);
  /// From any thread.
  Figures figures() const;

 private:
  struct Inner;
  std::shared_ptr<Inner> inner_;
};

}  // namespace qidi::http
