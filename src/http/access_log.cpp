// See access_log.h.
#include "http/access_log.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>

#include "http/decoding.h"
#include "http/problem.h"

namespace qidi::http {
namespace {

/// Characters beyond ASCII that would end a line or turn the reading direction on a screen: C1
/// controls, the Arabic letter mark, direction marks and isolates, line and paragraph separators.
bool is_deceiving(unsigned code) {
  return (code >= 0x80 && code <= 0x9f) || code == 0x61c || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

/// Two- and three-byte characters that deceive become \uXXXX; what is no UTF-8 becomes U+FFFD.
std::string escaped(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    const auto lead = static_cast<unsigned char>(json[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (!is_utf8(std::string_view(json).substr(i, length))) {
      out += "\\ufffd";
      ++i;
      continue;
    }
    unsigned code = lead;
    if (length == 2) code = (lead & 0x1fU) << 6;
    if (length == 3) code = (lead & 0x0fU) << 12;
    if (length == 3) code |= (static_cast<unsigned char>(json[i + 1]) & 0x3fU) << 6;
    if (length == 2 || length == 3)
      code |= static_cast<unsigned char>(json[i + length - 1]) & 0x3fU;
    if (length < 4 && is_deceiving(code)) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", code);
      out += escape.data();
    } else {
      out.append(json, i, length);
    }
    i += length;
  }
  return out;
}

std::string rfc3339(std::chrono::system_clock::time_point time) {
  const auto micros =
      std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
  const auto seconds = static_cast<std::time_t>(micros / 1'000'000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
                parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                parts.tm_sec, static_cast<int>(micros % 1'000'000));
  return text.data();
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::string access_line(const Finished& finished, std::chrono::system_clock::time_point time) {
  std::string line = "{\"time\":\"" + rfc3339(time) + '"';
  line += ",\"id\":" + escaped(finished.request_id);
  line += ",\"client\":" + escaped(finished.client);
  line += ",\"method\":" + escaped(finished.method);
  line += ",\"route\":" + escaped(finished.route);
  line += ",\"status\":" + std::to_string(finished.status);
  line += ",\"us\":" + std::to_string(finished.took.count());
  line += ",\"bytes\":" + std::to_string(finished.bytes_out) + '}';
  return line;
}

AccessLog::AccessLog(int descriptor, std::size_t backlog)
    : descriptor_(descriptor), backlog_(backlog), writer_([this] { write_on(); }) {}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  writer_.join();
}

void AccessLog::note(const Finished& finished) {
  const auto line = access_line(finished, std::chrono::system_clock::now());
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > backlog_) {
      ++dropped_;
      return;
    }
    if (dropped_ > 0) waiting_ += "{\"dropped\":" + std::to_string(dropped_) + "}\n";
    dropped_ = 0;
    waiting_ += line;
    waiting_ += '\n';
  }
  changed_.notify_one();
}

void AccessLog::write_on() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::string text;
    text.swap(waiting_);
    lock.unlock();
    write_all(descriptor_, text);  // A log that can't be written must not stop the office.
    lock.lock();
  }
}

}  // namespace qidi::http
