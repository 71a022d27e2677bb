// The common part of all questions.
#include "api/routing.h"

#include "api/compression.h"
#include "api/gate.h"
#include "api/problems.h"
#include "api/unit_projects.h"
#include "http/negotiation.h"

namespace qidi::api {

namespace {

std::string_view header_of(const http::Response& response, std::string_view name) {
  for (const auto& field : response.headers) {
    if (field.name == name) return field.value;
  }
  return {};
}

std::string_view etag_of(const http::Response& response) {
  return header_of(response, "ETag");
}

http::Response not_modified(std::string_view etag) {
  auto response = http::Response::empty(304);
  response.set("ETag", std::string(etag)).set("Cache-Control", "private, no-cache");
  return response;
}

http::Response answered(const http::Request& request, const Question& question) {
  auto answer = question(request);
  if (!answer) return http::to_response(answer.error());
  const auto etag = etag_of(*answer);
  if (answer->status == 200 && !etag.empty() && none_match_has(request, etag)) {
    return not_modified(etag);
  }
  if (answer->content_type.starts_with("application/json")) compress_for(request, *answer);
  return std::move(*answer);
}

http::Response told_from_memory(const http::Request& request, const KeptAnswer& kept) {
  if (none_match_has(request, kept.etag)) return not_modified(kept.etag);
  http::Response response;
  const bool zipped = kept.gzip && takes_gzip(request);
  response.body = zipped ? kept.gzip : kept.body;
  if (zipped) response.set("Content-Encoding", "gzip");
  response.set("Vary", "Accept-Encoding");
  response.set("ETag", kept.etag).set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

bool none_match_has(const http::Request& request, std::string_view etag) {
  return http::matches_etag(request.header("If-None-Match"), etag);
}

Answered fault_answer(const office::Fault& fault) {
  return response_of(fault);
}

void add_question(http::Routes& routes, std::string pattern, http::Lane lane, Question question) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = std::move(pattern);
  route.lane = lane;
  route.handle = [question = std::move(question)](const std::shared_ptr<const http::Request>& asked,
                                                  const http::Reply& reply) {
    reply(answered(*asked, question));
  };
  routes.add(std::move(route));
}

void add_kept_question(http::Routes& routes, std::string pattern, http::Lane lane, Service& service,
                       AnswerCache& cache, std::function<std::string(const http::Request&)> key_of,
                       Question question) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = std::move(pattern);
  route.lane = lane;
  route.from_memory = [&service, &cache,
                       key_of](const http::Request& request) -> std::optional<http::Response> {
    const auto key = key_of(request);
    if (key.empty()) return std::nullopt;
    const auto kept = cache.find(key, service.today());
    if (!kept) return std::nullopt;
    return told_from_memory(request, *kept);
  };
  route.handle = [&service, &cache, key_of = std::move(key_of), question = std::move(question)](
                     const std::shared_ptr<const http::Request>& asked, const http::Reply& reply) {
    const auto key = key_of(*asked);
    const auto day = service.today();
    const auto mark = cache.mark();
    auto answer = question(*asked);
    if (!answer) return reply(http::to_response(answer.error()));
    const auto etag = std::string(etag_of(*answer));
    const bool keeps = header_of(*answer, "Cache-Control") != "no-store";
    if (key.empty() || answer->status != 200 || etag.empty() || !answer->body || !keeps) {
      return reply(answered(*asked, [&](const http::Request&) { return std::move(*answer); }));
    }
    KeptAnswer kept{answer->body, std::make_shared<const std::string>(gzip(*answer->body)), etag,
                    day};
    if (kept.gzip->size() >= kept.body->size()) kept.gzip = nullptr;
    cache.keep(key, kept, mark);
    reply(told_from_memory(*asked, kept));
  };
  routes.add(std::move(route));
}

void add_write(http::Routes& routes, http::Method method, std::string pattern, http::Lane lane,
               http::BodyKind body, Question write) {
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.lane = lane;
  route.body = body;
  route.handle = [write = std::move(write)](const std::shared_ptr<const http::Request>& request,
                                            const http::Reply& reply) {
    auto answer = write(*request);
    reply(answer ? std::move(*answer) : http::to_response(answer.error()));
  };
  routes.add(std::move(route));
}

void add_all_routes(http::Routes& routes, Service& service) {
  add_health_routes(routes, service);
  add_site_routes(routes, service);
  add_overview_routes(routes, service);
  add_ledger_routes(routes, service);
  add_case_routes(routes, service);
  add_progress_routes(routes, service);
  add_writ_routes(routes, service);
  add_act_routes(routes, service);
  add_circular_routes(routes, service);
  add_calendar_routes(routes, service);
  add_import_routes(routes, service);
  add_record_routes(routes, service);
  add_session_routes(routes, service);
  add_account_routes(routes, service);
  add_sign_on_routes(routes, service);
  add_sign_in_routes(routes, service);
  add_organ_routes(routes, service);
  add_desk_routes(routes, service);
  add_asked_routes(routes, service);
  add_upload_routes(routes, service);
  add_case_file_routes(routes, service);
  add_notice_routes(routes, service);
  add_webhook_routes(routes, service);
  add_calendar_feed_routes(routes, service);
  add_opinion_routes(routes, service);
  add_filing_advice_routes(routes, service);
  add_joint_routes(routes, service);
  add_unit_project_routes(routes, service);
  add_rating_routes(routes, service);
  add_personal_routes(routes, service);
  add_own_contact_routes(routes, service);
  add_own_session_routes(routes, service);
  add_matter_routes(routes, service);
  add_pages(routes, service);
  add_gate(routes, service);
}

}  // namespace qidi::api
