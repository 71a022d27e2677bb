// What of reading and writing is the same for every struct.
#include "record/json_fields.h"

#include <algorithm>

namespace qidi::record {

void write_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string& part_of(std::vector<Part>& parts, std::string_view name) {
  return parts.emplace_back(name, std::string()).second;
}

void write_parts(std::string& out, std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  out += '{';
  bool first = true;
  for (const auto& [name, text] : parts) {
    if (!first) out += ',';
    first = false;
    write_text(out, name);
    out += ':';
    out += text;
  }
  out += '}';
}

Reading::Step::Step(Reading& reading, std::string_view name)
    : reading_(reading), size_(reading.path_.size()) {
  if (!reading_.path_.empty()) reading_.path_ += '/';
  reading_.path_ += name;
}

Reading::Step::Step(Reading& reading, std::size_t place) : Step(reading, std::to_string(place)) {}

Reading::Step::~Step() {
  reading_.path_.resize(size_);
}

void Reading::wrong(std::string_view what) {
  if (!error_.empty()) return;
  field_ = path_;
  error_ = std::string(what);
}

void refuse_unknown(const boost::json::object& json, Names known, Names known_elsewhere,
                    Reading& reading) {
  for (const auto& entry : json) {
    const std::string_view name = entry.key();
    const auto among = [&](Names names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (among(known) || among(known_elsewhere)) continue;
    const Reading::Step step(reading, name);
    reading.wrong("没有这个字段");
  }
}

void read_plain(const boost::json::value& json, std::string& value, Reading& reading) {
  if (json.is_string()) {
    value = std::string(json.get_string());
  } else {
    reading.wrong("应为文字");
  }
}

void read_plain(const boost::json::value& json, bool& value, Reading& reading) {
  if (json.is_bool()) {
    value = json.get_bool();
  } else {
    reading.wrong("应为 true 或 false");
  }
}

void read_plain(const boost::json::value& json, domain::Day& value, Reading& reading) {
  const auto day =
      json.is_string() ? domain::parse_day(std::string_view(json.get_string())) : std::nullopt;
  if (day) {
    value = *day;
  } else {
    reading.wrong("应为 YYYY-MM-DD 的日期");
  }
}

}  // namespace qidi::record
