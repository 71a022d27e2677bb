// Listening, the I/O thread, the ticker and the drain. See server.h.
#include "http/server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "http/connection.h"
#include "http/listener.h"
#include "http/problem.h"
#include "http/response_head.h"

namespace qidi::http {
namespace {

constexpr std::chrono::milliseconds tick{100};

/// The event as one chunk of HTTP/1.1 and as plain text; names and ids can't end their lines.
struct Framed {
  std::shared_ptr<const std::string> chunked;
  std::shared_ptr<const std::string> plain;
};

Framed framed(std::string text) {
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", text.size());
  Framed both;
  both.chunked = std::make_shared<const std::string>(size.data() + text + "\r\n");
  both.plain = std::make_shared<const std::string>(std::move(text));
  return both;
}

std::string event_text(std::uint64_t id, const std::string& event, const std::string& json) {
  std::string text = "id: " + std::to_string(id) + "\nevent: " + clean_header_value(event) + "\n";
  std::string line;
  for (std::size_t begin = 0; begin <= json.size();) {
    const auto end = std::min(json.find_first_of("\r\n", begin), json.size());
    text += "data: " + json.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text + "\n";
}

}  // namespace

Engine::Engine(Settings with, const Routes& table, std::function<void(const Finished&)> note)
    : settings(std::move(with)),
      routes(table),
      finished(std::move(note)),
      lanes({.workers = settings.workers,
             .heavy_workers = settings.heavy_workers,
             .act_queue = settings.act_queue,
             .read_queue = settings.read_queue,
             .heavy_queue = settings.heavy_queue,
             .read_patience = settings.read_patience}),
      quota(settings.quota_per_second, settings.quota_burst) {
  std::random_device chance;
  id_seed = (static_cast<std::uint64_t>(chance()) << 32) ^ chance();
  refresh_date();
}

void Engine::note_refusal(std::string_view reason) {
  const std::lock_guard lock(refused_mutex);
  const auto found = refused.find(reason);
  if (found != refused.end()) {
    ++found->second;
  } else {
    refused.emplace(reason, 1);
  }
}

/// Unique in this process and not to be guessed from the one before (splitmix64 of a secret start).
std::string Engine::next_request_id() {
  std::uint64_t mixed = id_seed + ++id_count * 0x9e3779b97f4a7c15ULL;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  mixed ^= mixed >> 31;
  static constexpr char hex[] = "0123456789abcdef";
  std::string id(16, '0');
  for (auto& digit : id) {
    digit = hex[mixed & 15];
    mixed >>= 4;
  }
  return id;
}

bool Engine::is_trusted_proxy(const std::string& client) const {
  const auto& proxies = settings.trusted_proxies;
  return std::find(proxies.begin(), proxies.end(), client) != proxies.end();
}

void Engine::refresh_date() {
  date = http_date(std::time(nullptr));
}

struct Server::Inner : std::enable_shared_from_this<Server::Inner> {
  Inner(Settings settings, const Routes& routes, std::function<void(const Finished&)> finished)
      : engine(std::make_shared<Engine>(std::move(settings), routes, std::move(finished))),
        ticker(engine->io),
        signals(engine->io) {}

  void run_ticker();
  void beat();
  void begin_drain();
  void end_of_drain();
  bool all_gone() const { return engine->connections.empty(); }

  std::shared_ptr<Engine> engine;
  asio::steady_timer ticker;
  asio::signal_set signals;
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Listener> metrics;
  Clock::time_point next_beat;
  Clock::time_point next_sweep;
  Clock::time_point next_look;
  Clock::time_point drain_due;
  bool ended = false;
  std::thread thread;

