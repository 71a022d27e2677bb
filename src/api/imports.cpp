// Ledgers out of sheets: a file is dropped, its columns are named, its rows are tried or taken, and
// what was wrong with each is told. Clause N1; interface.md; docs/api/openapi.yaml, imports.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/import_desk.h"
#include "api/import_json.h"
#include "api/import_report.h"
#include "api/problems.h"
#include "api/routing.h"

namespace qidi::api {

namespace {

using Desk = std::shared_ptr<ImportDesk>;

constexpr auto sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

http::Response import_response(Service& service, const Import& import, int status = 200) {
  auto response =
      http::Response::json(import_json(import, service.doors().imports.fields, true), status);
  response.set("Cache-Control", "no-store");
  return response;
}

Read<Import> seen_import(ImportDesk& desk, const http::Request& request) {
  QIDI_TRY(import, desk.find(std::string(request.segment("import"))));
  if (!sees_import(subject_of(request), import.by)) return Unexpected{not_found("没有这次导入")};
  return import;
}

/// A key belongs to who used it: two people may use one.
std::string own_key(const http::Request& request, const std::string& key) {
  return subject_of(request).account + "/" + key;
}

Answered list(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  answers::JsonList imports;
  for (const auto& import : desk.all()) {
    if (!sees_import(subject_of(request), import.by)) continue;
    imports.add(import_json(import, service.doors().imports.fields, false));
  }
  auto response = http::Response::json(answers::JsonObject().raw("imports", imports.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

Answered one(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  QIDI_TRY(import, seen_import(desk, request));
  return import_response(service, import);
}

Answered upload(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(import, desk.upload(request, own_key(request, key)));
  return import_response(service, import, 201);
}

/// The key together with all that was asked under it.
Read<AnsweredKey> key_of(const http::Request& request, const boost::json::object& body) {
  QIDI_TRY(key, idempotency_key(request));
  return AnsweredKey{
      own_key(request, key),
      record::to_hex(record::sm3(request.path + "\n" + boost::json::serialize(body)))};
}

Answered map(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(seen_import(desk, request));
  QIDI_TRY(body, json_body(request));
  QIDI_TRY(key, key_of(request, body));
  QIDI_TRY(mapping, mapping_from(body, service.doors().imports.fields));
  QIDI_TRY(import, desk.map(std::string(request.segment("import")), mapping, key));
  return import_response(service, import);
}

Read<bool> flag_of(const boost::json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  if (value == nullptr) return false;
  if (value->is_bool()) return value->get_bool();
  return Unexpected{bad_parameter(name, std::string(name) + " 应为 true 或 false")};
}

Answered start(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(seen_import(desk, request));
  QIDI_TRY(body, json_body(request));
  QIDI_TRY(key, key_of(request, body));
  QIDI_CHECK(only_members(body, {"update", "dry_run"}));
  QIDI_TRY(update, flag_of(body, "update"));
  QIDI_TRY(dry_run, flag_of(body, "dry_run"));
  QIDI_TRY(import, desk.start(std::string(request.segment("import")), update, dry_run, key));
  return import_response(service, import, 202);
}

Answered undo(Service& service, ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(seen_import(desk, request));
  QIDI_TRY(body, json_body(request));
  QIDI_TRY(key, key_of(request, body));
  QIDI_CHECK(only_members(body, {"reason"}));
  const auto* reason = body.if_contains("reason");
  const bool is_text = reason != nullptr && reason->is_string();
  const std::string text = is_text ? std::string(reason->get_string()) : "";
  if (text.size() < 2 || text.size() > 2000) {
    return Unexpected{bad_parameter("reason", "须写明撤销的理由（2 至 500 字）")};
  }
  QIDI_TRY(import, desk.undo(std::string(request.segment("import")), text, key));
  return import_response(service, import, 202);
}

std::optional<std::string> whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

Answered report(ImportDesk& desk, const http::Request& request) {
  QIDI_CHECK(only(request, {"format"}));
  const std::string format(request.parameter("format").value_or("json"));
  if (format != "json" && format != "csv") {
    return Unexpected{bad_parameter("format", "format 应为 json 或 csv")};
  }
  QIDI_TRY(import, seen_import(desk, request));
  if (import.state == ImportState::running) {
    return Unexpected{
        http::Problem{409, "import_running", "正在导入", "导入结束后才有问题清单", "", ""}};
  }
  const auto folder = desk.folder_of(import.id);
  if (format == "json") {
    const auto text = whole_file(ImportReport::json_file(folder));
    return http::Response::json(text.value_or(R"({"problems":[],"more":0})"));
  }
  auto text = whole_file(ImportReport::csv_file(folder));
  if (!text) return Unexpected{not_found("还没有试导入或导入过")};
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = std::make_shared<const std::string>(std::move(*text));
  response.set("Content-Disposition", "attachment; filename=\"report-" + import.id + ".csv\"");
  return response;
}

Answered ledger_template(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto path = service.doors().temporary_folder + "/template-" + request.request_id + ".xlsx";
  const auto written = service.doors().imports.write_template(path);
  auto bytes = written ? whole_file(path) : std::nullopt;
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!bytes) return http::plain_problem(500, "file_not_made", "模板没有生成；请联系管理员");
  http::Response response;
  response.content_type = sheet_type;
  response.body = std::make_shared<const std::string>(std::move(*bytes));
  response.set("Content-Disposition", "attachment; filename=\"ledger-template.xlsx\"");
  return response;
}

}  // namespace

void add_import_routes(http::Routes& routes, Service& service) {
  const auto desk = std::make_shared<ImportDesk>(service);
  using http::BodyKind;
  using http::Lane;
  using http::Method;
  const std::string base = "/api/v1/imports";
  add_question(routes, base, Lane::read,
               [&service, desk](const http::Request& r) { return list(service, *desk, r); });
  add_question(routes, base + "/template", Lane::heavy,
               [&service](const http::Request& r) { return ledger_template(service, r); });
  add_question(routes, base + "/{import}", Lane::read,
               [&service, desk](const http::Request& r) { return one(service, *desk, r); });
  add_question(routes, base + "/{import}/report", Lane::heavy,
               [desk](const http::Request& r) { return report(*desk, r); });
  add_write(routes, Method::post, base, Lane::heavy, BodyKind::upload,
            [&service, desk](const http::Request& r) { return upload(service, *desk, r); });
  add_write(routes, Method::put, base + "/{import}/mapping", Lane::heavy, BodyKind::json,
            [&service, desk](const http::Request& r) { return map(service, *desk, r); });
  add_write(routes, Method::post, base + "/{import}/start", Lane::act, BodyKind::json,
            [&service, desk](const http::Request& r) { return start(service, *desk, r); });
  add_write(routes, Method::post, base + "/{import}/undo", Lane::act, BodyKind::json,
            [&service, desk](const http::Request& r) { return undo(service, *desk, r); });
}

}  // namespace qidi::api
