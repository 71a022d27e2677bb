// Which other systems are told, for the system administrator: added with a secret that is shown
// once, removed, and what could not be delivered. interface.md, Integration.
#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "identity/secret_token.h"
#include "office/send_again.h"
#include "record/envelope.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

constexpr int failing_shown = 50;
constexpr std::size_t most_webhooks = 20;

std::string webhook_json(const office::Webhook& webhook) {
  return JsonObject()
      .text("id", webhook.id)
      .text("name", webhook.name)
      .text("url", webhook.url)
      .text("region", webhook.region_prefix)
      .text("added", domain::to_text(webhook.added))
      .done();
}

std::string_view name_of(office::DeliveryState state) {
  switch (state) {
    case office::DeliveryState::waiting:
      return "waiting";
    case office::DeliveryState::sent:
      return "sent";
    case office::DeliveryState::given_up:
      return "given_up";
  }
  return "";
}

std::string_view name_of(office::Channel channel) {
  return channel == office::Channel::mail ? "mail" : "webhook";
}

Answered all_webhooks(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto& book = (*lease)->notices();
  auto webhooks = book.all_webhooks();
  if (!webhooks) return fault_answer(webhooks.error());
  auto counts = book.count_deliveries();
  if (!counts) return fault_answer(counts.error());
  auto failing = book.failing(failing_shown);
  if (!failing) return fault_answer(failing.error());
  JsonList list;
  for (const auto& webhook : *webhooks) list.add(webhook_json(webhook));
  JsonList sums;
  for (const auto& count : *counts) {
    sums.add(JsonObject()
                 .text("channel", name_of(count.channel))
                 .text("state", name_of(count.state))
                 .number("count", count.count)
                 .done());
  }
  const auto people = service.identities().people().get();
  JsonList failed;
  for (const auto& delivery : *failing) {
    const auto* account = people->find(delivery.target);
    failed.add(JsonObject()
                   .number("number", delivery.number)
                   .text("channel", name_of(delivery.channel))
                   .text("target", account == nullptr ? delivery.target : account->login)
                   .text("state", name_of(delivery.state))
                   .number("tries", delivery.tries)
                   .text("error", delivery.error)
                   .text("made", domain::to_text(delivery.made))
                   .done());
  }
  auto response = http::Response::json(JsonObject()
                                           .flag("mail_goes_out", service.doors().mail_goes_out)
                                           .raw("webhooks", list.done())
                                           .raw("counts", sums.done())
                                           .raw("failing", failed.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

Read<office::Webhook> asked_for(Service& service, const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"name", "url", "region"}));
  office::Webhook webhook;
  QIDI_TRY(name, text_member(body, "name"));
  QIDI_TRY(url, text_member(body, "url"));
  QIDI_TRY(region, text_member(body, "region"));
  if (name.empty() || characters_in(name) > 100) {
    return Unexpected{field_invalid("name", "请写明接收方名称，最多 100 个字")};
  }
  if (!region.empty() && service.doors().regions.find(region) == nullptr) {
    return Unexpected{field_invalid("region", "没有这个地区")};
  }
  const auto objection = service.doors().webhook_objection(url);
  if (!objection.empty()) return Unexpected{field_invalid("url", objection)};
  // Of the command's own key, so that the same addition sent again means the same webhook.
  webhook.id = record::to_hex(record::sm3("webhook\n" + subject_of(request).account + "/" + key))
                   .substr(0, 16);
  webhook.name = std::move(name);
  webhook.url = std::move(url);
  webhook.region_prefix = domain::region_prefix_of(region);
  webhook.added = service.now();
  webhook.secret = identity::random_token();
  return webhook;
}

struct Outcome {
  Result<void, office::Fault> written;
  std::optional<http::Problem> problem;
  bool repeated = false;
};

