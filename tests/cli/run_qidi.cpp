// A child process with its three pipes, read and fed at once so that none can block another.
#include "cli/run_qidi.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>

namespace qidi::tests {

namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == 0) {
      read_end = ends[0];
      write_end = ends[1];
    }
  }
};

/// Takes what is there; false at the end.
bool drain(int file, std::string& into) {
  char buffer[65536];
  const auto got = read(file, buffer, sizeof buffer);
  if (got <= 0) return false;
  into.append(buffer, static_cast<std::size_t>(got));
  return true;
}

}  // namespace

Ran run_qidi(const std::vector<std::string>& words, const std::string& input,
             const std::string& time_zone) {
  signal(SIGPIPE, SIG_IGN);
  Pipe in, out, err;
  const pid_t child = fork();
  if (child == 0) {
    dup2(in.read_end, 0);
    dup2(out.write_end, 1);
    dup2(err.write_end, 2);
    if (!time_zone.empty()) setenv("TZ", time_zone.c_str(), 1);
    std::vector<char*> arguments{const_cast<char*>("qidi")};
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(QIDI_BINARY, arguments.data());
    _exit(127);
  }
  close(in.read_end);
  close(out.write_end);
  close(err.write_end);
  Ran ran;
  std::size_t sent = 0;
  bool out_open = true;
  bool err_open = true;
  if (input.empty()) close(in.write_end);
  fcntl(in.write_end, F_SETFL, O_NONBLOCK);
  while (out_open || err_open) {
    pollfd files[3] = {{out_open ? out.read_end : -1, POLLIN, 0},
                       {err_open ? err.read_end : -1, POLLIN, 0},
                       {sent < input.size() ? in.write_end : -1, POLLOUT, 0}};
    poll(files, 3, -1);
    if (files[0].revents != 0) out_open = drain(out.read_end, ran.out);
    if (files[1].revents != 0) err_open = drain(err.read_end, ran.err);
    if (files[2].revents != 0) {
      const auto wrote = write(in.write_end, input.data() + sent, input.size() - sent);
      sent = wrote < 0 && errno != EAGAIN
                 ? input.size()
                 : sent + static_cast<std::size_t>(std::max<ssize_t>(wrote, 0));
      if (sent == input.size()) close(in.write_end);
    }
  }
  close(out.read_end);
  close(err.read_end);
  int status = 0;
  waitpid(child, &status, 0);
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

TemporaryDirectory::TemporaryDirectory() {
  auto pattern = (std::filesystem::temp_directory_path() / "qidi-test-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::path(const std::string& name) const {
  return (path_ / name).string();
}

std::string TemporaryDirectory::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path_ / name, std::ios::binary) << bytes;
  return path(name);
}

std::string shared_data() {
  const char* set = std::getenv("QIDI_SHARED");
  const std::filesystem::path folder =
      (set != nullptr ? std::filesystem::path(set)
                      : std::filesystem::path(QIDI_SOURCE_DIR) / ".." / "shared") /
      "data";
  return std::filesystem::exists(folder) ? folder.string() : std::string();
}

long long occurrences(const std::string& text, const std::string& word) {
  long long count = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

long long number_in(const std::string& json, const std::string& name, std::size_t from) {
  const auto key = "\"" + name + "\":";
  const auto at = json.find(key, from);
  return at == std::string::npos ? -1 : std::atoll(json.c_str() + at + key.size());
}

std::string text_in(const std::string& json, const std::string& name, std::size_t from) {
  const auto key = "\"" + name + "\":\"";
  const auto at = json.find(key, from);
  if (at == std::string::npos) return {};
  const auto start = at + key.size();
  return json.substr(start, json.find('"', start) - start);
}

}  // namespace qidi::tests
