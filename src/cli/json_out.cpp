// JSON text, built by hand: lists are long and need be quick.
#include "cli/json_out.h"

namespace qidi::cli {

std::string json_text(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string& JsonObject::member(std::string_view name) {
  if (text_.size() > 1) text_ += ',';
  text_ += json_text(name);
  text_ += ':';
  return text_;
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
  member(name) += json_text(value);
  return *this;
}

JsonObject& JsonObject::number(std::string_view name, long long value) {
  member(name) += std::to_string(value);
  return *this;
}

JsonObject& JsonObject::flag(std::string_view name, bool value) {
  member(name) += value ? "true" : "false";
  return *this;
}

JsonObject& JsonObject::day(std::string_view name, domain::Day value) {
  return text(name, domain::to_text(value));
}

JsonObject& JsonObject::day(std::string_view name, const std::optional<domain::Day>& value) {
  if (value) return day(name, *value);
  return raw(name, "null");
}

JsonObject& JsonObject::number(std::string_view name, const std::optional<long long>& value) {
  if (value) return number(name, *value);
  return raw(name, "null");
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
  member(name) += json;
  return *this;
}

}  // namespace qidi::cli
