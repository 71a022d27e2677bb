// What is kept of an upload beside its bytes, so that a restart forgets none.
#include <boost/json.hpp>

#include "api/upload_desk.h"

namespace qidi::api {

namespace json = boost::json;

std::string upload_note(const Upload& upload) {
  const json::object note{
      {"owner", upload.owner}, {"key", upload.key},
      {"name", upload.name},   {"kind", domain::facts_of(upload.kind).name},
      {"size", upload.size},   {"whole", upload.whole},
      {"hash", upload.hash},   {"touched", upload.touched.time_since_epoch().count()},
      {"claim", upload.claim}, {"draft", upload.draft}};
  return json::serialize(note);
}

std::optional<Upload> upload_from_note(const std::string& id, const std::string& note) {
  boost::system::error_code failed;
  const auto value = json::parse(note, failed);
  if (failed || !value.is_object()) return std::nullopt;
  const auto& object = value.get_object();
  const auto text = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : std::string();
  };
  const auto number = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_int64() ? found->get_int64() : 0;
  };
  const auto kind = domain::file_kind_from(text("kind"));
  if (!kind || text("owner").empty()) return std::nullopt;
  Upload upload;
  upload.id = id;
  upload.owner = text("owner");
  upload.key = text("key");
  upload.name = text("name");
  upload.kind = *kind;
  upload.size = number("size");
  const auto flag = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
  };
  upload.whole = flag("whole");
  upload.draft = flag("draft");
  upload.hash = text("hash");
  upload.touched = domain::Instant(std::chrono::seconds(number("touched")));
  upload.claim = text("claim");
  return upload;
}

}  // namespace qidi::api
