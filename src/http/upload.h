// An upload on its way to a file of its own (reliability.md R16, R23): the raw body, or the one
// file part of a multipart form beside small text parts. Bytes are gathered on the I/O thread and
// written by a worker. The file is removed with the last reference, unless it is kept.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"
#include "http/multipart.h"

namespace qidi::http {

class Upload {
 public:
  /// The file is made by the first `store`, in `folder`, under a random name. `content_type` tells
  /// a form from a raw body.
  Upload(const std::string& folder, std::string_view content_type);

  /// Gathers bytes of the body. False once the form is malformed.
  bool gather(std::string_view piece);
  /// The body has ended: whether it was whole.
  bool ends_well() const { return !parser_ || parser_->state() == MultipartParser::State::done; }
  bool malformed() const { return malformed_; }
  /// Enough gathered that a worker should write it.
  bool is_full() const { return gathered_.size() >= 256 * 1024; }

  /// On a worker: writes what was gathered; `last` ends the body.
  bool store(bool last);

  /// Puts file, names and text parts into the request.
  void hand_over(Request& request);

 private:
  struct File;
  bool begin_part(const FormPart& part);
  bool take(std::string_view bytes);
  bool end_part();

  std::string gathered_;
  std::shared_ptr<File> file_;
  std::unique_ptr<MultipartParser> parser_;
  bool malformed_ = false;
  bool has_file_ = false;
  bool in_file_ = false;
  std::string file_name_;
  std::string file_type_;
  std::vector<std::pair<std::string, std::string>> form_;
  std::size_t text_bytes_ = 0;
};

}  // namespace qidi::http
