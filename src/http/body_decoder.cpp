// RFC 9112 7.1, strict: CRLF only, at most 15 hexadecimal digits, extensions and trailers skipped
// and bounded. See body_decoder.h.
#include "http/body_decoder.h"

#include <algorithm>

namespace qidi::http {
namespace {

constexpr std::size_t overhead_limit = 16 * 1024;

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

}  // namespace

BodyDecoder::BodyDecoder(const Framing& framing, std::uint64_t limit)
    : chunked_(framing.chunked), limit_(limit) {
  if (chunked_) return;
  left_ = framing.content_length;
  part_ = Part::content;
  if (left_ > limit_) {
    state_ = State::too_large;
  } else if (left_ == 0) {
    state_ = State::done;
  }
}

BodyDecoder::State BodyDecoder::feed(std::string_view& input, const Sink& sink) {
  while (state_ == State::more && !input.empty()) {
    if (part_ == Part::content) {
      take_content(input, sink);
    } else {
      const char c = input.front();
      input.remove_prefix(1);
      take_framing(c);
    }
  }
  return state_;
}

void BodyDecoder::take_content(std::string_view& input, const Sink& sink) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
  if (taken_ + size > limit_) {
    state_ = State::too_large;
    return;
  }
  const auto piece = input.substr(0, size);
  input.remove_prefix(size);
  taken_ += size;
  left_ -= size;
  if (!sink(piece)) {
    state_ = State::stopped;
  } else if (left_ == 0 && chunked_) {
    part_ = Part::content_return;
  } else if (left_ == 0) {
    state_ = State::done;
  }
}

void BodyDecoder::take_framing(char c) {
  switch (part_) {
    case Part::size:
      return take_size(c);
    case Part::extension:
      if (c == '\r') {
        part_ = Part::size_feed;
      } else if (!is_plain(c) || ++overhead_ > overhead_limit) {
        fail();
      }
      return;
    case Part::size_feed:
      return c == '\n' ? size_ends() : fail();
    case Part::content:
      return;
    case Part::content_return:
      return c == '\r' ? void(part_ = Part::content_feed) : fail();
    case Part::content_feed:
      if (c != '\n') return fail();
      part_ = Part::size;
      digits_ = 0;
      left_ = 0;
      return;
    case Part::trailer:
      return take_trailer(c);
    case Part::trailer_feed:
      if (c != '\n') return fail();
      if (trailer_line_ == 0) state_ = State::done;
      trailer_line_ = 0;
      part_ = Part::trailer;
      return;
  }
}

void BodyDecoder::take_size(char c) {
  int digit = -1;
  if (c >= '0' && c <= '9') digit = c - '0';
  if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
  if (digit >= 0) {
    if (++digits_ > 15) return fail();
    left_ = left_ * 16 + static_cast<unsigned>(digit);
  } else if (digits_ == 0) {
    fail();
  } else if (c == '\r') {
    part_ = Part::size_feed;
  } else if (c == ';') {
    part_ = Part::extension;
  } else {
    fail();
  }
}

void BodyDecoder::size_ends() {
  if (left_ > limit_ - taken_) {
    state_ = State::too_large;
  } else {
    part_ = left_ == 0 ? Part::trailer : Part::content;
    trailer_line_ = 0;
  }
}

void BodyDecoder::take_trailer(char c) {
  if (c == '\r') {
    part_ = Part::trailer_feed;
  } else if (!is_plain(c) || ++overhead_ > overhead_limit) {
    fail();
  } else {
    ++trailer_line_;
  }
}

}  // namespace qidi::http
