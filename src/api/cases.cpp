// One case: where it stands, its whole record, its countdowns with their reasons, its proof; and
// the cases of one project. Clauses N6, N8; features F61.
#include "answers/case_json.h"
#include "answers/json_out.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/unit_projects.h"
#include "office/case_page.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string row_json(Service& service, const office::LedgerLine& line, domain::Day as_of) {
  return answers::ledger_row_json(office::row_of(line, service.rules(), as_of), service.names());
}

Answered read_case(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"as_of"}));
  QIDI_TRY(as_of, day_parameter(request, "as_of", service.today()));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto page = office::case_page((*lease)->reader(), (*lease)->view(),
                                std::string(request.segment("case")), as_of);
  if (!page) return fault_answer(page.error());
  if (!*page || out_of_reach(request, (*page)->rows)) return Unexpected{no_such_case()};
  const auto& found = **page;
  if (found.rows.standings.empty()) {
    return Unexpected{
        not_found("这个办件由台账误导入，导入已撤销，不在任何台账中；经过见办理记录")};
  }
  if (!found.line) {
    return Unexpected{not_found("这个办件在 " + domain::to_text(as_of) + " 尚未收件")};
  }
  const auto& facts = found.rows.facts;
  auto response = http::Response::json(
      JsonObject()
          .raw("row", row_json(service, *found.line, as_of))
          .number("version", static_cast<long long>(found.version))
          .day("as_of", as_of)
          .text("unit_code", facts.unit_code)
          .text("project_region", facts.project_region)
          .number("matter_version", facts.matter_version)
          .text("classification", facts.classification)
          .text("measure", facts.measure)
          .flag("imported", facts.imported)
          .raw("standings", answers::standings_json(found.rows.standings, as_of))
          .raw("countdowns", answers::segments_json(found.rows.segments))
          .raw("time", answers::time_json(domain::split_of_time(found.rows.standings, as_of,
                                                                service.rules().calendar),
                                          service.names()))
          .done());
  response.set("ETag", "\"" + std::to_string(found.version) + "." + domain::to_text(as_of) + "\"");
  // Under the sheet's own id the answer is not kept: the case's acts would not forget it there.
  const bool own_id = request.segment("case") == facts.case_id;
  response.set("Cache-Control", own_id ? "private, no-cache" : "no-store");
  return response;
}

Answered record_of_case(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(case_id, known_case(**lease, request));
  auto events = (*lease)->reader().load(office::stream_of_case(case_id));
  if (!events) return fault_answer(events.error());
  JsonList list;
  for (const auto& event : *events) list.add(answers::event_json(event));
  return http::Response::json(
      JsonObject().text("case_id", case_id).raw("events", list.done()).done());
}

Answered countdowns(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"as_of"}));
  QIDI_TRY(as_of, day_parameter(request, "as_of", service.today()));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(case_id, known_case(**lease, request));
  const auto& rules = service.rules();
  auto running = office::running_countdowns((*lease)->reader(), rules, case_id, as_of);
  if (!running) return fault_answer(running.error());
  auto rows = (*lease)->view().case_rows(case_id);
  if (!rows) return fault_answer(rows.error());
  if (!*rows) return Unexpected{no_such_case()};
  JsonList list;
  for (const auto& countdown : running->running) {
    list.add(
        answers::countdown_json(countdown, running->governing == countdown.kind, rules.calendar));
  }
  return http::Response::json(JsonObject()
                                  .text("case_id", case_id)
                                  .day("as_of", as_of)
                                  .raw("running", list.done())
                                  .raw("stretches", answers::segments_json((*rows)->segments))
                                  .done());
}

std::string head_json(const std::optional<record::SignedHead>& head) {
  if (!head) return "null";
  return JsonObject()
      .number("size", static_cast<long long>(head->size))
      .text("root", record::to_hex(head->root))
      .text("signed_at", domain::to_text(head->signed_at))
      .text("signature", head->signature)
      .text("key", head->key_id)
      .done();
}

