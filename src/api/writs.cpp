// The papers of a case: which there are, each as a file, and whether one that somebody holds is
// genuine. The last is open to everyone and tells only what the paper itself shows.
// Clauses N5, N8; feature F63; docs/decisions/0012.
#include <array>
#include <charconv>

#include "answers/json_out.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "http/encoding.h"
#include "office/writs/case_writs.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using domain::GivenWrit;

std::string delivery_json(const std::optional<domain::Delivery>& delivered) {
  if (!delivered) return "null";
  return JsonObject()
      .text("way", domain::name_of(delivered->way))
      .text("word", domain::chinese_of(delivered->way))
      .day("day", delivered->day)
      .text("receiver", delivered->receiver)
      .flag("refused", delivered->refused)
      .flag("by_unit", delivered->by_unit)
      .number("event", delivered->sequence)
      .done();
}

/// Where the public verifies a writ, from the server's root on.
std::string verify_path(const office::CaseWrits& writs, const GivenWrit& given) {
  return "/verify?case=" + http::percent_encoded(writs.case_id) +
         "&event=" + std::to_string(given.sequence) +
         "&hash=" + record::to_hex(writs.sealed(given).hash);
}

std::string missing_json(const office::MissingContent& missing) {
  return JsonObject()
      .text("content", missing.content)
      .text("name", missing.name)
      .text("clause", missing.clause)
      .done();
}

std::string writ_json(Service& service, const office::CaseWrits& writs, const GivenWrit& given) {
  const auto& doors = service.doors();
  const auto written =
      office::drawn_up_writ(writs, given, doors.rules, doors.regions, doors.writs.templates);
  return JsonObject()
      .number("event", given.sequence)
      .text("kind", domain::name_of(given.kind))
      .text("word", domain::chinese_of(given.kind))
      .text("number", given.number)
      .day("day", given.day)
      .text("region", given.organ.region)
      .text("department", given.organ.department)
      .text("organ", office::organ_name(given.organ, doors.regions))
      .raw("delivered", delivery_json(given.delivered))
      .text("standing", domain::name_of(given.standing))
      .raw("missing", written ? "null" : missing_json(written.error()))
      .text("verify", verify_path(writs, given))
      .done();
}

/// The case's writs, for who reaches it.
Read<office::CaseWrits> asked_case(Service& service, Service::Lease& lease,
                                   const http::Request& request) {
  QIDI_TRY(case_id, known_case(*lease, request));
  auto read = office::writs_of(lease->reader(), case_id);
  if (!read || !*read) return Unexpected{no_such_case()};
  auto writs = std::move(**read);
  writs.query_code = service.query_codes().code_of(writs.stored.front().global_index);
  writs.query_address = service.doors().writs.public_address + "/progress";
  return writs;
}

