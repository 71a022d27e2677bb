// Plain system calls, for fsync's sake: a file counts as stored only once its bytes and its name
// are on the disk.
#include "files/shelf.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>

#include "record/running_hash.h"

namespace qidi::files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 256 * 1024;

ShelfFault fault_now() {
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) return ShelfFault::full;
  return errno == ENOENT ? ShelfFault::missing : ShelfFault::failed;
}

/// A descriptor that is closed with it.
class Opened {
 public:
  Opened(const std::string& path, int how)
      : descriptor_(::open(path.c_str(), how | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  bool synced() const { return ::fsync(descriptor_) == 0; }

 private:
  int descriptor_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A folder with its own name durable in the one above.
OnShelf<void> make_folder(const std::string& folder) {
  std::error_code failed;
  if (fs::is_directory(folder, failed)) return {};
  fs::create_directories(folder, failed);
  if (failed) {
    errno = failed.value();
    return Unexpected{fault_now()};
  }
  fs::permissions(folder, fs::perms::owner_all, failed);
  const Opened above(fs::path(folder).parent_path().string(), O_RDONLY | O_DIRECTORY);
  if (!above || !above.synced()) return Unexpected{fault_now()};
  return {};
}

OnShelf<void> sync_folder(const std::string& folder) {
  const Opened opened(folder, O_RDONLY | O_DIRECTORY);
  if (!opened || !opened.synced()) return Unexpected{fault_now()};
  return {};
}

std::optional<std::string> text_of(const std::string& path) {
  const Opened file(path, O_RDONLY);
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 4096> piece{};
  while (true) {
    const auto got = ::read(file.descriptor(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::string Shelf::new_id() {
  std::random_device chance;
  std::string id;
  for (int i = 0; i < 4; ++i) {
    std::array<char, 9> part{};
    std::snprintf(part.data(), part.size(), "%08x", static_cast<unsigned>(chance()));
    id += part.data();
  }
  return id;
}

bool Shelf::is_id(std::string_view text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

OnShelf<void> Shelf::append(const std::string& id, long long offset,
                            const std::string& from) const {
  QIDI_CHECK(make_folder(folder_));
  QIDI_CHECK(make_folder(folder_of(id)));
  const Opened to(path_of(id), O_WRONLY | O_CREAT);
  if (!to) return Unexpected{fault_now()};
  if (::ftruncate(to.descriptor(), offset) != 0) return Unexpected{fault_now()};
  if (::lseek(to.descriptor(), offset, SEEK_SET) < 0) return Unexpected{fault_now()};
  if (from.empty()) return {};
  const Opened source(from, O_RDONLY);
  if (!source) return Unexpected{fault_now()};
  std::string piece(piece_bytes, '\0');
  while (true) {
    const auto got = ::read(source.descriptor(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unexpected{fault_now()};
    if (got == 0) return {};
    const auto bytes = std::string_view(piece).substr(0, static_cast<std::size_t>(got));
    if (!write_all(to.descriptor(), bytes)) {
      const auto fault = fault_now();
      // Half a piece is none: the disk gets back what could not be used.
      if (::ftruncate(to.descriptor(), offset) != 0) return Unexpected{ShelfFault::failed};
      return Unexpected{fault};
    }
  }
}

OnShelf<void> Shelf::sync(const std::string& id) const {
  const Opened file(path_of(id), O_RDONLY);
  if (!file || !file.synced()) return Unexpected{fault_now()};
  return sync_folder(folder_of(id));
}

std::optional<long long> Shelf::size(const std::string& id) const {
  struct stat facts {};
  if (::lstat(path_of(id).c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return static_cast<long long>(facts.st_size);
}

std::string Shelf::read(const std::string& id, long long offset, long long length) const {
  const Opened file(path_of(id), O_RDONLY);
  if (!file || length <= 0 || offset < 0) return {};
  std::string bytes(static_cast<std::size_t>(length), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto got = ::pread(file.descriptor(), bytes.data() + filled, bytes.size() - filled,
                             offset + static_cast<long long>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

OnShelf<void> Shelf::each_piece(const std::string& id,
                                const std::function<bool(std::string_view)>& take) const {
  const Opened file(path_of(id), O_RDONLY);
  if (!file) return Unexpected{fault_now()};
  std::string piece(piece_bytes, '\0');
  while (true) {
    const auto got = ::read(file.descriptor(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unexpected{fault_now()};
    if (got == 0) return {};
    if (!take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)))) return {};
  }
}

OnShelf<std::string> Shelf::hash(const std::string& id) const {
  record::RunningHash running;
  QIDI_CHECK(each_piece(id, [&](std::string_view bytes) {
    running.add(bytes);
    return true;
  }));
  return record::to_hex(running.digest());
}

void Shelf::remove(const std::string& id) const {
  ::unlink(path_of(id).c_str());
  // Gone for good before its note is: a power cut that undid this alone would leave a file that
  // nobody names and nobody sweeps.
  (void)sync_folder(folder_of(id));
}

OnShelf<void> Shelf::keep_note(const std::string& id, const std::string& text) const {
  QIDI_CHECK(make_folder(folder_));
  QIDI_CHECK(make_folder(notes_folder()));
  const auto path = notes_folder() + "/" + id;
  const auto part = path + ".part";
  {
    const Opened file(part, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file || !write_all(file.descriptor(), text) || !file.synced()) {
      const auto fault = fault_now();
      ::unlink(part.c_str());
      return Unexpected{fault};
    }
  }
  if (::rename(part.c_str(), path.c_str()) != 0) return Unexpected{fault_now()};
  return sync_folder(notes_folder());
}

void Shelf::drop_note(const std::string& id) const {
  ::unlink((notes_folder() + "/" + id).c_str());
}

std::vector<std::pair<std::string, std::string>> Shelf::notes() const {
  std::vector<std::pair<std::string, std::string>> all;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(notes_folder(), failed)) {
    const auto id = entry.path().filename().string();
    if (!is_id(id)) {
      ::unlink(entry.path().c_str());  // a note that a crash left half written
      continue;
    }
    if (auto text = text_of(entry.path().string())) all.emplace_back(id, std::move(*text));
  }
  return all;
}

long long Shelf::free_bytes() const {
  struct statvfs facts {};
  if (::statvfs(folder_.c_str(), &facts) != 0) {
    const auto above = fs::path(folder_).parent_path().string();
    if (::statvfs(above.c_str(), &facts) != 0) return 0;
  }
  return static_cast<long long>(facts.f_bavail) * static_cast<long long>(facts.f_frsize);
}

}  // namespace qidi::files
