// Acts over HTTP: the same commands as on the command line, with the key that makes a repetition
// harmless and the version that the actor saw. Clauses N5-N9; interface.md; reliability.md R40,
// R41.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "api/problems.h"
#include "api/routing.h"
#include "office/receipts.h"
#include "record/canonical.h"
#include "record/command_codec.h"

namespace qidi::api {

namespace {

namespace json = boost::json;

http::Problem precondition(int status, std::string refusal, std::string title, std::string detail,
                           std::string field) {
  return {status, std::move(refusal), std::move(title), std::move(detail), "", std::move(field)};
}

Read<std::string> idempotency_key(const http::Request& request) {
  const auto key = request.header("Idempotency-Key");
  if (key.empty()) {
    return Unexpected{precondition(400, "idempotency_key_missing", "缺少 Idempotency-Key",
                                   "每次写入须带 Idempotency-Key，重发时用同一个",
                                   "Idempotency-Key")};
  }
  const bool readable = std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '.' || c == ':' || c == '-';
  });
  if (key.size() < 8 || key.size() > 128 || !readable) {
    return Unexpected{precondition(400, "idempotency_key_invalid", "Idempotency-Key 不合规",
                                   "Idempotency-Key 应为 8 至 128 个字母、数字或 _ . : -",
                                   "Idempotency-Key")};
  }
  return std::string(key);
}

/// The version in the ETag of a case: "7.2022-10-31" -> 7.
Read<unsigned long long> version_seen(const http::Request& request) {
  auto tag = request.header("If-Match");
  if (tag.empty()) {
    return Unexpected{precondition(428, "version_missing", "缺少 If-Match",
                                   "改动办件须带 If-Match，值为读取办件时的 ETag", "If-Match")};
  }
  if (tag.starts_with('"')) tag.remove_prefix(1);
  unsigned long long version = 0;
  const auto [end, failed] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (failed != std::errc{} || (end != tag.data() + tag.size() && *end != '.' && *end != '"')) {
    return Unexpected{precondition(400, "version_invalid", "If-Match 读不懂",
                                   "If-Match 应为读取办件时的 ETag", "If-Match")};
  }
  return version;
}

Read<json::object> body_of(const http::Request& request) {
  const auto canonical = record::canonicalise(request.body);
  if (!canonical) {
    return Unexpected{
        bad_parameter("", "正文应为一个 JSON 对象，UTF-8，成员不重复，只含整数和文字")};
  }
  boost::system::error_code failed;
  auto value = json::parse(*canonical, failed);
  if (failed || !value.is_object()) {
    return Unexpected{bad_parameter("", "正文应为一个 JSON 对象")};
  }
  return std::move(value.as_object());
}

/// The command that the request asks for. A key belongs to its actor: two people may use one.
Read<domain::Command> command_of(const http::Request& request, std::string_view act,
                                 std::string_view case_id,
                                 std::optional<unsigned long long> version) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, body_of(request));
  for (const auto* ours : {"command_id", "act", "case", "expected_version"}) {
    if (act == "file" && std::string_view(ours) == "case") continue;
    if (body.contains(ours)) {
      return Unexpected{bad_parameter(ours, std::string(ours) + " 由地址和请求头给出，不写在正文")};
    }
  }
  const auto* actor = body.if_contains("actor");
  const auto* id =
      actor != nullptr && actor->is_object() ? actor->as_object().if_contains("id") : nullptr;
  if (id == nullptr || !id->is_string() || id->as_string().empty()) {
    return Unexpected{bad_parameter("actor", "须写明由谁办理（actor.id、actor.role）")};
  }
  const auto command_id = std::string(id->as_string().data(), id->as_string().size()) + "/" + key;
  body["command_id"] = command_id;
  body["act"] = act;
  if (!case_id.empty()) body["case"] = case_id;
  if (version) body["expected_version"] = *version;
  auto command = record::read_command(json::serialize(body));
  if (!command) {
    auto problem = bad_parameter(command.error().field, command.error().detail);
    problem.status = 422;
    problem.refusal = "field_invalid";
    return Unexpected{std::move(problem)};
  }
  return std::move(*command);
}

http::Response receipt_response(const office::Receipt& receipt, int status) {
  auto response = http::Response::json(office::write_receipt(receipt), status);
  response.set("ETag", "\"" + std::to_string(receipt.version) + "\"");
  return response;
}

void perform(Service& service, domain::Command command, int status, const http::Reply& reply) {
  const bool taken = service.perform(
      std::move(command), [reply, status](const Result<office::Answer, office::Fault>& answer,
                                          unsigned long long version) {
        if (!answer) return reply(response_of(answer.error()));
        if (const auto* receipt = std::get_if<office::Receipt>(&*answer)) {
          return reply(receipt_response(*receipt, status));
        }
        auto response = http::to_response(problem_of(std::get<domain::Refusal>(*answer)));
        if (version > 0) response.set("ETag", "\"" + std::to_string(version) + "\"");
        reply(std::move(response));
      });
  if (!taken) {
    reply(http::plain_problem(503, "overloaded", "正在处理的办理太多，请稍后用同一个键重试")
              .set("Retry-After", "2"));
  }
}

}  // namespace

void add_act_routes(http::Routes& routes, Service& service) {
  http::Route file;
  file.method = http::Method::post;
  file.pattern = "/api/v1/cases";
  file.lane = http::Lane::act;
  file.body = http::BodyKind::json;
  file.handle = [&service](const std::shared_ptr<const http::Request>& request,
                           const http::Reply& reply) {
    auto command = command_of(*request, "file", "", std::nullopt);
    if (!command) return reply(http::to_response(command.error()));
    perform(service, std::move(*command), 201, reply);
  };
  routes.add(std::move(file));

  http::Route act;
  act.method = http::Method::post;
  act.pattern = "/api/v1/cases/{case}/{act}";
  act.lane = http::Lane::act;
  act.body = http::BodyKind::json;
  act.handle = [&service](const std::shared_ptr<const http::Request>& request,
                          const http::Reply& reply) {
    if (request->segment("act") == "file") {
      return reply(http::to_response(not_found("申报的地址是 POST /api/v1/cases")));
    }
    auto version = version_seen(*request);
    if (!version) return reply(http::to_response(version.error()));
    auto command =
        command_of(*request, request->segment("act"), request->segment("case"), *version);
    if (!command) return reply(http::to_response(command.error()));
    perform(service, std::move(*command), 200, reply);
  };
  routes.add(std::move(act));
}

}  // namespace qidi::api
