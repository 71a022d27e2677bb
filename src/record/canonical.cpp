// Parse, sort, normalise, write.
#include "record/canonical.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
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

/// Writes values in canonical form; stops at the first that has none.
class Writer {
 public:
  explicit Writer(Numbers numbers) : numbers_(numbers) {}
  bool put(const boost::json::value& value);
  const std::string& text() const { return out_; }
  /// Chinese; empty when all is well.
  const std::string& problem() const { return problem_; }
  std::size_t members() const { return members_; }

 private:
  bool put_object(const boost::json::object& object);
  bool put_fraction(double number);

  Numbers numbers_;
  std::string out_;
  std::string problem_;
  std::size_t members_ = 0;
};

bool Writer::put(const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      out_ += "null";
      return true;
    case boost::json::kind::bool_:
      out_ += value.get_bool() ? "true" : "false";
      return true;
    case boost::json::kind::int64:
      out_ += std::to_string(value.get_int64());
      return true;
    case boost::json::kind::uint64:
      out_ += std::to_string(value.get_uint64());
      return true;
    case boost::json::kind::double_:
      return put_fraction(value.get_double());
    case boost::json::kind::string:
      write_text(out_, nfc(std::string_view(value.get_string())));
      return true;
    case boost::json::kind::object:
      return put_object(value.get_object());
    case boost::json::kind::array:
      break;
  }
  out_ += '[';
  bool first = true;
  for (const auto& item : value.get_array()) {
    if (!first) out_ += ',';
    first = false;
    if (!put(item)) return false;
  }
  out_ += ']';
  return true;
}

bool Writer::put_fraction(double number) {
  if (numbers_ == Numbers::integers) {
    problem_ = "数字只能是整数";
    return false;
  }
  std::array<char, 64> digits{};
  // Plus nought: a negative nought is nought.
  const auto [end, failed] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number + 0.0);
  if (failed != std::errc{} || !std::isfinite(number)) {
    problem_ = "数字过大";
    return false;
  }
  out_.append(digits.data(), end);
  return true;
}

bool Writer::put_object(const boost::json::object& object) {
  std::vector<std::pair<std::string, const boost::json::value*>> members;
  for (const auto& member : object) {
    members.emplace_back(nfc(std::string_view(member.key())), &member.value());
  }
  std::sort(members.begin(), members.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  members_ += members.size();
  out_ += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out_ += ',';
    if (i > 0 && members[i].first == members[i - 1].first) {
      problem_ = "同一名称写了两次：" + members[i].first;
      return false;
    }
    write_text(out_, members[i].first);
    out_ += ':';
    if (!put(*members[i].second)) return false;
  }
  out_ += '}';
  return true;
}

/// How many members a legal JSON text writes: the parser keeps only the last of two that have one
/// name, and a reader that keeps the first would see another record.
std::size_t members_written(std::string_view json) {
  std::size_t count = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (in_text && json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      in_text = !in_text;
    } else if (!in_text && json[i] == ':') {
      ++count;
    }
  }
  return count;
}

}  // namespace

Result<std::string, std::string> canonicalise(std::string_view json, Numbers numbers) {
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed, {}, options);
  if (failed) return Unexpected{std::string("不是合法的 JSON")};
  Writer writer(numbers);
  if (!writer.put(value)) return Unexpected{writer.problem()};
  if (writer.members() != members_written(json)) {
    return Unexpected{std::string("同一名称写了两次")};
  }
  return writer.text();
}

}  // namespace qidi::record
