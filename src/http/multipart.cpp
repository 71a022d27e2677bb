// See multipart.h. Quoted names end at the next quote, as browsers write them: a quote inside comes
// as %22, and a backslash is only a backslash.
#include "http/multipart.h"

#include <algorithm>

#include "http/decoding.h"
#include "http/message.h"

namespace qidi::http {
namespace {

constexpr std::size_t head_limit = 4 * 1024;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes `; name=value` or `; name="value"` off the front. False at the end or when malformed,
/// which leaves `rest` not empty.
bool next_parameter(std::string_view& rest, std::string_view& name, std::string_view& value) {
  rest = trimmed(rest);
  if (!rest.starts_with(';')) return false;
  const auto equals = rest.find('=');
  if (equals == std::string_view::npos) return false;
  name = trimmed(rest.substr(1, equals - 1));
  auto after = rest.substr(equals + 1);
  if (after.starts_with('"')) {
    const auto quote = after.find('"', 1);
    if (quote == std::string_view::npos) return false;
    value = after.substr(1, quote - 1);
    rest = after.substr(quote + 1);
  } else {
    const auto end = std::min(after.find(';'), after.size());
    value = trimmed(after.substr(0, end));
    rest = after.substr(end);
  }
  return !name.empty();
}

bool is_text_line(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7f;
         });
}

std::string with_quotes_back(std::string_view text) {
  std::string out(text);
  for (auto at = out.find("%22"); at != std::string::npos; at = out.find("%22", at + 1)) {
    out.replace(at, 3, "\"");
  }
  return out;
}

bool read_disposition(std::string_view value, FormPart& part) {
  const auto end = std::min(value.find(';'), value.size());
  if (!equal_ignoring_case(trimmed(value.substr(0, end)), "form-data")) return false;
  value.remove_prefix(end);
  bool named = false;
  std::string_view name;
  std::string_view text;
  while (next_parameter(value, name, text)) {
    if (equal_ignoring_case(name, "name")) {
      if (named) return false;
      named = true;
      part.name = with_quotes_back(text);
    } else if (equal_ignoring_case(name, "filename")) {
      if (part.is_file) return false;
      part.is_file = true;
      part.file_name = with_quotes_back(text);
    }
  }
  return named && value.empty();
}

/// The lines of a part's head, each ended by CRLF.
bool read_part_head(std::string_view head, FormPart& part) {
  bool disposed = false;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) return false;
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_text_line(line)) return false;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "content-disposition")) {
      if (disposed || !read_disposition(value, part)) return false;
      disposed = true;
    } else if (equal_ignoring_case(name, "content-type")) {
      part.content_type = value;
    } else if (equal_ignoring_case(name, "content-transfer-encoding") &&
               !equal_ignoring_case(value, "binary") && !equal_ignoring_case(value, "8bit") &&
               !equal_ignoring_case(value, "7bit")) {
      return false;  // base64 and such were given up by RFC 7578 4.7.
    }
  }
  return disposed;
}

}  // namespace

std::optional<std::string> boundary_in(std::string_view content_type) {
  const auto end = std::min(content_type.find(';'), content_type.size());
  if (!equal_ignoring_case(trimmed(content_type.substr(0, end)), "multipart/form-data")) {
    return std::nullopt;
  }
  content_type.remove_prefix(end);
  std::optional<std::string> boundary;
  std::string_view name;
  std::string_view value;
  while (next_parameter(content_type, name, value)) {
    if (!equal_ignoring_case(name, "boundary")) continue;
    if (boundary) return std::nullopt;
    boundary = value;
  }
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
  };
  if (!content_type.empty() || !boundary || boundary->empty() || boundary->size() > 70 ||
      boundary->back() == ' ' || !std::all_of(boundary->begin(), boundary->end(), allowed)) {
    return std::nullopt;
  }
  return boundary;
}

MultipartParser::MultipartParser(const std::string& boundary, Events events)
    // The first boundary has no line before it: one is supposed, so that all are found alike.
    : delimiter_("\r\n--" + boundary), events_(std::move(events)), held_("\r\n") {}

MultipartParser::State MultipartParser::feed(std::string_view bytes) {
  if (state_ != State::more) return state_;
  held_ += bytes;
  bool moved = true;
  while (moved && state_ == State::more) {
    switch (place_) {
      case Place::part:
        moved = take_part();
        break;
      case Place::after_boundary:
        moved = take_after_boundary();
        break;
      case Place::head:
        moved = take_head();
        break;
    }
  }
  return state_;
}

bool MultipartParser::fail() {
  state_ = State::malformed;
  return false;
}

bool MultipartParser::take_part() {
  const auto at = held_.find(delimiter_);
  const bool found = at != std::string::npos;
  const auto whole = found ? at : held_.size() - std::min(held_.size(), delimiter_.size() - 1);
  if (whole > 0) {
    if (!inside_ || !events_.continues(std::string_view(held_).substr(0, whole))) return fail();
    held_.erase(0, whole);
  }
  if (!found) return false;
  held_.erase(0, delimiter_.size());
  if (inside_ && !events_.ends()) return fail();
  inside_ = false;
  place_ = Place::after_boundary;
  return true;
}

bool MultipartParser::take_after_boundary() {
  if (held_.empty()) return false;
  if (held_.front() != '-' && held_.front() != '\r') return fail();
  if (held_.size() < 2) return false;
  if (held_.starts_with("--")) {
    state_ = State::done;
    held_.clear();
    return false;
  }
  if (!held_.starts_with("\r\n")) return fail();
  held_.erase(0, 2);
  place_ = Place::head;
  return true;
}

bool MultipartParser::take_head() {
  if (held_.starts_with("\r\n")) return fail();  // A part without a head has no name.
  const auto end = held_.find("\r\n\r\n");
  if (end == std::string::npos || end > head_limit) {
    return held_.size() > head_limit ? fail() : false;
  }
  FormPart part;
  if (!read_part_head(std::string_view(held_).substr(0, end + 2), part)) return fail();
  // The line before the next boundary belongs to the boundary, even when the part is empty.
  held_.erase(0, end + 4);
  inside_ = true;
  place_ = Place::part;
  return events_.begins(part) ? true : fail();
}

}  // namespace qidi::http
