// A file that an answer sends in place of a body. It is open, so it may be removed by name while
// it is still being sent, and whoever reads slowly holds this and nothing else: no worker, no
// reader of the store. Bytes come out piece by piece, read by the I/O thread just before they are
// sent; what was written or hashed a moment ago lies in the machine's memory. reliability.md R15.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace qidi::http {

class FileBody {
 public:
  /// Null when there is no such plain file or it cannot be read.
  static std::shared_ptr<const FileBody> open(const std::string& path);
  ~FileBody();
  FileBody(const FileBody&) = delete;
  FileBody& operator=(const FileBody&) = delete;

  /// In bytes, as it was when it was opened: the answer's Content-Length.
  std::uint64_t size() const { return size_; }
  /// The next piece from `at` on, at most 64 KiB. False when the file no longer holds it.
  bool read(std::uint64_t at, std::string& into) const;

 private:
  FileBody(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace qidi::http
