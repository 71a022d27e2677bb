// Parse, sort, normalise, write.
#include "record/canonical.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "record/json_fields.h"

namespace qidi::record {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* normaliser = icu::Normalizer2::getNFCInstance(status);
  const auto given = icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
  const auto composed = normaliser->normalize(given, status);
  std::string out;
  if (U_FAILURE(status)) return std::string(text);
  composed.toUTF8String(out);
  return out;
}

bool put(std::string& out, const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      out += "null";
      return true;
    case boost::json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return true;
    case boost::json::kind::int64:
      out += std::to_string(value.get_int64());
      return true;
    case boost::json::kind::uint64:
      out += std::to_string(value.get_uint64());
      return true;
    case boost::json::kind::double_:
      return false;
    case boost::json::kind::string:
      write_text(out, nfc(std::string_view(value.get_string())));
      return true;
    case boost::json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& item : value.get_array()) {
        if (!first) out += ',';
        first = false;
        if (!put(out, item)) return false;
      }
      out += ']';
      return true;
    }
    case boost::json::kind::object:
      break;
  }
  std::vector<std::pair<std::string, const boost::json::value*>> members;
  for (const auto& member : value.get_object()) {
    members.emplace_back(nfc(std::string_view(member.key())), &member.value());
  }
  std::sort(members.begin(), members.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  out += '{';
  bool first = true;
  for (const auto& [key, member] : members) {
    if (!first) out += ',';
    first = false;
    write_text(out, key);
    out += ':';
    if (!put(out, *member)) return false;
  }
  out += '}';
  return true;
}

}  // namespace

Result<std::string, std::string> canonicalise(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed, {}, options);
  if (failed) return Unexpected{std::string("不是合法的 JSON")};
  std::string out;
  if (!put(out, value)) return Unexpected{std::string("数字只能是整数")};
  return out;
}

}  // namespace qidi::record
