// See listener.h.
#include "http/listener.h"

#include <sys/socket.h>

#include <charconv>

#include "http/connection.h"
#include "http/problem.h"
#include "http/response_head.h"

namespace qidi::http {
namespace {

// What the kernel holds for a slow reader, beside our own 64 KiB (reliability.md R15).
constexpr int send_buffer = 96 * 1024;

std::optional<tcp::endpoint> endpoint_of(std::string address) {
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  unsigned short port = 0;
  const char* first = address.data() + colon + 1;
  const char* last = address.data() + address.size();
  const auto [end, error] = std::from_chars(first, last, port);
  if (error != std::errc() || end != last || first == last) return std::nullopt;
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  ErrorCode bad;
  const auto ip = asio::ip::make_address(host, bad);
  if (bad) return std::nullopt;
  return tcp::endpoint(ip, port);
}

}  // namespace

Listener::Listener(Engine& engine, bool for_metrics)
    : engine_(engine), for_metrics_(for_metrics), acceptor_(engine.io), rest_(engine.io) {}

std::optional<std::string> Listener::open(const std::string& address) {
  const auto endpoint = endpoint_of(address);
  if (!endpoint) return "监听地址有误，应为“地址:端口”：" + address;
  ErrorCode error;
  acceptor_.open(endpoint->protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.set_option(asio::socket_base::send_buffer_size(send_buffer), error);
  if (!error) acceptor_.bind(*endpoint, error);
  if (!error) acceptor_.listen(4096, error);
  if (error == asio::error::address_in_use) return "地址已被占用：" + address;
  if (error == asio::error::access_denied) return "没有权限监听此地址：" + address;
  if (error) return "无法监听此地址：" + address;
  port_ = acceptor_.local_endpoint(error).port();
  on_loopback_ = endpoint->address().is_loopback();
  return std::nullopt;
}

void Listener::accept() {
  acceptor_.async_accept([this](ErrorCode error, tcp::socket socket) {
    if (!acceptor_.is_open()) return;
    if (!error) {
      take(std::move(socket));
    } else if (error != asio::error::connection_aborted) {
      return pause();  // No descriptor or memory left: others have to close first.
    }
    accept();
  });
}

void Listener::pause() {
  engine_.note_refusal("no_descriptor");
  rest_.expires_after(std::chrono::milliseconds(50));
  rest_.async_wait([this](ErrorCode error) {
    if (!error && acceptor_.is_open()) accept();
  });
}

void Listener::take(tcp::socket socket) {
  ErrorCode error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  auto client = peer.address().to_string();
  auto& from_client = engine_.per_client[client];
  // A gateway in front brings everybody's connections.
  const bool too_many =
      from_client >= engine_.settings.connections_per_client && !engine_.is_trusted_proxy(client);
  if (engine_.open >= engine_.settings.connections_limit || too_many) {
    if (from_client == 0) engine_.per_client.erase(client);
    engine_.note_refusal("connections");
    if (engine_.tls.get() == nullptr) refuse(socket);
    return;
  }
  ++from_client;
  ++engine_.open;
  socket.set_option(tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  auto connection =
      std::make_shared<Connection>(engine_, std::move(socket), std::move(client), for_metrics_);
  connection->place = engine_.connections.insert(engine_.connections.end(), connection);
  connection->begin();
}

/// Best effort: what the socket does not take at once is lost.
void Listener::refuse(tcp::socket& socket) {
  auto response = plain_problem(503, "too_many_connections", "连接过多，请稍后再试");
  response.set("Retry-After", "5");
  const auto id = engine_.next_request_id();
  HeadFacts facts;
  facts.date = engine_.date;
  facts.request_id = id;
  facts.keep_alive = false;
  facts.length = response.body->size();
  std::string out;
  append_head(out, response, facts);
  out += *response.body;
  ::send(socket.native_handle(), out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Listener::close() {
  ErrorCode ignored;
  acceptor_.close(ignored);
  rest_.cancel();
}

}  // namespace qidi::http
