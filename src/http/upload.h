// An upload on its way to a file of its own (reliability.md R16, R23): the raw body, or the one
// file part of a multipart form beside small text parts. Bytes are gathered on the I/O thread and
// written by a worker. The file is removed with the last reference, unless it is kept.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace qidi::http {

class Upload {
 public:
  /// The file is made by the first `store`, in `folder`, under a random name.
  explicit Upload(const std::string& folder);

  /// Gathers bytes of the body.
  void gather(std::string_view piece) { gathered_ += piece; }
  /// Enough gathered that a worker should write it.
  bool is_full() const { return gathered_.size() >= 256 * 1024; }

  /// On a worker: writes what was gathered; `last` ends the body.
  bool store(bool last);

  /// Puts file, names and text parts into the request.
  void hand_over(Request& request);

 private:
  struct File;
  std::string gathered_;
  std::shared_ptr<File> file_;
};

}  // namespace qidi::http
