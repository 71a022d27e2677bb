// Asks one server at a fixed rate, whether it answers or not, as a crowd does that has not heard of
// its trouble (reliability.md R8). A request's time runs from the moment it was due, so that a
// server that stalls is charged for what waited in front of it.
//   open_loop PORT RATE SECONDS CONNECTIONS TOKEN < paths      prints one JSON object
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Counts {
  long sent = 0, answered = 0, turned_away = 0, unexplained = 0, other = 0, broken = 0;
  std::vector<double> ms;  // of what was answered with 200
};

struct Line {
  int socket = -1;
  bool asking = false;
  Clock::time_point due;
  std::string input;
};

int connect_to(int port) {
  const int found = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(found, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(found);
    return -1;
  }
  const int on = 1;
  ::setsockopt(found, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return found;
}

std::string_view header(std::string_view head, std::string_view name) {
  const auto at = head.find(name);
  if (at == std::string_view::npos) return {};
  const auto value = head.substr(at + name.size());
  return value.substr(0, value.find("\r\n"));
}

/// Takes one whole answer off the input; its status, or 0 while it is not whole.
int take_answer(std::string& input, bool& explained, bool& closes) {
  const auto end = input.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  const std::string_view head(input.data(), end + 2);
  const auto length = header(head, "\r\nContent-Length: ");
  const auto size = length.empty() ? 0 : std::strtoul(length.data(), nullptr, 10);
  if (input.size() < end + 4 + size) return 0;
  const int status = std::atoi(input.c_str() + 9);
  const auto after = header(head, "\r\nRetry-After: ");
  const long seconds = after.empty() ? 0 : std::strtol(after.data(), nullptr, 10);
  explained = seconds >= 1 && seconds <= 30;
  closes = header(head, "\r\nConnection: ") == "close";
  input.erase(0, end + 4 + size);
  return status;
}

class Crowd {
 public:
  Crowd(int port, std::string token, std::size_t lines) : port_(port), token_(std::move(token)) {
    poll_ = ::epoll_create1(0);
    lines_.resize(lines);
    for (std::size_t at = 0; at < lines; ++at) open(at);
  }

  void run(const std::vector<std::string>& paths, double rate, double seconds, Counts& counts) {
    const auto start = Clock::now();
    const auto at = [&](double s) {
      return start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(s));
    };
    const long whole = static_cast<long>(rate * seconds);
    long due = 0;
    while (Clock::now() < at(seconds + 2) && (due < whole || asking_ > 0)) {
      for (; due < whole && Clock::now() >= at(static_cast<double>(due) / rate); ++due) {
        waiting_.push_back({at(static_cast<double>(due) / rate), due});
      }
      while (!waiting_.empty() && !idle_.empty()) {
        const auto line = idle_.back();
        idle_.pop_back();
        ask(line, paths[static_cast<std::size_t>(waiting_.front().second) % paths.size()],
            waiting_.front().first, counts);
        waiting_.pop_front();
      }
      listen(counts);
    }
    counts.broken += asking_ + static_cast<long>(waiting_.size());  // never answered
  }

 private:
  void open(std::size_t at) {
    auto& line = lines_[at];
    line = {connect_to(port_), false, {}, {}};
    if (line.socket < 0) return;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = at;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, line.socket, &event);
    idle_.push_back(at);
  }

  void ask(std::size_t at, const std::string& path, Clock::time_point due, Counts& counts) {
    auto& line = lines_[at];
    const auto text = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
                      token_ + "\r\n\r\n";
    line.asking = true;
    line.due = due;
    ++asking_;
    ++counts.sent;
    if (::send(line.socket, text.data(), text.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(text.size())) {
      lose(at, counts);
    }
  }

  void lose(std::size_t at, Counts& counts) {
    if (lines_[at].asking) {
      ++counts.broken;
      --asking_;
    }
    std::erase(idle_, at);
    ::close(lines_[at].socket);
    open(at);
  }

  void listen(Counts& counts) {
    epoll_event events[256];
    const int found = ::epoll_wait(poll_, events, 256, 1);
    for (int i = 0; i < found; ++i) hear(events[i].data.u64, counts);
  }

  void hear(std::size_t at, Counts& counts) {
    static char buffer[1 << 18];
    auto& line = lines_[at];
    const auto count = ::recv(line.socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count <= 0) {
      if (count == 0 || errno != EAGAIN) lose(at, counts);
      return;
    }
    line.input.append(buffer, static_cast<std::size_t>(count));
    bool explained = false;
    bool closes = false;
    const int status = take_answer(line.input, explained, closes);
    if (status == 0) return;
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - line.due).count();
    line.asking = false;
    --asking_;
    if (status == 200) {
      ++counts.answered;
      counts.ms.push_back(ms);
    } else if (status == 503) {
      ++counts.turned_away;
      if (!explained) ++counts.unexplained;
    } else {
      ++counts.other;
    }
    if (closes) {
      lose(at, counts);
    } else {
      idle_.push_back(at);
    }
  }

  int port_;
  std::string token_;
  int poll_ = -1;
  long asking_ = 0;
  std::vector<Line> lines_;
  std::vector<std::size_t> idle_;
  std::deque<std::pair<Clock::time_point, long>> waiting_;
};

double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::fprintf(stderr, "usage: open_loop PORT RATE SECONDS CONNECTIONS TOKEN < paths\n");
    return 2;
  }
  const double seconds = std::atof(words[3]);
  std::vector<std::string> paths;
  for (std::string path; std::getline(std::cin, path);) paths.push_back(path);
  Counts counts;
  Crowd crowd(std::atoi(words[1]), words[5], std::strtoul(words[4], nullptr, 10));
  crowd.run(paths, std::atof(words[2]), seconds, counts);
  std::printf(
      "{\"sent\": %ld, \"answered\": %ld, \"turned_away\": %ld, \"unexplained\": %ld, "
      "\"other\": %ld, \"broken\": %ld, \"per_second\": %.0f, \"p50_ms\": %.2f, "
      "\"p99_ms\": %.2f}\n",
      counts.sent, counts.answered, counts.turned_away, counts.unexplained, counts.other,
      counts.broken, static_cast<double>(counts.answered) / seconds, quantile(counts.ms, 0.5),
      quantile(counts.ms, 0.99));
}
