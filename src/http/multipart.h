// multipart/form-data read as it comes (RFC 7578): pushes each part's bytes on, keeps only what may
// yet be a boundary. Strict: no preamble, CRLF only, bounded heads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace qidi::http {

struct FormPart {
  std::string name;
  std::string file_name;  ///< as sent
  std::string content_type;
  bool is_file = false;  ///< a file name was given, be it empty
};

/// The boundary in a Content-Type of multipart/form-data; nothing when it is none or malformed.
std::optional<std::string> boundary_in(std::string_view content_type);

class MultipartParser {
 public:
  enum class State : std::uint8_t { more, done, malformed };
  struct Events {
    std::function<bool(const FormPart&)> begins;      ///< false: malformed from here on
    std::function<bool(std::string_view)> continues;  ///< bytes of the part that began last
    std::function<bool()> ends;
  };

  MultipartParser(const std::string& boundary, Events events);

  /// Works at any split of the bytes. What follows the last boundary is skipped.
  State feed(std::string_view bytes);
  State state() const { return state_; }

 private:
  enum class Place : std::uint8_t { part, after_boundary, head };
  bool take_part();
  bool take_after_boundary();
  bool take_head();
  bool fail();

  std::string delimiter_;  ///< CRLF, two dashes, boundary
  Events events_;
  std::string held_;
  Place place_ = Place::part;
  State state_ = State::more;
  bool inside_ = false;  ///< a part has begun
};

}  // namespace qidi::http
