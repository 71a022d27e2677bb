// See decoding.h. One pass each, no table look-ups by locale.
#include "http/decoding.h"

#include <cstdint>

namespace qidi::http {
namespace {

constexpr std::size_t pairs_limit = 256;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The byte of the escape at `at`; -1 when it is none.
int escaped(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::optional<std::string> decode_component(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      const int byte = escaped(text, i);
      if (byte <= 0) return std::nullopt;
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

/// A byte that no path of ours ever holds.
bool barred_in_path(int byte) {
  return byte < 0x20 || byte == 0x7f || byte == '\\';
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t begin = 0; begin < path.size();) {
    const auto end = path.find('/', begin);
    const auto segment = path.substr(begin, end - begin);
    if (segment == "." || segment == "..") return true;
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return false;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[i++]);
    if (lead < 0x80) continue;
    std::size_t more = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
      more = 1;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      more = 2;
      if (lead == 0xe0) low = 0xa0;
      if (lead == 0xed) high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      more = 3;
      if (lead == 0xf0) low = 0x90;
      if (lead == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    for (; more > 0; --more, low = 0x80, high = 0xbf) {
      if (i >= text.size()) return false;
      const auto next = static_cast<std::uint8_t>(text[i++]);
      if (next < low || next > high) return false;
    }
  }
  return true;
}

std::optional<std::string> decode_path(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  std::string out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    int byte = static_cast<unsigned char>(path[i]);
    if (path[i] == '%') {
      byte = escaped(path, i);
      // An encoded slash would make one segment two after the routes were chosen by them.
      if (byte < 0 || byte == '/') return std::nullopt;
      i += 2;
    }
    if (barred_in_path(byte)) return std::nullopt;
    out += static_cast<char>(byte);
  }
  if (!is_utf8(out) || has_dot_segment(out)) return std::nullopt;
  return out;
}

std::optional<Pairs> decode_query(std::string_view query) {
  Pairs pairs;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    if (pairs.size() == pairs_limit) return std::nullopt;
    const auto equals = pair.find('=');
    auto name = decode_component(pair.substr(0, equals));
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : decode_component(pair.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

}  // namespace qidi::http
