// See raw_client.h.
#include "http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

#include "http/message.h"

namespace qidi::http_test {

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (http::equal_ignoring_case(key, name)) return value;
  }
  return {};
}

int Answer::count(std::string_view name) const {
  int found = 0;
  for (const auto& [key, value] : headers) found += http::equal_ignoring_case(key, name) ? 1 : 0;
  return found;
}

RawClient::RawClient(unsigned short port, bool tls, int receive_buffer, const char* from) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  }
  sockaddr_in source{};
  source.sin_family = AF_INET;
  ::inet_pton(AF_INET, from, &source.sin_addr);
  ::bind(socket_, reinterpret_cast<sockaddr*>(&source), sizeof source);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) ended_ = true;
  if (!tls || ended_) return;
  context_ = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  ssl_ = std::shared_ptr<SSL>(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(ssl_.get(), socket_);
  if (SSL_connect(ssl_.get()) != 1) ended_ = true;
}

RawClient::~RawClient() {
  ssl_.reset();
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent =
        ssl_ ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
             : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::read_more(std::chrono::steady_clock::time_point until) {
  if (ended_) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      until - std::chrono::steady_clock::now());
  pollfd waiting{socket_, POLLIN, 0};
  if (!(ssl_ && SSL_pending(ssl_.get()) > 0)) {
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
  }
  std::array<char, 65536> bytes{};
  const auto got = ssl_ ? SSL_read(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
                        : static_cast<int>(::recv(socket_, bytes.data(), bytes.size(), 0));
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  held_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

bool RawClient::fill(std::size_t size, std::chrono::steady_clock::time_point until) {
  while (held_.size() < size) {
    if (!read_more(until)) return false;
  }
  return true;
}

Answer RawClient::receive(bool head_only, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  Answer answer;
  while (held_.find("\r\n\r\n") == std::string::npos) {
    if (!read_more(until)) return answer;
  }
  const auto end = held_.find("\r\n\r\n") + 4;
  answer.head = held_.substr(0, end);
  held_.erase(0, end);
  if (!answer.head.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::atoi(answer.head.c_str() + 9);
  for (auto at = answer.head.find("\r\n") + 2; at + 2 < end;) {
    const auto stop = answer.head.find("\r\n", at);
    const auto line = answer.head.substr(at, stop - at);
    const auto colon = line.find(": ");
    if (colon != std::string::npos) {
      answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    at = stop + 2;
  }
  if (head_only || answer.status == 100 || answer.status == 204 || answer.status == 304) {
    return answer;
  }
  if (answer.header("Transfer-Encoding") == "chunked") {
    while (true) {
      std::size_t feed = 0;
      while ((feed = held_.find("\r\n")) == std::string::npos) {
        if (!read_more(until)) return answer.whole = false, answer;
      }
      const auto size = std::strtoul(held_.c_str(), nullptr, 16);
      if (!fill(feed + 2 + size + 2, until)) return answer.whole = false, answer;
      answer.body += held_.substr(feed + 2, size);
      held_.erase(0, feed + 2 + size + 2);
      if (size == 0) return answer;
    }
  }
  if (answer.count("Content-Length") == 0) {
    while (read_more(until)) {
    }
    answer.body.swap(held_);
    return answer;
  }
  const auto size = std::strtoul(answer.header("Content-Length").c_str(), nullptr, 10);
  answer.whole = fill(size, until);
  answer.body = held_.substr(0, size);
  held_.erase(0, size);
  return answer;
}

Answer RawClient::ask(std::string_view bytes, bool head_only) {
  send(bytes);
  return receive(head_only);
}

bool RawClient::is_closed(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (read_more(until)) held_.clear();
  return ended_;
}

bool RawClient::sees(std::string_view text, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (held_.find(text) == std::string::npos) {
    if (!read_more(until)) return false;
  }
  return true;
}

void RawClient::end_sending() {
  ::shutdown(socket_, SHUT_WR);
}

std::string get(std::string_view path, std::string_view more) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "\r\n";
}

std::string post_json(std::string_view path, std::string_view body, std::string_view more) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

}  // namespace qidi::http_test
