// Files on their way: begun, sent chunk by chunk, looked at, let go. Each is its owner's alone.
// Clause N9; reliability.md R23; docs/api/openapi.yaml, uploads; docs/decisions/0011.
#include <boost/json.hpp>
#include <charconv>
#include <filesystem>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/upload_desk.h"
#include "api/upload_problems.h"
#include "domain/files/upload_keeping.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string upload_json(const Upload& upload, const domain::UploadLimits& limits) {
  return JsonObject()
      .text("id", upload.id)
      .text("name", upload.name)
      .text("kind", domain::facts_of(upload.kind).name)
      .number("size", upload.size)
      .number("received", upload.received)
      .flag("whole", upload.whole)
      .text("hash", upload.hash)
      .text("kept_until",
            domain::to_text(upload.touched +
                            domain::waits_for(limits, upload.draft && upload.whole, false)))
      .done();
}

http::Response upload_response(const Service& service, const Upload& upload, int status = 200) {
  auto response =
      http::Response::json(upload_json(upload, service.uploads().doors().limits), status);
  response.set("Upload-Offset", std::to_string(upload.received));
  return response;
}

std::string kinds_json() {
  JsonList list;
  for (const auto& facts : domain::file_kinds()) {
    JsonList endings;
    endings.add_text("." + std::string(facts.name));
    if (!facts.other_ending.empty()) endings.add_text("." + std::string(facts.other_ending));
    list.add(JsonObject()
                 .text("kind", facts.name)
                 .text("word", facts.chinese)
                 .raw("endings", endings.done())
                 .done());
  }
  return list.done();
}

Answered own_uploads(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& limits = service.uploads().doors().limits;
  JsonList uploads;
  for (const auto& upload : service.uploads().waiting_of(subject_of(request).account)) {
    uploads.add(upload_json(upload, limits));
  }
  return http::Response::json(JsonObject()
                                  .raw("uploads", uploads.done())
                                  .raw("kinds", kinds_json())
                                  .number("most_bytes", limits.file)
                                  .number("most_bytes_waiting", limits.account)
                                  .number("most_files_waiting", limits.account_files)
                                  .flag("scanned", service.uploads().scans())
                                  .done());
}

Answered begin_upload(Service& service, const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"name", "size", "draft"}));
  QIDI_TRY(name, text_member(body, "name"));
  const auto* size = body.if_contains("size");
  if (size == nullptr || !size->is_int64()) {
    return Unexpected{bad_parameter("size", "size 应为文件的字节数")};
  }
  QIDI_TRY(draft, text_member(body, "draft"));
  if (!draft.empty() && draft != "yes" && draft != "no") {
    return Unexpected{bad_parameter("draft", "draft 应为 yes 或 no")};
  }
  QIDI_TRY(upload, service.uploads().begin(subject_of(request).account, key, name,
                                           size->get_int64(), draft == "yes"));
  return upload_response(service, upload, 201);
}

Read<std::string> upload_id(const http::Request& request) {
  const auto id = request.segment("upload");
  if (!files::Shelf::is_id(id)) return Unexpected{no_such_upload()};
  return std::string(id);
}

Answered read_upload(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  QIDI_TRY(id, upload_id(request));
  QIDI_TRY(upload, service.uploads().find(subject_of(request).account, id));
  return upload_response(service, upload);
}

Read<long long> offset_in(const http::Request& request) {
  const auto text = request.header("Upload-Offset");
  long long offset = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (failed != std::errc{} || end != text.data() + text.size() || offset < 0) {
    return Unexpected{bad_parameter("Upload-Offset", "Upload-Offset 应为已收到的字节数")};
  }
  return offset;
}

Answered take_chunk(Service& service, const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(offset, offset_in(request));
  QIDI_TRY(id, upload_id(request));
  if (!request.form.empty() || !request.file_name.empty()) {
    return Unexpected{bad_parameter("", "这里只收文件内容本身，不收表单")};
  }
  UploadDesk::Chunk chunk{key, offset, request.body_file, 0};
  if (!chunk.file.empty()) {
    std::error_code failed;
    chunk.size = static_cast<long long>(std::filesystem::file_size(chunk.file, failed));
    if (failed) return Unexpected{store_failed()};
  }
  const auto& owner = subject_of(request).account;
  auto taken = service.uploads().take(owner, id, chunk);
  if (taken) return upload_response(service, *taken);
  auto response = http::to_response(taken.error());
  if (taken.error().status == 503) response.set("Retry-After", "5");
  if (const auto now = service.uploads().find(owner, id)) {
    response.set("Upload-Offset", std::to_string(now->received));
  }
  return response;
}

Answered remove_upload(Service& service, const http::Request& request) {
  QIDI_CHECK(idempotency_key(request));
  QIDI_TRY(id, upload_id(request));
  QIDI_CHECK(service.uploads().remove(subject_of(request).account, id));
  return http::Response::empty(204);
}

}  // namespace

void add_upload_routes(http::Routes& routes, Service& service) {
  using http::BodyKind;
  using http::Lane;
  using http::Method;
  const std::string base = "/api/v1/uploads";
  add_question(routes, base, Lane::read,
               [&service](const http::Request& r) { return own_uploads(service, r); });
  add_question(routes, base + "/{upload}", Lane::read,
               [&service](const http::Request& r) { return read_upload(service, r); });
  add_write(routes, Method::post, base, Lane::act, BodyKind::json,
            [&service](const http::Request& r) { return begin_upload(service, r); });
  add_write(routes, Method::patch, base + "/{upload}", Lane::files, BodyKind::upload,
            [&service](const http::Request& r) { return take_chunk(service, r); });
  add_write(routes, Method::delete_, base + "/{upload}", Lane::act, BodyKind::none,
            [&service](const http::Request& r) { return remove_upload(service, r); });
}

}  // namespace qidi::api
