// Any bytes as a path and as a query: what is taken is UTF-8 without a NUL, and no path climbs or
// holds a control character.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/decoding.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto path = qidi::http::decode_path(bytes)) {
    require(path->starts_with('/') && qidi::http::is_utf8(*path));
    require(("/" + *path + "/").find("/../") == std::string::npos);
    require(("/" + *path + "/").find("/./") == std::string::npos);
    for (const char c : *path) require(static_cast<unsigned char>(c) >= 0x20 && c != '\\');
  }
  if (const auto query = qidi::http::decode_query(bytes)) {
    require(query->size() <= 256);
    for (const auto& [name, value] : *query) {
      require(qidi::http::is_utf8(name) && qidi::http::is_utf8(value));
      if (bytes.find('\0') == std::string_view::npos) {
        require((name + value).find('\0') == std::string::npos);
      }
    }
  }
  return 0;
}