Answered proof(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(case_id, known_case(**lease, request));
  auto& reader = (*lease)->reader();
  auto events = reader.load(office::stream_of_case(case_id));
  if (!events) return fault_answer(events.error());
  auto edge = reader.log_edge();
  if (!edge) return fault_answer(edge.error());
  std::vector<std::uint64_t> positions;
  for (const auto& event : *events) positions.push_back(event.global_index);
  auto paths = reader.inclusion_proofs(positions, edge->size());
  if (!paths) return fault_answer(paths.error());
  JsonList list;
  for (std::size_t i = 0; i < events->size(); ++i) {
    JsonList path;
    for (const auto& node : (*paths)[i]) path.add_text(record::to_hex(node));
    const auto& event = (*events)[i];
    list.add(JsonObject()
                 .number("sequence", static_cast<long long>(event.envelope.sequence))
                 .number("index", static_cast<long long>(event.global_index))
                 .text("hash", record::to_hex(event.hash))
                 .raw("path", path.done())
                 .done());
  }
  return http::Response::json(JsonObject()
                                  .text("case_id", case_id)
                                  .number("log_size", static_cast<long long>(edge->size()))
                                  .text("root", record::to_hex(edge->root()))
                                  .raw("head", head_json(service.doors().latest_head()))
                                  .raw("events", list.done())
                                  .done());
}

Answered project(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"as_of"}));
  QIDI_TRY(as_of, day_parameter(request, "as_of", service.today()));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  const std::string code(request.segment("code"));
  auto lines = office::cases_of_project((*lease)->view(), code, as_of);
  if (!lines) return fault_answer(lines.error());
  JsonList list;
  const domain::CaseFacts* facts = nullptr;
  for (const auto& line : *lines) {
    auto rows = (*lease)->view().case_rows(line.facts.case_id);
    if (!rows) return fault_answer(rows.error());
    if (!*rows || out_of_reach(request, **rows)) continue;
    facts = &line.facts;
    list.add(row_json(service, line, as_of));
  }
  auto registered = registered_json(service, **lease, request, code, facts != nullptr);
  if (!registered) return fault_answer(registered.error());
  if (facts == nullptr && *registered == "null") {
    return Unexpected{not_found("没有这个项目，或当时还没有收到它的申请")};
  }
  return http::Response::json(JsonObject()
                                  .text("project_code", code)
                                  .text("project_name", facts == nullptr ? "" : facts->project_name)
                                  .day("as_of", as_of)
                                  .raw("registered", *registered)
                                  .raw("cases", list.done())
                                  .done());
}

Answered latest_head(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto head = service.doors().latest_head();
  if (!head) return Unexpected{not_found("还没有签名的记录根")};
  return http::Response::json(head_json(head));
}

/// Only the case as of today is kept, once for each reach that asked for it.
std::string key_of(const http::Request& request) {
  if (!request.query.empty()) return "";
  return key_about(std::string(request.segment("case")), reach_key(subject_of(request).reach));
}

}  // namespace

void add_case_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  add_kept_question(
      routes, "/api/v1/cases/{case}", http::Lane::read, service, service.case_answers(), key_of,
      [&service](const http::Request& request) { return read_case(service, request); });
  ask("/api/v1/cases/{case}/record", record_of_case);
  ask("/api/v1/cases/{case}/countdowns", countdowns);
  ask("/api/v1/cases/{case}/proof", proof);
  ask("/api/v1/projects/{code}", project);
}

void add_record_routes(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/heads/latest", http::Lane::read,
               [&service](const http::Request& request) { return latest_head(service, request); });
  http::Route events;
  events.method = http::Method::get;
  events.pattern = "/api/v1/events";
  events.lane = http::Lane::instant;
  events.handle = [](const std::shared_ptr<const http::Request>&, const http::Reply& reply) {
    http::Response response;
    response.content_type = "text/event-stream";
    response.becomes_events = true;
    reply(std::move(response));
  };
  routes.add(std::move(events));
}

}  // namespace qidi::api
