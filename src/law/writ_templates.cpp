// A template that cannot be read is a fault of the build and stops the process, as all law data.
#include "law/writ_templates.h"

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "domain/embedded_file.h"

namespace qidi::law {

namespace {

namespace json = boost::json;

/// Reads members by name and remembers the first thing that is wrong.
class Reader {
 public:
  std::string text(const json::object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    if (found == nullptr) return {};
    if (!found->is_string()) {
      note(std::string(key) + " 应为文字");
      return {};
    }
    return std::string(found->get_string());
  }
  std::string needed(const json::object& object, std::string_view key) {
    auto value = text(object, key);
    if (value.empty()) note(std::string(key) + " 缺失");
    return value;
  }
  const json::array& list(const json::object& object, std::string_view key) {
    static const json::array none;
    const auto* found = object.if_contains(key);
    if (found != nullptr && found->is_array()) return found->get_array();
    note(std::string(key) + " 应为列表");
    return none;
  }
  /// Another member than these is a slip of the pen that would silently say nothing.
  void only(const json::object& object, const std::set<std::string_view>& known) {
    for (const auto& member : object) {
      if (!known.contains(std::string_view(member.key()))) {
        note("不认识的成员 " + std::string(member.key()));
      }
    }
  }
  void note(std::string what) {
    if (error_.empty()) error_ = std::move(what);
  }
  const std::string& error() const { return error_; }

 private:
  std::string error_;
};

domain::WritPart part_of(Reader& read, const json::value& value) {
  domain::WritPart part;
  if (!value.is_object()) {
    read.note("body 中有一项不是对象");
    return part;
  }
  const auto& object = value.get_object();
  read.only(object, {"heading", "text", "list", "table", "when", "unless", "empty"});
  part.heading = read.text(object, "heading");
  part.text = read.text(object, "text");
  part.list = read.text(object, "list");
  part.table = read.text(object, "table");
  part.when = read.text(object, "when");
  part.unless = read.text(object, "unless");
  part.empty = read.text(object, "empty");
  const int kinds =
      (part.text.empty() ? 0 : 1) + (part.list.empty() ? 0 : 1) + (part.table.empty() ? 0 : 1);
  if (kinds > 1 || (kinds == 0 && part.heading.empty())) read.note("body 中有一项种类不明");
  return part;
}

domain::WritTemplate version_of(Reader& read, domain::WritKind kind, const json::object& object) {
  read.only(object, {"version", "valid_from", "valid_to", "title", "source", "addressee",
                     "required", "body"});
  domain::WritTemplate made;
  made.kind = kind;
  const auto* version = object.if_contains("version");
  if (version == nullptr || !version->is_int64()) {
    read.note("version 缺失");
  } else {
    made.version = static_cast<int>(version->get_int64());
  }
  const auto from = domain::parse_day(read.needed(object, "valid_from"));
  if (!from) read.note("valid_from 不是日期");
  made.valid_from = from.value_or(domain::beginning_of_days);
  if (const auto to = read.text(object, "valid_to"); !to.empty()) {
    made.valid_to = domain::parse_day(to).value_or(domain::end_of_days);
  }
  made.title = read.needed(object, "title");
  made.source = read.needed(object, "source");
  made.addressee = read.text(object, "addressee");
  for (const auto& item : read.list(object, "required")) {
    if (!item.is_object()) {
      read.note("required 中有一项不是对象");
      break;
    }
    const auto& content = item.get_object();
    read.only(content, {"content", "name", "clause"});
    made.required.push_back({read.needed(content, "content"), read.needed(content, "name"),
                             read.needed(content, "clause")});
  }
  for (const auto& item : read.list(object, "body")) made.body.push_back(part_of(read, item));
  return made;
}

}  // namespace

Result<std::vector<domain::WritTemplate>, std::string> read_writ_templates(std::string_view text) {
  json::error_code failed;
  const auto value = json::parse(text, failed);
  if (failed || !value.is_object()) return Unexpected{std::string("不是 JSON 对象")};
  Reader read;
  const auto name = read.needed(value.get_object(), "kind");
  const auto kind = domain::writ_kind_from(name);
  if (!kind) return Unexpected{"没有这种文书：" + name};
  std::vector<domain::WritTemplate> versions;
  for (const auto& item : read.list(value.get_object(), "versions")) {
    if (!item.is_object()) return Unexpected{std::string("versions 中有一项不是对象")};
    versions.push_back(version_of(read, *kind, item.get_object()));
  }
  if (versions.empty()) read.note("versions 是空的");
  if (!read.error().empty()) return Unexpected{read.error()};
  return versions;
}

std::vector<domain::WritTemplate> writ_templates() {
  std::vector<domain::WritTemplate> all;
  for (const auto& file : embedded::law_files()) {
    if (!file.name.starts_with("papers/")) continue;
    auto versions = read_writ_templates(file.bytes);
    if (!versions) {
      std::fprintf(stderr, "law data %.*s: %s\n", static_cast<int>(file.name.size()),
                   file.name.data(), versions.error().c_str());
      std::abort();
    }
    for (auto& version : *versions) all.push_back(std::move(version));
  }
  return all;
}

}  // namespace qidi::law