  std::mutex mutex;
  std::condition_variable changed;
  bool stop_asked = false;
  bool stopped = false;
};

/// Every tenth of a second: deadlines, heartbeats, the date, forgotten quotas.
void Server::Inner::run_ticker() {
  ticker.expires_after(tick);
  ticker.async_wait([this](ErrorCode error) {
    if (error) return;
    const auto now = Clock::now();
    engine->refresh_date();
    std::vector<std::shared_ptr<Connection>> late;
    for (const auto& connection : engine->connections) {
      if (connection->due() <= now) late.push_back(connection);
    }
    for (const auto& connection : late) connection->expire();
    if (now >= next_beat) beat();
    if (now >= next_look) {
      // Whose session has ended hears no more, also where nothing happens that could be told.
      const auto streams = engine->events;
      for (auto* stream : streams) stream->still_admitted();
      next_look = now + std::chrono::seconds(1);
    }
    if (now >= next_sweep) {
      engine->quota.sweep(now);
      next_sweep = now + std::chrono::seconds(10);
    }
    if (engine->draining && (all_gone() || now >= drain_due)) return end_of_drain();
    run_ticker();
  });
}

void Server::Inner::beat() {
  next_beat = Clock::now() + engine->settings.heartbeat;
  const auto ping = framed(": ping\n\n");
  const auto streams = engine->events;
  for (auto* stream : streams) stream->send_event(ping.chunked, ping.plain);
}

void Server::Inner::begin_drain() {
  if (engine->draining) return;
  engine->draining = true;
  drain_due = Clock::now() + engine->settings.drain_deadline;
  listener->close();
  if (metrics) metrics->close();
  const auto all = engine->connections;
  for (const auto& connection : all) connection->drain();
  if (all_gone()) {
    ticker.cancel();
    end_of_drain();
  }
}

void Server::Inner::end_of_drain() {
  const auto all = engine->connections;
  for (const auto& connection : all) connection->close();
  ErrorCode ignored;
  signals.cancel(ignored);
}

Server::Server(Settings settings, const Routes& routes,
               std::function<void(const Finished&)> finished)
    : inner_(std::make_shared<Inner>(std::move(settings), routes, std::move(finished))) {}

Server::~Server() {
  stop();
}

std::optional<std::string> Server::start() {
  auto& engine = *inner_->engine;
  const auto& settings = engine.settings;
  ::signal(SIGPIPE, SIG_IGN);
  if (!settings.certificate_file.empty() || !settings.key_file.empty()) {
    if (auto fault = engine.tls.load(settings.certificate_file, settings.key_file)) return fault;
  }
  if (!settings.upload_folder.empty()) {
    if (::mkdir(settings.upload_folder.c_str(), 0700) != 0 && errno != EEXIST) {
      return "无法建立上传目录：" + settings.upload_folder;
    }
  }
  inner_->listener = std::make_unique<Listener>(engine, false);
  if (auto fault = inner_->listener->open(settings.listen)) return fault;
  engine.on_loopback = inner_->listener->on_loopback();
  if (!settings.metrics_listen.empty()) {
    inner_->metrics = std::make_unique<Listener>(engine, true);
    if (auto fault = inner_->metrics->open(settings.metrics_listen)) return fault;
  }
  engine.lanes.start();
  inner_->next_beat = Clock::now() + settings.heartbeat;
  inner_->run_ticker();
  inner_->listener->accept();
  if (inner_->metrics) inner_->metrics->accept();
  // The id is set before anything can ask for it: the thread waits for the lock until then.
  const std::lock_guard lock(inner_->mutex);
  inner_->thread = std::thread([inner = inner_.get()] {
    { const std::lock_guard wait_for_start(inner->mutex); }
    inner->engine->io.run();
  });
  engine.io_thread = inner_->thread.get_id();
  return std::nullopt;
}

unsigned short Server::port() const {
  return inner_->listener ? inner_->listener->port() : 0;
}

unsigned short Server::metrics_port() const {
  return inner_->metrics ? inner_->metrics->port() : 0;
}

void Server::stop() {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->stop_asked = true;
    if (!inner_->thread.joinable() || inner_->stopped) {
      inner_->changed.notify_all();
      return;
    }
    inner_->stopped = true;
  }
  inner_->changed.notify_all();
  asio::post(inner_->engine->io, [inner = inner_.get()] { inner->begin_drain(); });
  inner_->thread.join();
  inner_->engine->lanes.stop();
}

void Server::catch_signals() {
  ErrorCode ignored;
  inner_->signals.add(SIGTERM, ignored);
  inner_->signals.add(SIGINT, ignored);
  inner_->signals.async_wait([inner = inner_.get()](ErrorCode error, int) {
    if (error) return;
    const std::lock_guard lock(inner->mutex);
    inner->stop_asked = true;
    inner->changed.notify_all();
  });
}

void Server::run_until_signalled() {
  {
    std::unique_lock lock(inner_->mutex);
    inner_->changed.wait(lock, [&] { return inner_->stop_asked; });
  }
  stop();
}

void Server::publish(std::uint64_t id, const std::string& event, const std::string& json) {
  publish(id, event, [json](const auto&) { return std::optional(json); });
}

void Server::publish(std::uint64_t id, const std::string& event, ForReader for_reader) {
  asio::post(inner_->engine->io,
             [engine = inner_->engine.get(), id, event, for_reader = std::move(for_reader)] {
               std::map<std::string, Framed> framed_texts;  // most readers are told the same
               const auto streams = engine->events;
               for (auto* stream : streams) {
                 if (!stream->still_admitted()) continue;
                 const auto json = for_reader(stream->subject());
                 if (!json) continue;
                 auto& both = framed_texts[*json];
                 if (!both.plain) both = framed(event_text(id, event, *json));
                 stream->send_event(both.chunked, both.plain);
               }
             });
}

void Server::set_metrics(std::function<std::string()> text) {
  inner_->engine->metrics_text = std::move(text);
}

Figures Server::figures() const {
  const auto& engine = *inner_->engine;
  Figures figures;
  figures.connections = engine.open;
  figures.event_streams = engine.events_open;
  figures.in_flight =
      engine.in_flight - std::min<std::size_t>(engine.in_flight, engine.events_open);
  figures.waiting_acts = engine.lanes.waiting(Lane::act);
  figures.waiting_reads = engine.lanes.waiting(Lane::read);
  figures.waiting_heavy = engine.lanes.waiting(Lane::heavy);
  const std::lock_guard lock(engine.refused_mutex);
  figures.refused.insert(engine.refused.begin(), engine.refused.end());
  return figures;
}

}  // namespace qidi::http
