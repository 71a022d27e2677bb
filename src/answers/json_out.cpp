// JSON text, built by hand: lists are long and need be quick.
#include "answers/json_out.h"

namespace qidi::answers {

void append_json_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\' && byte != 0x7f) continue;
    out += text.substr(written, at - written);
    written = at + 1;
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  out += text.substr(written);
  out += '"';
}

std::string json_text(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

std::string& JsonObject::member(std::string_view name) {
  if (text_.size() > 1) text_ += ',';
  append_json_text(text_, name);
  text_ += ':';
  return text_;
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
  append_json_text(member(name), value);
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

JsonObject& JsonObject::day_or_never(std::string_view name, domain::Day value) {
  if (value == domain::end_of_days) return raw(name, "null");
  return day(name, value);
}

JsonObject& JsonObject::number(std::string_view name, const std::optional<long long>& value) {
  if (value) return number(name, *value);
  return raw(name, "null");
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
  member(name) += json;
  return *this;
}

JsonList& JsonList::add(std::string_view json) {
  if (text_.size() > 1) text_ += ',';
  text_ += json;
  return *this;
}

JsonList& JsonList::add_text(std::string_view text) {
  if (text_.size() > 1) text_ += ',';
  append_json_text(text_, text);
  return *this;
}

}  // namespace qidi::answers
