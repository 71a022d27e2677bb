// Takes a request's body out of the bytes as they come: by its length or by chunks. Pushes pieces
// to a sink, keeps none; counts what it gives, so that no body passes its limit (R16).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "http/request_head.h"

namespace qidi::http {

class BodyDecoder {
 public:
  enum class State : std::uint8_t { more, done, malformed, too_large, stopped };
  /// False ends the reading (`stopped`).
  using Sink = std::function<bool(std::string_view piece)>;

  BodyDecoder(const Framing& framing, std::uint64_t limit);

  /// Consumes from the front of `input` what belongs to the body; what follows a finished body is
  /// left. Works at any split of the bytes.
  State feed(std::string_view& input, const Sink& sink);
  State state() const { return state_; }

 private:
  enum class Part : std::uint8_t {
    size,
    extension,
    size_feed,
    content,
    content_return,
    content_feed,
    trailer,
    trailer_feed
  };
  void take_content(std::string_view& input, const Sink& sink);
  void take_framing(char c);
  void take_size(char c);
  void take_trailer(char c);
  void size_ends();
  void fail() { state_ = State::malformed; }

  bool chunked_;
  Part part_ = Part::size;
  State state_ = State::more;
  std::uint64_t limit_;
  std::uint64_t taken_ = 0;
  std::uint64_t left_ = 0;    ///< of the body, or of this chunk
  unsigned digits_ = 0;       ///< of this chunk's size
  std::size_t overhead_ = 0;  ///< bytes of extensions and trailers so far
  std::size_t trailer_line_ = 0;
};

}  // namespace qidi::http
