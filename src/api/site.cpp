// Health, what this installation is, and the catalogue of regions and matters.
#include "answers/case_json.h"
#include "answers/json_out.h"
#include "answers/matter_json.h"
#include "api/compression.h"
#include "api/problems.h"
#include "api/routing.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string_view name_of(office::DirectoryKind kind) {
  switch (kind) {
    case office::DirectoryKind::empty:
      return "empty";
    case office::DirectoryKind::live:
      return "live";
    case office::DirectoryKind::rehearsal:
      return "rehearsal";
    case office::DirectoryKind::demonstration:
      return "demonstration";
  }
  return "";
}

std::string site_json(Service& service, const LogEnd& end) {
  const auto& doors = service.doors();
  const auto now = service.now();
  return JsonObject()
      .text("name", "起底")
      .text("version", doors.version)
      .text("kind", name_of(doors.kind))
      .flag("demonstration", doors.kind == office::DirectoryKind::demonstration)
      .flag("rehearsal", doors.clock_was_set || doors.kind == office::DirectoryKind::rehearsal)
      .day("today", domain::day_of(now))
      .text("now", domain::to_text(now))
      .number("log_size", static_cast<long long>(end.size))
      .text("root", end.root)
      .flag("writable", service.read_only_reason().empty())
      .text("sign_on", doors.sign_on ? doors.sign_on->settings().name : std::string())
      .done();
}

std::string catalogue_json(const Doors& doors, const office::RuleBook& rules, domain::Day today) {
  JsonList regions;
  for (const auto& region : doors.regions.all()) {
    regions.add(JsonObject()
                    .text("code", region.code)
                    .text("name", region.name)
                    .number("level", region.level)
                    .text("parent", region.parent)
                    .text("reporting_unit", region.reporting_unit)
                    .done());
  }
  JsonList matters;
  for (const auto* matter : rules.matters.all_on(today)) {
    JsonList papers;
    JsonList names;
    for (const auto& [alias, of] : rules.matters.aliases()) {
      if (of == matter->matter && alias != of && alias != matter->name) names.add_text(alias);
    }
    for (const auto& paper : matter->papers) {
      papers.add(JsonObject()
                     .text("code", paper.code)
                     .text("name", paper.name)
                     .flag("mandatory", paper.mandatory)
                     .done());
    }
    matters.add(JsonObject()
                    .text("id", matter->matter)
                    .text("name", matter->name)
                    .text("line", matter->line)
                    .raw("names", names.done())
                    .number("version", matter->version)
                    .raw("promised", answers::limit_json(matter->promised))
                    .raw("statutory", answers::limit_json(matter->statutory))
                    .flag("named_in_notice", matter->named_in_notice)
                    .text("kind", matter->kind)
                    .raw("papers", papers.done())
                    .raw("form", answers::form_json(*matter))
                    .done());
  }
  return JsonObject().raw("regions", regions.done()).raw("matters", matters.done()).done();
}

}  // namespace

void add_health_routes(http::Routes& routes, Service& service) {
  http::Route live;
  live.method = http::Method::get;
  live.pattern = "/health/live";
  live.lane = http::Lane::instant;
  live.handle = [](const std::shared_ptr<const http::Request>&, const http::Reply& reply) {
    reply(http::Response::json(JsonObject().text("status", "live").done()));
  };
  routes.add(std::move(live));

  http::Route ready;
  ready.method = http::Method::get;
  ready.pattern = "/health/ready";
  ready.lane = http::Lane::instant;
  ready.handle = [&service](const std::shared_ptr<const http::Request>&, const http::Reply& reply) {
    const auto reason = service.read_only_reason();
    JsonObject object;
    object.text("state", reason.empty() ? "rw" : "ro");
    if (!reason.empty()) object.text("detail", reason);
    reply(http::Response::json(object.done()));
  };
  routes.add(std::move(ready));
}

void add_site_routes(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/site", http::Lane::read,
               [&service](const http::Request& request) -> Answered {
                 QIDI_CHECK(only(request, {}));
                 auto end = service.read_log_end();
                 if (!end) return fault_answer(end.error());
                 return http::Response::json(site_json(service, *end));
               });

  // The catalogue moves with a publication or a day: made once between them, compressed once.
  add_kept_question(
      routes, "/api/v1/catalogue", http::Lane::read, service, service.whole_answers(),
      [](const http::Request& request) { return request.query.empty() ? "catalogue" : ""; },
      [&service](const http::Request& request) -> Answered {
        QIDI_CHECK(only(request, {}));
        auto body = catalogue_json(service.doors(), service.rules(), service.today());
        const auto hash = record::to_hex(record::sm3(body)).substr(0, 16);
        auto response = http::Response::json(std::move(body));
        response.set("ETag", "\"" + hash + "\"").set("Cache-Control", "private, no-cache");
        return response;
      });

  http::Route document;
  document.method = http::Method::get;
  document.pattern = "/api/openapi.json";
  document.lane = http::Lane::instant;
  const auto body = std::make_shared<const std::string>(service.doors().openapi);
  const auto etag = "\"" + record::to_hex(record::sm3(*body)).substr(0, 16) + "\"";
  const auto zipped = std::make_shared<const std::string>(gzip(*body));
  document.handle = [body, zipped, etag](const std::shared_ptr<const http::Request>& request,
                                         const http::Reply& reply) {
    if (none_match_has(*request, etag)) {
      return reply(http::Response::empty(304).set("ETag", etag));
    }
    http::Response response;
    const bool small = takes_gzip(*request);
    response.body = small ? zipped : body;
    if (small) response.set("Content-Encoding", "gzip");
    response.set("Vary", "Accept-Encoding");
    reply(response.set("ETag", etag).set("Cache-Control", "public, no-cache"));
  };
  routes.add(std::move(document));
}

}  // namespace qidi::api
