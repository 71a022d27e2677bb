// See file_body.h.
#include "http/file_body.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace qidi::http {

namespace {

constexpr std::uint64_t largest_piece = 64 * 1024;

}  // namespace

std::shared_ptr<const FileBody> FileBody::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return nullptr;
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    ::close(descriptor);
    return nullptr;
  }
  // Read ahead by the machine, so that the I/O thread seldom waits for the disk.
  (void)::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::shared_ptr<const FileBody>(
      new FileBody(descriptor, static_cast<std::uint64_t>(facts.st_size)));
}

FileBody::~FileBody() {
  ::close(descriptor_);
}

bool FileBody::read(std::uint64_t at, std::string& into) const {
  into.resize(static_cast<std::size_t>(std::min(largest_piece, size_ - std::min(at, size_))));
  std::size_t filled = 0;
  while (filled < into.size()) {
    const auto got = ::pread(descriptor_, into.data() + filled, into.size() - filled,
                             static_cast<off_t>(at + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    filled += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace qidi::http
