// "zINSTREAM\0", then each piece with its length before it (4 bytes, the highest first), an empty
// piece at the end; the answer is "stream: OK\0" or "stream: NAME FOUND\0".
#include "files/scanner.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace qidi::files {

namespace {

class Line {
 public:
  Line(const std::string& path, std::chrono::seconds patience)
      : patience_ms_(static_cast<int>(patience.count() * 1000)) {
    sockaddr_un address{};
    if (path.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor_ < 0) return;
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  explicit operator bool() const { return descriptor_ >= 0; }

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (!may_go_on(POLLOUT)) {
        return false;
      }
    }
    return true;
  }

  /// Up to the byte that ends an answer, or to the end.
  std::string answer() const {
    std::string text;
    std::array<char, 512> piece{};
    while (text.size() < 4096) {
      const auto got = ::recv(descriptor_, piece.data(), piece.size(), 0);
      if (got == 0) return text;
      if (got < 0) {
        if (!may_go_on(POLLIN)) return {};
        continue;
      }
      text.append(piece.data(), static_cast<std::size_t>(got));
      if (const auto end = text.find('\0'); end != std::string::npos) return text.substr(0, end);
    }
    return {};
  }

 private:
  /// After a call that did nothing: waits until another may do something.
  bool may_go_on(short what) const {
    if (errno == EINTR) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    pollfd waited{descriptor_, what, 0};
    return ::poll(&waited, 1, patience_ms_) > 0;
  }

  int descriptor_ = -1;
  int patience_ms_;
};

std::string length_of(std::string_view bytes) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  return {static_cast<char>(length >> 24U), static_cast<char>((length >> 16U) & 0xffU),
          static_cast<char>((length >> 8U) & 0xffU), static_cast<char>(length & 0xffU)};
}

}  // namespace

Scanned scan(const std::string& socket, const PieceSource& pieces, std::chrono::seconds patience) {
  using Verdict = Scanned::Verdict;
  const Line line(socket, patience);
  if (!line || !line.send(std::string_view("zINSTREAM\0", 10))) return {};
  bool sent = true;
  const bool read = pieces([&](std::string_view bytes) {
    sent = line.send(length_of(bytes)) && line.send(bytes);
    return sent;
  });
  if (!read) return {};
  // clamd stops reading in the middle of what is too long, and says so: the answer is asked for
  // also where sending failed.
  (void)(sent && line.send(length_of({})));
  const auto answer = line.answer();
  if (answer == "INSTREAM size limit exceeded. ERROR") return {Verdict::over_limit, {}};
  if (answer == "stream: OK") return {Verdict::clean, {}};
  constexpr std::string_view before = "stream: ";
  constexpr std::string_view after = " FOUND";
  if (answer.starts_with(before) && answer.ends_with(after)) {
    return {Verdict::infected,
            answer.substr(before.size(), answer.size() - before.size() - after.size())};
  }
  return {};
}

}  // namespace qidi::files
