// Acts over HTTP: the same commands as on the command line, with the key that makes a repetition
// harmless and the version that the actor saw. Clauses N5-N9; interface.md; reliability.md R40,
// R41.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/upload_desk.h"
#include "domain/casework/agreement.h"
#include "domain/people/filing_unit.h"
#include "record/command_codec.h"

namespace qidi::api {

namespace {

namespace json = boost::json;

http::Problem precondition(int status, std::string refusal, std::string title, std::string detail) {
  return {status, std::move(refusal), std::move(title), std::move(detail), "", "If-Match"};
}

/// The version in a case's ETag, as a receipt ("7") or a reading of it ("7.2022-10-31") gave it.
/// Anything else is refused: what is half understood must not pass for what was seen.
std::optional<unsigned long long> version_in(std::string_view tag) {
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return std::nullopt;
  tag = tag.substr(1, tag.size() - 2);
  const auto point = tag.find('.');
  if (point != std::string_view::npos && !domain::parse_day(tag.substr(point + 1))) {
    return std::nullopt;
  }
  const auto digits = tag.substr(0, point);
  unsigned long long version = 0;
  const auto* last = digits.data() + digits.size();
  const auto [end, failed] = std::from_chars(digits.data(), last, version);
  if (failed != std::errc{} || end != last) return std::nullopt;
  return version;
}

Read<unsigned long long> version_seen(const http::Request& request) {
  const auto tag = request.header("If-Match");
  if (tag.empty()) {
    return Unexpected{precondition(428, "version_missing", "缺少 If-Match",
                                   "改动办件须带 If-Match，值为读取办件时的 ETag")};
  }
  const auto version = version_in(tag);
  if (!version) {
    return Unexpected{
        precondition(400, "version_invalid", "If-Match 读不懂", "If-Match 应为读取办件时的 ETag")};
  }
  return *version;
}

/// The id of a case that is filed: the one given, which must be an address afterwards; or one made
/// out of the command's own id, so that the same filing sent again means the same case.
Read<std::string> filed_id(const json::object& body, const std::string& command_id) {
  const auto* given = body.if_contains("case");
  if (given == nullptr || (given->is_string() && given->as_string().empty())) {
    return record::to_hex(record::sm3("case\n" + command_id)).substr(0, 32);
  }
  if (!given->is_string()) return Unexpected{field_invalid("case", "case 应为文字")};
  const std::string id(given->as_string().data(), given->as_string().size());
  const bool addressable = std::none_of(id.begin(), id.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '/' || c == '\\';
  });
  if (!addressable || id == "." || id == ".." || id.front() == ' ' || id.back() == ' ' ||
      characters_in(id) > 200) {
    return Unexpected{field_invalid(
        "case", "办件编号最多 200 个字，不含 / \\ 和控制字符，首尾没有空格，也不能是 . 或 ..")};
  }
  return id;
}

/// Puts in who acts: whoever signed in acts as himself; another system states for whom it speaks.
/// Gives the actor's id.
Read<std::string> put_actor(const Subject& subject, std::string_view act,
                            boost::json::object& body) {
  auto* stated = body.if_contains("actor");
  if (subject.kind == Subject::Kind::client) {
    const auto* id =
        stated != nullptr && stated->is_object() ? stated->as_object().if_contains("id") : nullptr;
    if (id == nullptr || !id->is_string() || id->as_string().empty()) {
      return Unexpected{bad_parameter("actor", "须写明由谁办理（actor.id、actor.role）")};
    }
    return std::string(id->as_string().data(), id->as_string().size());
  }
  if (stated != nullptr) {
    return Unexpected{bad_parameter("actor", "办理人就是登录的人，不写在正文")};
  }
  const auto& actor = subject.actor;
  json::object person{{"id", actor.id},
                      {"name", actor.name},
                      {"role", domain::name_of(actor.role)},
                      {"department", actor.department},
                      {"region", actor.region}};
  body["actor"] = std::move(person);
  if (act == "file" && actor.role == domain::Role::project_unit) {
    if (!body.contains("unit_code")) body["unit_code"] = subject.unit_code;
    if (!body.contains("unit_name")) body["unit_name"] = subject.unit_name;
  }
  return actor.id;
}

/// An act of two people, sent by a person in a session, is a request: who agrees says so himself,
/// in his own session, and the act is done then (docs/decisions/0018).
Read<void> ask_instead(const boost::json::object& body, domain::Command& command) {
  for (const auto& member : body) {
    const std::string_view name(member.key().data(), member.key().size());
    if (domain::names_who_agreed(name)) {
      return Unexpected{bad_parameter(name, "同意的人须本人登录后同意，不由提出的人写明")};
    }
  }
  if (command.legal_day || command.on_paper) {
    return Unexpected{bad_parameter("legal_day", "须由两人办理的，自另一人同意之日起生效")};
  }
  const std::string act(domain::act_name(command.body));
  auto fields = record::canonical_fields(command.body);
  command.body = domain::AskAgreement{act, std::move(fields)};
  return {};
}

/// The command that the request asks for. A key belongs to its actor: two people may use one.
Read<domain::Command> command_of(const http::Request& request, std::string_view act,
                                 std::string_view case_id,
                                 std::optional<unsigned long long> version) {
  QIDI_TRY(key, idempotency_key(request));
  const bool has_form = act == "file" || act == "refile";
  QIDI_TRY(body, has_form ? filing_body(request) : json_body(request));
  for (const auto* ours : {"command_id", "act", "case", "expected_version"}) {
    if (act == "file" && std::string_view(ours) == "case") continue;
    if (body.contains(ours)) {
      return Unexpected{bad_parameter(ours, std::string(ours) + " 由地址和请求头给出，不写在正文")};
    }
  }
  const auto& subject = subject_of(request);
  if (subject.kind == Subject::Kind::person && body.contains("case")) {
    // A chosen id that is taken would tell of a case that may be out of reach.
    return Unexpected{bad_parameter("case", "办件编号由系统给出，不写在正文")};
  }
  QIDI_TRY(actor_id, put_actor(subject, act, body));
  const auto command_id = actor_id + "/" + key;
  body["command_id"] = command_id;
  body["act"] = act;
  if (act == "file") {
    QIDI_TRY(filed, filed_id(body, command_id));
    body["case"] = filed;
  } else {
    body["case"] = case_id;
  }
  if (version) body["expected_version"] = *version;
  auto command = record::read_command(json::serialize(body));
  if (!command) {
    if (command.error().field == "act") return Unexpected{not_found("没有这种办理动作")};
    return Unexpected{field_invalid(command.error().field, command.error().detail)};
  }
  if (subject.kind == Subject::Kind::person && domain::takes_two_people(command->body)) {
    QIDI_CHECK(ask_instead(body, *command));
  }
  command->reach = subject.reach;
  const auto* filing = std::get_if<domain::File>(&command->body);
  if (filing != nullptr && subject.kind == Subject::Kind::person) {
    const auto no =
        domain::against_filing_for(subject.actor.role, {subject.unit_name, subject.unit_code},
                                   {filing->unit_name, filing->unit_code});
    if (no) return Unexpected{problem_of(*no)};
  }
  return std::move(*command);
}

/// Every member is told, also where it holds nothing: a client need not know what absence means.
/// (The record's own form of a receipt leaves such members out.)
std::string receipt_json(const office::Receipt& receipt) {
  answers::JsonList events;
  for (const auto& event : receipt.events) events.add_text(event);
  return answers::JsonObject()
      .text("command_id", receipt.command_id)
      .text("case_id", receipt.case_id)
      .number("version", static_cast<long long>(receipt.version))
      .raw("events", events.done())
      .text("state", domain::name_of(receipt.state))
      .text("light", receipt.light)
      .day("due", receipt.due)
      .flag("repeated", receipt.repeated)
      .done();
}

http::Response receipt_response(const office::Receipt& receipt, int status) {
  auto response = http::Response::json(receipt_json(receipt), status);
  response.set("ETag", "\"" + std::to_string(receipt.version) + "\"");
  return response;
}

UploadDesk::Outcome outcome_of(const Result<office::Answer, office::Fault>& answer) {
  if (!answer) return UploadDesk::Outcome::unknown;
  return std::holds_alternative<office::Receipt>(*answer) ? UploadDesk::Outcome::done
                                                          : UploadDesk::Outcome::refused;
}

/// The files that the command names are its own until its outcome is known.
void perform(Service& service, const Subject& subject, domain::Command command, int status,
             const http::Reply& reply) {
  const auto* files = domain::files_named(command.body);
  const bool has_files = files != nullptr && !files->empty();
  if (has_files) {
    auto brought = service.uploads().claim(subject.account, command.command_id, *files);
    if (!brought) return reply(http::to_response(brought.error()));
    command.brought = std::move(*brought);
  }
  const auto id = command.command_id;
  const bool taken = service.perform(
      std::move(command),
      [&service, reply, status, has_files, id](const Result<office::Answer, office::Fault>& answer,
                                               unsigned long long version) {
        if (has_files) service.uploads().settle(id, outcome_of(answer));
        if (!answer) return reply(response_of(answer.error()));
        if (const auto* receipt = std::get_if<office::Receipt>(&*answer)) {
          return reply(receipt_response(*receipt, status));
        }
        auto response = http::to_response(problem_of(std::get<domain::Refusal>(*answer)));
        // What is out of reach has no version either: nothing tells it from what is not there.
        const bool is_there = version > 0 && response.status != 404;
        if (is_there) response.set("ETag", "\"" + std::to_string(version) + "\"");
        reply(std::move(response));
      });
  if (taken) return;
  if (has_files) service.uploads().settle(id, UploadDesk::Outcome::refused);
  reply(too_busy());
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
    perform(service, subject_of(*request), std::move(*command), 201, reply);
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
    perform(service, subject_of(*request), std::move(*command), 200, reply);
  };
  routes.add(std::move(act));
}

}  // namespace qidi::api
