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

#include "http/decoding.h"

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

constexpr std::size_t texts_limit = 64;
constexpr std::size_t text_bytes_limit = 64 * 1024;

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

Upload::Upload(const std::string& folder, std::string_view content_type)
    : file_(std::make_shared<File>()), file_type_(content_type) {
  file_->path = folder + "/" + random_name();
  constexpr std::string_view form = "multipart/";
  if (!equal_ignoring_case(content_type.substr(0, form.size()), form)) {
    has_file_ = true;
    return;
  }
  file_type_.clear();
  const auto boundary = boundary_in(content_type);
  if (!boundary) {
    malformed_ = true;
    return;
  }
  parser_ = std::make_unique<MultipartParser>(
      *boundary, MultipartParser::Events{[this](const FormPart& part) { return begin_part(part); },
                                         [this](std::string_view bytes) { return take(bytes); },
                                         [this] { return end_part(); }});
}

bool Upload::gather(std::string_view piece) {
  if (!parser_) {
    gathered_ += piece;
  } else if (parser_->feed(piece) == MultipartParser::State::malformed) {
    malformed_ = true;
  }
  return !malformed_;
}

/// One file at most; the texts beside it are few and small.
bool Upload::begin_part(const FormPart& part) {
  in_file_ = part.is_file;
  if (!part.is_file) {
    form_.emplace_back(part.name, "");
    text_bytes_ += part.name.size();
    return form_.size() <= texts_limit;
  }
  if (has_file_) return false;
  has_file_ = true;
  file_name_ = part.file_name;
  file_type_ = part.content_type;
  return true;
}

bool Upload::take(std::string_view bytes) {
  if (in_file_) {
    gathered_ += bytes;
    return true;
  }
  text_bytes_ += bytes.size();
  form_.back().second += bytes;
  return text_bytes_ <= text_bytes_limit;
}

bool Upload::end_part() {
  if (in_file_) return true;
  const auto& text = form_.back().second;
  return is_utf8(text) && text.find('\0') == std::string::npos;
}

bool Upload::store(bool last) {
  if (!has_file_) return true;
  if (file_->descriptor < 0 && !file_->open_it()) return false;
  if (!file_->append(gathered_)) return false;
  gathered_.clear();
  return !last || file_->close_it();
}

void Upload::hand_over(Request& request) {
  request.form = std::move(form_);
  if (!has_file_) return;
  request.body_file = file_->path;
  request.file_name = std::move(file_name_);
  request.file_type = std::move(file_type_);
  request.keep_body_file = [file = file_] { file->kept = true; };
}

}  // namespace qidi::http