Answered list_of_writs(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(writs, asked_case(service, *lease, request));
  JsonList list;
  for (const auto& given : writs.current.writs) {
    list.add(writ_json(service, writs, given));
  }
  auto response = http::Response::json(JsonObject()
                                           .text("case_id", writs.case_id)
                                           .text("query_code", writs.query_code)
                                           .raw("writs", list.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

std::optional<long long> sequence_in(std::string_view text) {
  long long sequence = 0;
  const auto* last = text.data() + text.size();
  const auto [end, failed] = std::from_chars(text.data(), last, sequence);
  if (failed != std::errc{} || end != last || sequence < 1) return std::nullopt;
  return sequence;
}

const GivenWrit* asked_writ(const office::CaseWrits& writs, std::string_view event) {
  const auto sequence = sequence_in(event);
  return sequence ? writs.at(*sequence) : nullptr;
}

std::string stamp_of(office::DirectoryKind kind, const GivenWrit& given) {
  std::string stamp;
  if (kind == office::DirectoryKind::demonstration) stamp = "演示数据";
  if (kind == office::DirectoryKind::rehearsal) stamp = "演练";
  const auto add = [&](const std::string& words) { stamp += (stamp.empty() ? "" : "　") + words; };
  if (given.standing == domain::WritStanding::corrected) add("已更正，以更正记录为准");
  if (given.standing == domain::WritStanding::set_aside) add("已撤销");
  return stamp;
}

/// The PDF of a writ, or the problem in its place.
Read<std::string> printed(Service& service, Service::Lease& lease, const office::CaseWrits& writs,
                          const GivenWrit& given) {
  const auto& doors = service.doors();
  auto written =
      office::drawn_up_writ(writs, given, doors.rules, doors.regions, doors.writs.templates);
  if (!written) {
    const auto& missing = written.error();
    return Unexpected{http::Problem{422, "content_missing", "文书缺少必要内容",
                                    "缺少“" + missing.name + "”，文书不能出具", missing.clause,
                                    missing.content}};
  }
  const auto not_made = [] {
    return Unexpected{http::Problem{500, "file_not_made", "文件没有生成",
                                    "文件没有生成；请联系管理员检查字体和存储", "", ""}};
  };
  auto proof = office::proof_of_writ(lease->reader(), writs, given);
  if (!proof) return not_made();
  const auto& sealed = writs.sealed(given);
  auto made = doors.writs.pdf(
      {*written,
       stamp_of(doors.kind, given),
       doors.writs.public_address + verify_path(writs, given),
       {"办件 " + writs.case_id + " 第" + std::to_string(given.sequence) + "条记录（全部记录第" +
            std::to_string(proof->index) + "号），摘要 " + record::to_hex(proof->event_hash),
        "记录根（前" + std::to_string(proof->index + 1) + "条） " +
            record::to_hex(proof->root_then)},
       sealed.envelope.recorded});
  if (!made) return not_made();
  return std::move(*made);
}

http::Response pdf_response(std::string bytes, const GivenWrit& given) {
  http::Response response;
  response.content_type = "application/pdf";
  response.body = std::make_shared<const std::string>(std::move(bytes));
  const auto plain =
      std::string(domain::name_of(given.kind)) + "-" + std::to_string(given.sequence) + ".pdf";
  const auto which = given.number.empty() ? domain::to_text(given.day) : given.number;
  response.set("Content-Disposition", http::named_file("inline", plain,
                                                       std::string(domain::chinese_of(given.kind)) +
                                                           " " + which + ".pdf"));
  response.set("Cache-Control", "private, no-store");
  return response;
}

/// The unit's own receipt of what it opened: one command for ever, however often it looks.
domain::Command opening(const Subject& subject, const office::CaseWrits& writs,
                        const GivenWrit& given) {
  domain::Command command;
  command.command_id = "opened/" + writs.case_id + "/" + std::to_string(given.sequence);
  command.case_id = writs.case_id;
  command.actor = subject.actor;
  command.reach = subject.reach;
  command.body = domain::ConfirmReceipt{std::to_string(given.sequence)};
  return command;
}

void file_of_writ(Service& service, const http::Request& request, const http::Reply& reply) {
  const auto refuse = [&](const http::Problem& problem) { reply(http::to_response(problem)); };
  if (auto known = only(request, {}); !known) return refuse(known.error());
  auto lease = service.reader();
  if (!lease) return reply(response_of(lease.error()));
  auto writs = asked_case(service, *lease, request);
  if (!writs) return refuse(writs.error());
  const auto* given = asked_writ(*writs, request.segment("event"));
  if (given == nullptr) return refuse(not_found("这个办件没有这份文书"));
  auto made = printed(service, *lease, *writs, *given);
  if (!made) return refuse(made.error());
  auto response = pdf_response(std::move(*made), *given);
  const auto& subject = subject_of(request);
  const bool opens = request.method == http::Method::get && subject.kind == Subject::Kind::person &&
                     subject.actor.role == domain::Role::project_unit && !given->delivered &&
                     given->kind != domain::WritKind::delivery_receipt;
  if (!opens) return reply(std::move(response));
  // The paper is told only once its receipt is durable. Where acts cannot be kept just now, the
  // unit has its paper all the same and the next opening records it.
  auto kept = std::make_shared<http::Response>(std::move(response));
  const bool taken =
      service.perform(opening(subject, *writs, *given),
                      [reply, kept](const Result<office::Answer, office::Fault>&,
                                    unsigned long long) { reply(std::move(*kept)); });
  if (!taken) reply(std::move(*kept));
}

Answered signature_of_writ(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(writs, asked_case(service, *lease, request));
  const auto* given = asked_writ(writs, request.segment("event"));
  if (given == nullptr) return Unexpected{not_found("这个办件没有这份文书")};
  QIDI_TRY(made, printed(service, *lease, writs, *given));
  auto seal = service.doors().writs.seal(made);
  if (!seal) {
    return Unexpected{http::Problem{503, "seal_not_made", "没有签名",
                                    "签名没有生成；请联系管理员检查签名密钥", "", ""}};
  }
  auto response = http::Response::json(*seal);
  response.set("Cache-Control", "private, no-store");
  return response;
}

/// One answer for all that is not genuine: a wrong hash and a case that is not there look alike.
http::Response no_match() {
  auto response =
      http::Response::json(JsonObject().flag("matches", false).raw("writ", "null").done());
  response.set("Cache-Control", "no-store");
  return response;
}

Answered verify_writ(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"case", "event", "hash"}));
  constexpr std::array<std::pair<std::string_view, std::size_t>, 3> most{
      {{"case", 400}, {"event", 20}, {"hash", 200}}};
  for (const auto& [name, length] : most) {
    const auto given = request.parameter(name).value_or("");
    if (given.empty() || characters_in(given) > length) {
      return Unexpected{bad_parameter(name, std::string(name) + " 是空的或过长；请重新扫描二维码")};
    }
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  // Under its own id only: a sheet's id could be guessed.
  auto found = office::writs_of((*lease)->reader(), std::string(*request.parameter("case")));
  if (!found) return fault_answer(found.error());
  if (!*found) return no_match();
  const auto& writs = **found;
  const auto* given = asked_writ(writs, *request.parameter("event"));
  if (given == nullptr) return no_match();
  if (record::to_hex(writs.sealed(*given).hash) != *request.parameter("hash")) return no_match();
  auto proof = office::proof_of_writ((*lease)->reader(), writs, *given);
  if (!proof) return fault_answer(proof.error());
  const auto facts = office::facts_of_writ(writs, *given, service.rules(), service.doors().regions);
  const auto unit = facts.texts.find("unit_name");
  const auto shown = JsonObject()
                         .text("kind", domain::name_of(given->kind))
                         .text("word", domain::chinese_of(given->kind))
                         .text("number", given->number)
                         .text("organ", office::organ_name(given->organ, service.doors().regions))
                         .day("day", given->day)
                         .text("addressee", office::masked_name(unit->second))
                         .text("standing", domain::name_of(given->standing))
                         .number("index", static_cast<long long>(proof->index))
                         .text("root_then", record::to_hex(proof->root_then))
                         .number("log_size", static_cast<long long>(proof->size_now))
                         .text("root", record::to_hex(proof->root_now))
                         .number("path_length", static_cast<long long>(proof->path.size()))
                         .done();
  auto response =
      http::Response::json(JsonObject().flag("matches", true).raw("writ", shown).done());
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_writ_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, http::Lane lane,
                       Answered (*answer)(Service&, const http::Request&)) {
    add_question(routes, pattern, lane, [&service, answer](const http::Request& request) {
      return answer(service, request);
    });
  };
  ask("/api/v1/cases/{case}/writs", http::Lane::read, list_of_writs);
  ask("/api/v1/cases/{case}/writs/{event}/signature", http::Lane::heavy, signature_of_writ);
  ask("/api/v1/verify-writ", http::Lane::read, verify_writ);
  http::Route file;
  file.method = http::Method::get;
  file.pattern = "/api/v1/cases/{case}/writs/{event}/file";
  file.lane = http::Lane::heavy;
  file.handle = [&service](const std::shared_ptr<const http::Request>& request,
                           const http::Reply& reply) { file_of_writ(service, *request, reply); };
  routes.add(std::move(file));
}

}  // namespace qidi::api
