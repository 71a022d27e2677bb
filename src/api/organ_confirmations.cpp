// Confirming many departments at once: those that are named, or all that a search finds, so long as
// they are as many as whoever asked had been told. Each is an act of its own, under an id made of
// the batch's key and its name: sent again it does nothing twice. Clause N1; docs/decisions/0017.
#include <algorithm>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/organ_list.h"
#include "api/problems.h"
#include "api/routing.h"
#include "record/envelope.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

/// More at once would hold up the one writer too long.
constexpr std::size_t most = 500;

struct Confirmation {
  std::vector<domain::Organ> organs;
  std::string source;
  bool ranked = true;
};

Read<std::vector<domain::Organ>> organs_of(const boost::json::value& value) {
  const auto wrong = [] {
    return Unexpected{
        bad_parameter("organs", "organs 应为 1 至 500 个部门，各有 region 和 department")};
  };
  if (!value.is_array() || value.get_array().empty() || value.get_array().size() > most) {
    return wrong();
  }
  std::vector<domain::Organ> organs;
  for (const auto& one : value.get_array()) {
    if (!one.is_object()) return wrong();
    QIDI_CHECK(only_members(one.get_object(), {"region", "department"}));
    QIDI_TRY(region, text_member(one.get_object(), "region"));
    QIDI_TRY(department, text_member(one.get_object(), "department"));
    organs.push_back({region, department});
  }
  return organs;
}

Read<Confirmation> confirmation_of(const http::Request& request) {
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"organs", "source", "ranked"}));
  Confirmation asked;
  QIDI_TRY(source, text_member(body, "source"));
  QIDI_TRY(ranked, text_member(body, "ranked"));
  if (!ranked.empty() && ranked != "yes" && ranked != "no") {
    return Unexpected{field_invalid("ranked", "ranked 应为 yes 或 no")};
  }
  asked.source = source;
  asked.ranked = ranked != "no";
  const auto* organs = body.if_contains("organs");
  QIDI_TRY(named, organs_of(organs == nullptr ? boost::json::value() : *organs));
  asked.organs = std::move(named);
  return asked;
}

std::vector<domain::OrganCommand> commands_of(const Confirmation& asked, const Subject& subject,
                                              const std::string& key) {
  std::vector<domain::OrganCommand> commands;
  for (const auto& organ : asked.organs) {
    domain::OrganVerified entry;
    entry.region = organ.region;
    entry.department = organ.department;
    entry.source = asked.source;
    entry.ranked = asked.ranked;
    const auto name = record::to_hex(record::sm3(organ.region + "/" + organ.department));
    commands.push_back(
        {subject.account + "/" + key + "/" + name.substr(0, 32), subject.actor, std::move(entry)});
  }
  return commands;
}

std::string results_json(const std::vector<domain::Organ>& organs,
                         const std::vector<office::AccountAnswer>& answers) {
  JsonList results;
  long long done = 0;
  for (std::size_t i = 0; i < organs.size(); ++i) {
    const auto* refusal = std::get_if<domain::Refusal>(&answers[i]);
    if (refusal == nullptr) ++done;
    results.add(JsonObject()
                    .text("region", organs[i].region)
                    .text("department", organs[i].department)
                    .flag("done", refusal == nullptr)
                    .text("refusal", refusal == nullptr ? "" : domain::name_of(refusal->code))
                    .text("detail", refusal == nullptr ? "" : refusal->detail)
                    .done());
  }
  return JsonObject()
      .number("done", done)
      .number("refused", static_cast<long long>(organs.size()) - done)
      .raw("results", results.done())
      .done();
}

void confirm_many(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto asked = confirmation_of(*request);
  if (!asked) return reply(http::to_response(asked.error()));
  auto commands = commands_of(*asked, subject_of(*request), *key);
  using Outcome = Result<std::vector<office::AccountAnswer>, office::Fault>;
  auto outcome = std::make_shared<std::optional<Outcome>>();
  auto next = std::make_shared<std::optional<domain::OrganRegister>>();
  const bool taken = service.write(
      [&service, outcome, next, commands = std::move(commands)](office::EventLog& log) {
        *outcome = office::perform_organ_acts(log, service.doors().clock, commands,
                                              organ_facts_for(service));
        if (auto known = office::read_organ_register(log)) *next = std::move(*known);
      },
      [&service, outcome, next, reply,
       organs = asked->organs](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (*next) service.replace_organs(std::move(**next));
        service.changed({});
        if (!**outcome) return reply(response_of((*outcome)->error()));
        reply(http::Response::json(results_json(organs, ***outcome)));
      });
  if (!taken) reply(too_busy());
}

}  // namespace

void add_organ_confirmations(http::Routes& routes, Service& service) {
  http::Route route;
  route.method = http::Method::post;
  route.pattern = "/api/v1/organ-confirmations";
  route.lane = http::Lane::act;
  route.body = http::BodyKind::json;
  route.handle = [&service](const Asked& request, const http::Reply& reply) {
    confirm_many(service, request, reply);
  };
  routes.add(std::move(route));
}

}  // namespace qidi::api
