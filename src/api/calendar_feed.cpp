// One's due days as a calendar under a secret address: made and revoked by its owner, kept as a
// hash. Whoever has the address sees those due days and nothing else.
#include "answers/calendar_ics.h"
#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/time/light.h"
#include "identity/secret_token.h"
#include "office/notice_book.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

constexpr std::string_view ending = ".ics";
constexpr std::size_t most_entries = 1000;

/// Sets or, with an empty hash, takes away the address of whoever asks.
void set_feed(Service& service, const Asked& request, const std::string& sha256,
              const http::Reply& reply, std::function<http::Response()> done) {
  auto outcome = std::make_shared<Result<void, office::Fault>>();
  const auto account = subject_of(*request).account;
  const bool taken = service.write(
      [&service, outcome, account, sha256](office::EventLog&) {
        auto& book = *service.doors().notices;
        const auto write = [&]() -> Result<void, office::Fault> {
          QIDI_TRY(found, book.find_choice(account));
          auto choice = found.value_or(office::NoticeChoice{});
          choice.account = account;
          choice.feed_sha256 = sha256;
          return book.put_choice(choice);
        };
        *outcome = write();
      },
      [outcome, reply, done = std::move(done)](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!*outcome) return reply(response_of(outcome->error()));
        reply(done());
      });
  if (!taken) reply(too_busy());
}

void make_feed(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  const auto secret = identity::random_token();
  set_feed(service, request, identity::token_hash(secret), reply, [secret] {
    auto response = http::Response::json(
        answers::JsonObject()
            .text("path", "/api/v1/calendar-feed/" + secret + std::string(ending))
            .done(),
        201);
    response.set("Cache-Control", "no-store");
    return response;
  });
}

void revoke_feed(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  set_feed(service, request, "", reply, [] { return http::Response::empty(204); });
}

/// The open cases that are this account's own: a unit's, or those that name the officer.
office::LedgerPageQuery own_cases(const domain::Account& account, domain::Day today) {
  office::LedgerPageQuery query;
  query.as_of = today;
  query.list = office::LedgerQuery::List::pending;
  query.limit = 200;
  if (account.role == domain::Role::project_unit) {
    query.unit_code = account.unit_code;
    query.nothing = account.unit_code.empty();
  } else {
    query.officer = account.name;
    query.department = account.department;
    query.region_prefix = account.region;
    query.nothing = account.name.empty() || account.department.empty() || account.region.empty();
  }
  return query;
}

Result<std::vector<answers::CalendarEntry>, office::Fault> entries_of(
    office::LedgerView& view, const domain::Account& account, domain::Day today) {
  std::vector<answers::CalendarEntry> entries;
  auto query = own_cases(account, today);
  while (entries.size() < most_entries) {
    QIDI_TRY(page, view.page(query));
    for (const auto& line : page.lines) {
      if (!line.standing.due || !line.standing.due_kind) continue;
      entries.push_back({line.facts.case_id, std::string(chinese_of(*line.standing.due_kind)),
                         line.facts.project_name,
                         std::string(chinese_of(light_on(line.standing, today))),
                         *line.standing.due});
    }
    if (!page.next) break;
    query.after = page.next;
  }
  return entries;
}

bool may_have_feed(const domain::Account& account) {
  return account.enabled && account.has_role &&
         (account.role == domain::Role::project_unit || account.role == domain::Role::clerk ||
          account.role == domain::Role::head);
}

Answered feed(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto secret = request.segment("secret");
  const auto unknown = not_found("没有这个日历地址；它可能已被撤销");
  if (!secret.ends_with(ending)) return Unexpected{unknown};
  secret.remove_suffix(ending.size());
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto choice = (*lease)->notices().find_feed(identity::token_hash(secret));
  if (!choice) return fault_answer(choice.error());
  const auto people = service.identities().people().get();
  const auto* account = *choice ? people->find((*choice)->account) : nullptr;
  if (account == nullptr || !may_have_feed(*account)) return Unexpected{unknown};
  auto entries = entries_of((*lease)->view(), *account, service.today());
  if (!entries) return fault_answer(entries.error());
  auto response = http::Response::text(
      answers::calendar_ics(*entries, service.now(), service.doors().site_address));
  response.content_type = "text/calendar; charset=utf-8";
  response.set("Cache-Control", "private, no-store");
  response.set("Content-Disposition", "inline; filename=\"qidi.ics\"");
  return response;
}

}  // namespace

void add_calendar_feed_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/calendar-feed";
  add_question(routes, base + "/{secret}", http::Lane::read,
               [&service](const http::Request& request) { return feed(service, request); });
  const auto add = [&](http::Method method,
                       void (*handle)(Service&, const Asked&, const http::Reply&)) {
    http::Route route;
    route.method = method;
    route.pattern = base;
    route.lane = http::Lane::act;
    route.handle = [&service, handle](const Asked& request, const http::Reply& reply) {
      handle(service, request, reply);
    };
    routes.add(std::move(route));
  };
  add(http::Method::post, make_feed);
  add(http::Method::delete_, revoke_feed);
}

}  // namespace qidi::api
