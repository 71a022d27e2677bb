// The register of departments and regions, kept by the system administrator one act at a time. The
// rules are the domain's (organ_register.h). N1, N10; GB/T 2260.
#include "domain/people/organ_register.h"

#include <algorithm>
#include <map>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/organ_list.h"
#include "api/problems.h"
#include "api/routing.h"
#include "office/organ_desk.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

constexpr std::string_view table_source =
    "GB/T 2260 及民政部行政区划代码（随程序发布的 law/divisions.csv）";

std::string region_json(const office::Region& region, std::string_view source, bool in_effect) {
  return JsonObject()
      .text("code", region.code)
      .text("name", region.name)
      .number("level", region.level)
      .text("parent", region.parent)
      .text("reporting_unit", region.reporting_unit)
      .text("source", source)
      .flag("in_effect", in_effect)
      .done();
}

Answered region_table(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto known = office::read_organ_register((*lease)->reader());
  if (!known) return fault_answer(known.error());
  const auto& regions = service.doors().regions;
  std::map<std::string_view, const domain::AddedRegion*> added;
  for (const auto& region : known->regions) added.emplace(region.code, &region);
  JsonList list;
  for (const auto& region : regions.all()) {
    const auto own = added.find(region.code);
    list.add(region_json(region, own == added.end() ? table_source : own->second->source, true));
  }
  for (const auto& region : known->regions) {
    if (regions.find(region.code) != nullptr) continue;
    const auto* parent = regions.find(region.parent);
    list.add(region_json({region.code, region.name, parent == nullptr ? 4 : parent->level + 1,
                          region.parent, region.reporting_unit},
                         region.source, false));
  }
  auto response = http::Response::json(JsonObject().raw("regions", list.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

Read<domain::OrganEntry> entry_of(const boost::json::object& body) {
  QIDI_CHECK(
      only_members(body, {"region", "department", "line", "superior", "source", "from", "ranked"}));
  domain::OrganEntry entry;
  QIDI_TRY(region, text_member(body, "region"));
  QIDI_TRY(department, text_member(body, "department"));
  QIDI_TRY(line, text_member(body, "line"));
  QIDI_TRY(superior, text_member(body, "superior"));
  QIDI_TRY(source, text_member(body, "source"));
  QIDI_TRY(from, text_member(body, "from"));
  QIDI_TRY(ranked, text_member(body, "ranked"));
  entry.region = region;
  entry.department = department;
  entry.line = line;
  entry.superior = superior;
  entry.source = source;
  if (!from.empty()) {
    entry.from = domain::parse_day(from);
    if (!entry.from) return Unexpected{field_invalid("from", "日期应为 YYYY-MM-DD")};
  }
  if (!ranked.empty() && ranked != "yes" && ranked != "no") {
    return Unexpected{field_invalid("ranked", "ranked 应为 yes 或 no")};
  }
  entry.ranked = ranked != "no";
  return entry;
}

Read<domain::OrganCommandBody> command_body(std::string_view act, const boost::json::object& body) {
  if (act == "add" || act == "verify" || act == "change") {
    QIDI_TRY(entry, entry_of(body));
    if (act == "add") return domain::OrganCommandBody{domain::OrganAdded{std::move(entry)}};
    if (act == "verify") return domain::OrganCommandBody{domain::OrganVerified{std::move(entry)}};
    return domain::OrganCommandBody{domain::OrganChanged{std::move(entry)}};
  }
  if (act == "close" || act == "merge") {
    QIDI_CHECK(only_members(body, {"region", "department", "reason", "into", "last_day"}));
    QIDI_TRY(region, text_member(body, "region"));
    QIDI_TRY(department, text_member(body, "department"));
    QIDI_TRY(reason, text_member(body, "reason"));
    QIDI_TRY(into, text_member(body, "into"));
    QIDI_TRY(last, text_member(body, "last_day"));
    if (act == "merge") {
      return domain::OrganCommandBody{domain::OrganMerged{{region, department}, into, reason}};
    }
    std::optional<domain::Day> last_day;
    if (!last.empty()) {
      last_day = domain::parse_day(last);
      if (!last_day) return Unexpected{field_invalid("last_day", "日期应为 YYYY-MM-DD")};
    }
    return domain::OrganCommandBody{domain::OrganClosed{{region, department}, reason, last_day}};
  }
  if (act == "add_region") {
    QIDI_CHECK(only_members(body, {"code", "name", "parent", "source"}));
    QIDI_TRY(code, text_member(body, "code"));
    QIDI_TRY(name, text_member(body, "name"));
    QIDI_TRY(parent, text_member(body, "parent"));
    QIDI_TRY(source, text_member(body, "source"));
    return domain::OrganCommandBody{domain::RegionAdded{{code, name, parent, "", source}}};
  }
  return Unexpected{not_found("没有这种部门名录的办理")};
}

/// A zone reports where its parent does.
void add_reporting_unit(const office::Regions& regions, domain::OrganCommandBody& body) {
  auto* added = std::get_if<domain::RegionAdded>(&body);
  if (added == nullptr) return;
  const auto* parent = regions.find(added->parent);
  if (parent != nullptr) added->reporting_unit = parent->reporting_unit;
}

void act(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto body = json_body(*request);
  if (!body) return reply(http::to_response(body.error()));
  auto asked = command_body(request->segment("act"), *body);
  if (!asked) return reply(http::to_response(asked.error()));
  add_reporting_unit(service.doors().regions, *asked);
  const auto& subject = subject_of(*request);
  domain::OrganCommand command{subject.account + "/" + *key, subject.actor, std::move(*asked)};
  using Outcome = Result<office::AccountAnswer, office::Fault>;
  auto outcome = std::make_shared<std::optional<Outcome>>();
  auto next = std::make_shared<Result<domain::OrganRegister, office::Fault>>(
      Unexpected{office::Fault{office::FaultKind::store_failed, ""}});
  const bool taken = service.write(
      [&service, outcome, next, command = std::move(command)](office::EventLog& log) {
        *outcome = office::perform_organ_act(log, service.doors().clock, command,
                                             organ_facts_for(service));
        *next = office::read_organ_register(log);
      },
      [&service, outcome, next, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (*next) service.replace_organs(std::move(**next));
        if (!**outcome) return reply(response_of((*outcome)->error()));
        if (const auto* refusal = std::get_if<domain::Refusal>(&***outcome)) {
          return reply(http::to_response(problem_of(*refusal)));
        }
        const auto& receipt = std::get<office::AccountReceipt>(***outcome);
        service.changed({});
        JsonList events;
        for (const auto& event : receipt.events) events.add_text(event);
        reply(http::Response::json(
            JsonObject().raw("events", events.done()).flag("repeated", receipt.repeated).done()));
      });
  if (!taken) reply(too_busy());
}

}  // namespace

office::OrganFactsFor organ_facts_for(Service& service) {
  return [&service](const domain::OrganCommand& command,
                    domain::Day today) -> Result<domain::OrganFacts, office::Fault> {
    domain::OrganFacts facts;
    facts.today = today;
    const auto& regions = service.doors().regions;
    QIDI_TRY(lease, service.reader());
    if (const auto* added = std::get_if<domain::RegionAdded>(&command.body)) {
      QIDI_TRY(known, office::read_organ_register(lease->reader()));
      const auto taken = std::any_of(
          known.regions.begin(), known.regions.end(), [&](const domain::AddedRegion& region) {
            return region.code == added->code || region.name == added->name;
          });
      const auto named = regions.code_of(added->name);
      const bool is_named = named && regions.name_of(*named) == added->name;
      facts.region_known = regions.find(added->parent) != nullptr;
      facts.region_is_new = !taken && !is_named && regions.find(added->code) == nullptr;
      return facts;
    }
    domain::Organ organ;
    std::visit(
        [&](const auto& body) {
          if constexpr (std::is_base_of_v<domain::Organ, std::decay_t<decltype(body)>>) {
            organ = {body.region, body.department};
          }
        },
        command.body);
    facts.region_known = regions.find(organ.region) != nullptr;
    if (!std::holds_alternative<domain::OrganClosed>(command.body)) return facts;
    QIDI_TRY(counts, lease->view().count_day(today, ""));
    for (const auto& count : counts) {
      if (count.organ == organ) facts.open_cases += count.cases;
    }
    return facts;
  };
}

void add_organ_routes(http::Routes& routes, Service& service) {
  add_organ_list(routes, service);
  add_organ_confirmations(routes, service);
  add_question(routes, "/api/v1/regions", http::Lane::read,
               [&service](const http::Request& request) { return region_table(service, request); });
  http::Route route;
  route.method = http::Method::post;
  route.pattern = "/api/v1/organ-register/{act}";
  route.lane = http::Lane::act;
  route.body = http::BodyKind::json;
  route.handle = [&service](const Asked& request, const http::Reply& reply) {
    act(service, request, reply);
  };
  routes.add(std::move(route));
}

}  // namespace qidi::api
