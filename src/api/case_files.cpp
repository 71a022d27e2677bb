// The files of a case: which there are, and each one's bytes, for whoever reaches the case. What is
// sent is what the record names: the hash is taken again on each reading, and a file that differs
// is told as damaged and never sent. Clauses N8, N9; reliability.md R23, R75.
#include "answers/json_out.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/upload_desk.h"
#include "http/encoding.h"
#include "http/file_body.h"
#include "office/handle_command.h"
#include "record/files_of_event.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

/// A file of this size is sent from memory; a larger one by a worker, piece by piece.
constexpr long long most_in_memory = 8LL << 20;

struct FileOfCase {
  domain::AttachedFile file;
  const record::SealedEvent* event = nullptr;
  bool in_package = false;  ///< handed in before the case was forwarded: frozen with it
};

std::vector<FileOfCase> files_of(const std::vector<record::SealedEvent>& events) {
  std::vector<FileOfCase> files;
  for (const auto& event : events) {
    if (event.envelope.kind == "forwarded") {
      for (auto& file : files) file.in_package = true;
    }
    if (event.envelope.kind == "sent_back") {
      for (auto& file : files) file.in_package = false;
    }
    for (auto& file : record::files_of_event(event.envelope)) {
      files.push_back({std::move(file), &event, false});
    }
  }
  return files;
}

std::string file_json(const FileOfCase& one) {
  const auto& envelope = one.event->envelope;
  return JsonObject()
      .text("id", one.file.file)
      .text("paper", one.file.paper)
      .text("name", one.file.name)
      .text("kind", one.file.kind)
      .number("size", one.file.size)
      .text("hash", one.file.hash)
      .number("sequence", static_cast<long long>(envelope.sequence))
      .text("event", envelope.kind)
      .day("handed_in", envelope.legal_day)
      .text("by", envelope.actor_name.empty() ? envelope.actor : envelope.actor_name)
      .flag("in_package", one.in_package)
      .done();
}

Answered list_files(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(case_id, known_case(**lease, request));
  auto events = (*lease)->reader().load(office::stream_of_case(case_id));
  if (!events) return fault_answer(events.error());
  JsonList files;
  for (const auto& one : files_of(*events)) files.add(file_json(one));
  auto response =
      http::Response::json(JsonObject().text("case_id", case_id).raw("files", files.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

http::Problem damaged() {
  return {500,        "file_altered",
          "文件有误", "存放的文件缺失或与记录的摘要不符，不予提供；请联系管理员核验记录",
          "",         ""};
}

/// The bytes, hashed again before one of them is sent.
Answered bytes_of(const files::Shelf& shelf, const domain::AttachedFile& file) {
  http::Response response;
  const auto size = shelf.size(file.file);
  if (!size || *size != file.size) return Unexpected{damaged()};
  if (file.size <= most_in_memory) {
    auto bytes = shelf.read(file.file, 0, file.size);
    if (record::to_hex(record::sm3(bytes)) != file.hash) return Unexpected{damaged()};
    response.body = std::make_shared<const std::string>(std::move(bytes));
    return response;
  }
  const auto hash = shelf.hash(file.file);
  if (!hash || *hash != file.hash) return Unexpected{damaged()};
  response.file = http::FileBody::open(shelf.path(file.file));
  if (!response.file) return Unexpected{damaged()};
  return response;
}

Answered read_file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const http::Problem none = not_found("这个办件没有这个文件");
  const std::string id(request.segment("file"));
  std::optional<domain::AttachedFile> found;
  {
    auto lease = service.reader();
    if (!lease) return fault_answer(lease.error());
    QIDI_TRY(case_id, known_case(**lease, request));
    auto events = (*lease)->reader().load(office::stream_of_case(case_id));
    if (!events) return fault_answer(events.error());
    for (const auto& one : files_of(*events)) {
      if (one.file.file == id && files::Shelf::is_id(id)) found = one.file;
    }
  }
  if (!found) return Unexpected{none};
  const auto kind = domain::file_kind_from(found->kind);
  QIDI_TRY(response, bytes_of(service.uploads().shelf(), *found));
  response.content_type =
      kind ? std::string(domain::facts_of(*kind).content_type) : "application/octet-stream";
  response.set(
      "Content-Disposition",
      http::named_file("attachment", found->file.substr(0, 8) + "." + found->kind, found->name));
  // Whatever a browser makes of it, it makes in a place of its own: no script, no form, no origin.
  response.set("Content-Security-Policy",
               "sandbox; default-src 'self'; object-src 'none'; base-uri 'none'; "
               "frame-ancestors 'none'; form-action 'none'; script-src 'none'");
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void add_case_file_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/cases/{case}/files";
  add_question(routes, base, http::Lane::read,
               [&service](const http::Request& r) { return list_files(service, r); });
  add_question(routes, base + "/{file}", http::Lane::read,
               [&service](const http::Request& r) { return read_file(service, r); });
}

}  // namespace qidi::api
