// Writing JSON for people and scripts: one object at a time, members in the order given, stable
// names. Reading JSON is not done here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time/day.h"

namespace qidi::answers {

/// Adds a JSON string literal, escaped.
void append_json_text(std::string& out, std::string_view text);
/// A JSON string literal, escaped.
std::string json_text(std::string_view text);

class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value);
  JsonObject& number(std::string_view name, long long value);
  JsonObject& flag(std::string_view name, bool value);
  JsonObject& day(std::string_view name, domain::Day value);
  /// null when absent.
  JsonObject& day(std::string_view name, const std::optional<domain::Day>& value);
  JsonObject& number(std::string_view name, const std::optional<long long>& value);
  /// null at the end of days.
  JsonObject& day_or_never(std::string_view name, domain::Day value);
  /// A value that is JSON already.
  JsonObject& raw(std::string_view name, std::string_view json);
  std::string done() const { return text_ + "}"; }

 private:
  std::string& member(std::string_view name);
  std::string text_ = "{";
};

/// A JSON array of values that are JSON already.
class JsonList {
 public:
  JsonList& add(std::string_view json);
  JsonList& add_text(std::string_view text);
  std::string done() const { return text_ + "]"; }

 private:
  std::string text_ = "[";
};

}  // namespace qidi::answers
