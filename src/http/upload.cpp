// See upload.h.
#include "http/upload.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <random>
#include <utility>

namespace qidi::http {

/// Removes the file with the last reference to it.
struct Upload::File {
  std::string path;
  int descriptor = -1;
  std::atomic<bool> kept{false};

  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    close_it();
    if (!kept && !path.empty()) ::unlink(path.c_str());
  }
  bool close_it() {
    if (descriptor < 0) return true;
    return ::close(std::exchange(descriptor, -1)) == 0;
  }
  bool open_it() {
    descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) path.clear();
    return descriptor >= 0;
  }
  bool append(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
};

namespace {

std::string random_name() {
  std::random_device chance;
  std::string name = "upload-";
  for (int i = 0; i < 4; ++i) {
    std::array<char, 9> part{};
    std::snprintf(part.data(), part.size(), "%08x", static_cast<unsigned>(chance()));
    name += part.data();
  }
  return name;
}

}  // namespace

Upload::Upload(const std::string& folder) : file_(std::make_shared<File>()) {
  file_->path = folder + "/" + random_name();
}

bool Upload::store(bool last) {
  if (file_->descriptor < 0 && !file_->open_it()) return false;
  if (!file_->append(gathered_)) return false;
  gathered_.clear();
  return !last || file_->close_it();
}

void Upload::hand_over(Request& request) {
  request.body_file = file_->path;
  request.file_type = request.header("Content-Type");
  request.keep_body_file = [file = file_] { file->kept = true; };
}

}  // namespace qidi::http
