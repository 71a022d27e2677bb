// Where a person can be called and written to, as he himself says it: told whole to him alone,
// sealed in the record. 个人信息保护法 6, 46; docs/decisions/0014.
#include "answers/json_out.h"
#include "api/account_acts.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

http::Response contact_of(Service& service, const std::string& id) {
  const auto people = service.identities().people().get();
  const auto* account = people->find(id);
  auto response = http::Response::json(answers::JsonObject()
                                           .text("phone", account == nullptr ? "" : account->phone)
                                           .text("email", account == nullptr ? "" : account->email)
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

Answered own_contact(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  return contact_of(service, subject_of(request).account);
}

Read<domain::AccountCommand> change_asked(const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"phone", "email"}));
  for (const auto* field : {"phone", "email"}) {
    // Both, each time: what is left out is not to be guessed at.
    if (!body.contains(field)) return Unexpected{field_invalid(field, "须写明；不填则给空文字")};
  }
  QIDI_TRY(phone, text_member(body, "phone"));
  QIDI_TRY(email, text_member(body, "email"));
  const auto& subject = subject_of(request);
  domain::AccountCommand command;
  command.command_id = subject.account + "/" + key;
  command.account_id = subject.account;
  command.actor = subject.actor;
  command.actor.id = subject.account;
  command.body = domain::ChangeContact{std::move(phone), std::move(email)};
  return command;
}

void change_own_contact(Service& service, const Asked& request, const http::Reply& reply) {
  auto command = change_asked(*request);
  if (!command) return reply(http::to_response(command.error()));
  perform_account(service, std::move(*command), {}, reply,
                  [&service, reply](const office::AccountReceipt& receipt) {
                    reply(contact_of(service, receipt.id));
                  });
}

}  // namespace

void add_own_contact_routes(http::Routes& routes, Service& service) {
  const std::string place = "/api/v1/own-contact";
  add_question(routes, place, http::Lane::instant,
               [&service](const http::Request& request) { return own_contact(service, request); });
  http::Route route;
  route.method = http::Method::put;
  route.pattern = place;
  route.lane = http::Lane::act;
  route.body = http::BodyKind::json;
  route.handle = [&service](const Asked& request, const http::Reply& reply) {
    change_own_contact(service, request, reply);
  };
  routes.add(std::move(route));
}

}  // namespace qidi::api