void add_webhook(Service& service, const Asked& request, const http::Reply& reply) {
  auto asked = asked_for(service, *request);
  if (!asked) return reply(http::to_response(asked.error()));
  auto outcome = std::make_shared<Outcome>();
  const auto webhook = std::make_shared<office::Webhook>(std::move(*asked));
  const bool taken = service.write(
      [&service, outcome, webhook](office::EventLog&) {
        auto& book = *service.doors().notices;
        const auto write = [&]() -> Result<void, office::Fault> {
          QIDI_TRY(known, book.all_webhooks());
          for (const auto& one : known) {
            if (one.id != webhook->id) continue;
            outcome->repeated = true;
            *webhook = one;
            return {};
          }
          if (known.size() >= most_webhooks) {
            outcome->problem = http::Problem{
                409, "too_many_webhooks", "接收方过多", "接收方最多 20 个；请先删除不用的", "", ""};
            return {};
          }
          return book.put_webhook(*webhook);
        };
        outcome->written = write();
      },
      [outcome, webhook, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!outcome->written) return reply(response_of(outcome->written.error()));
        if (outcome->problem) return reply(http::to_response(*outcome->problem));
        auto response = http::Response::json(
            JsonObject()
                .raw("webhook", webhook_json(*webhook))
                .raw("secret", outcome->repeated ? "null" : answers::json_text(webhook->secret))
                .done(),
            201);
        response.set("Cache-Control", "no-store");
        reply(std::move(response));
      });
  if (!taken) reply(too_busy());
}

void remove_webhook(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto outcome = std::make_shared<Outcome>();
  const std::string id(request->segment("webhook"));
  const bool taken = service.write(
      [&service, outcome, id](office::EventLog&) {
        outcome->written = service.doors().notices->remove_webhook(id);
      },
      [outcome, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!outcome->written) return reply(response_of(outcome->written.error()));
        reply(http::Response::empty(204));
      });
  if (!taken) reply(too_busy());
}

Read<std::vector<std::int64_t>> numbers_asked(const http::Request& request) {
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"deliveries"}));
  std::vector<std::int64_t> numbers;
  const auto* list = body.if_contains("deliveries");
  if (list == nullptr) return numbers;
  if (!list->is_array() || list->get_array().empty() || list->get_array().size() > 1000) {
    return Unexpected{field_invalid("deliveries", "请给出要再发的外发编号，最多 1000 个")};
  }
  for (const auto& one : list->get_array()) {
    if (!one.is_int64() || one.get_int64() < 1) {
      return Unexpected{field_invalid("deliveries", "外发编号应为正整数")};
    }
    numbers.push_back(one.get_int64());
  }
  return numbers;
}

void send_failed_again(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto numbers = numbers_asked(*request);
  if (!numbers) return reply(http::to_response(numbers.error()));
  const auto& subject = subject_of(*request);
  office::SendAgainOrder order{subject.account + "/" + *key, subject.actor, std::move(*numbers)};
  auto outcome = std::make_shared<Result<long long, office::Fault>>(0LL);
  const bool taken = service.write(
      [&service, outcome, order = std::move(order)](office::EventLog& log) {
        *outcome = office::send_again(log, *service.doors().notices, service.doors().clock, order);
      },
      [&service, outcome, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!*outcome) return reply(response_of(outcome->error()));
        service.changed({});
        reply(http::Response::json(JsonObject().number("sent_again", **outcome).done()));
      });
  if (!taken) reply(too_busy());
}

}  // namespace

void add_webhook_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/webhooks";
  add_question(routes, base, http::Lane::read,
               [&service](const http::Request& request) { return all_webhooks(service, request); });
  const auto add = [&](http::Method method, std::string pattern, http::BodyKind body,
                       void (*handle)(Service&, const Asked&, const http::Reply&)) {
    http::Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.lane = http::Lane::act;
    route.body = body;
    route.handle = [&service, handle](const Asked& request, const http::Reply& reply) {
      handle(service, request, reply);
    };
    routes.add(std::move(route));
  };
  add(http::Method::post, base, http::BodyKind::json, add_webhook);
  add(http::Method::delete_, base + "/{webhook}", http::BodyKind::none, remove_webhook);
  add(http::Method::post, "/api/v1/deliveries/send-again", http::BodyKind::json, send_failed_again);
}

}  // namespace qidi::api
