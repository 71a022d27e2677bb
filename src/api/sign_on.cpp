// The routes of signing in by a sign-on service. See sign_on.h.
#include "api/sign_on.h"

#include "answers/json_out.h"
#include "api/account_acts.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/session_json.h"
#include "api/sign_in.h"
#include "http/origin.h"
#include "identity/totp.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;
using Memory = std::shared_ptr<SignOnMemory>;

http::Response not_configured() {
  return http::to_response(not_found("本系统没有接入统一身份认证"));
}

/// Our address as a browser on this very machine knows it; empty for all others, whose `Host` is
/// not to be believed.
std::string loopback_address(const http::Request& request) {
  const auto host = request.header("Host");
  const auto name = http::host_name(host);
  const bool is_loopback = name == "localhost" || name == "127.0.0.1" || name == "::1";
  if (!is_loopback) return {};
  return (request.secure ? "https://" : "http://") + std::string(host);
}

void tell_trouble(Service& service, const openid::Failed& failed) {
  const auto& tell = service.doors().sign_on_trouble;
  if (tell) tell(std::string(openid::name_of(failed.failure)) + ": " + failed.why);
}

void begin(Service& service, const Asked& request, const http::Reply& reply) {
  const auto begun = service.doors().sign_on->begin(request->parameter("to").value_or("/"),
                                                    loopback_address(*request));
  if (!begun) {
    tell_trouble(service, begun.error());
    return reply(led_to_sign_in(openid::name_of(begun.error().failure)));
  }
  auto response = http::Response::empty(303);
  response.set("Location", begun->address).set("Cache-Control", "no-store");
  // Lax: it has to come along when the service leads the browser back.
  set_cookie(response, sign_on_cookie, begun->binding, "600", "Lax");
  reply(std::move(response));
}

void end(Service& service, const Memory& memory, const Asked& request, const http::Reply& reply) {
  const auto text = [&](std::string_view name) {
    return std::string(request->parameter(name).value_or(""));
  };
  openid::Brought brought{text("state"), text("code"), text("error"), std::nullopt,
                          std::string(request->cookie(sign_on_cookie).value_or(""))};
  if (const auto issuer = request->parameter("iss")) brought.issuer = std::string(*issuer);
  auto arrived = service.doors().sign_on->end(brought, machine_now());
  if (arrived) return admit_arrived(service, memory, std::move(*arrived), request, reply);
  tell_trouble(service, arrived.error());
  const auto failure = arrived.error().failure;
  if (failure == openid::Failure::token_refused) {
    note_sign_in(service, *request, domain::SignInKind::failed, "", domain::SignInWay::service);
  }
  reply(led_to_sign_in(openid::name_of(failure)));
}

http::Problem sign_on_gone() {
  return {401, "sign_on_gone", "未能登录", "统一身份认证已过期，请重新登录", "", ""};
}

/// The one-time code, after the service vouched for who owes it.
void take_code(Service& service, const Memory& memory, const Asked& request,
               const http::Reply& reply) {
  if (!service.doors().sign_on) return reply(not_configured());
  auto body = json_body(*request);
  if (!body) return reply(http::to_response(body.error()));
  if (auto known = only_members(*body, {"code"}); !known) {
    return reply(http::to_response(known.error()));
  }
  auto code = text_member(*body, "code");
  if (!code) return reply(http::to_response(code.error()));
  const std::string binding(request->cookie(sign_on_cookie).value_or(""));
  const auto who = memory->try_code(binding);
  const auto people = service.identities().people().get();
  const auto* account = who ? people->find(who->account) : nullptr;
  if (account == nullptr || !account->enabled) return reply(http::to_response(sign_on_gone()));
  auto& throttle = service.identities().throttle();
  const auto attempt = attempt_of(*request, account->login);
  const auto verdict = throttle.admit(attempt, std::chrono::steady_clock::now());
  constexpr auto way = domain::SignInWay::service;
  if (!verdict.is_allowed()) {
    note_sign_in(service, *request, domain::SignInKind::held_off, account->id, way);
    return reply(too_many_guesses(verdict));
  }
  auto credential = credential_of(service, account->id);
  if (!credential) return reply(response_of(credential.error()));
  auto next = credential->value_or(office::Credential{});
  const auto step = identity::accepted_step(next.totp_secret, *code, machine_now(), next.totp_step);
  if (next.totp_secret.empty() || !step) {
    note_sign_in(service, *request, domain::SignInKind::code_wrong, account->id, way);
    return reply(
        http::to_response({401, "code_wrong", "未能登录",
                           "动态口令不对或已用过；请等下一个口令，并核对手机时间", "", "code"}));
  }
  throttle.give_back(attempt, verdict, std::chrono::steady_clock::now());
  next.totp_step = *step;
  const bool taken = keep_secrets(
      service, [next](office::CredentialBook& book) { return book.put_credential(next); },
      [&service, memory, binding, request, reply, next,
       account = *account](const Result<void, office::Fault>& kept) {
        if (!kept) return reply(response_of(kept.error()));
        memory->code_given(binding);
        const auto keys = begin_session(
            service, *request, {account, true, true, password_is_due(service, next), true});
        auto response = session_response(service, keys, "");
        set_cookie(response, sign_on_cookie, "", "0", "Lax");
        reply(std::move(response));
      });
  if (!taken) reply(too_busy());
}

Answered strangers(Service& service, const SignOnMemory& memory, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto people = service.identities().people().get();
  const auto& sign_on = service.doors().sign_on;
  answers::JsonList list;
  for (const auto& stranger : memory.strangers()) {
    if (!sign_on || people->find_identity(sign_on->settings().issuer, stranger.subject)) continue;
    list.add(answers::JsonObject()
                 .text("subject", stranger.subject)
                 .text("name", stranger.name)
                 .text("login", stranger.login)
                 .text("department", stranger.department)
                 .text("seen", domain::to_text(stranger.seen))
                 .done());
  }
  auto response = http::Response::json(answers::JsonObject().raw("strangers", list.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

http::Route route(http::Method method, std::string pattern, http::Lane lane, http::BodyKind body) {
  http::Route made;
  made.method = method;
  made.pattern = std::move(pattern);
  made.lane = lane;
  made.body = body;
  return made;
}

}  // namespace

void add_sign_on_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/sign-on";
  const auto desk = std::make_shared<SignOnDesk>();
  const auto memory = std::make_shared<SignOnMemory>();
  // The service may take seconds: never on a lane that others wait for.
  const auto add_slow = [&](const std::string& pattern, auto act) {
    auto made = route(http::Method::get, pattern, http::Lane::instant, http::BodyKind::none);
    made.handle = [&service, desk, act](const Asked& request, const http::Reply& reply) {
      if (!service.doors().sign_on) return reply(not_configured());
      const bool taken = desk->push([act, request, reply] { act(request, reply); });
      if (!taken) reply(led_to_sign_in(openid::name_of(openid::Failure::busy)));
    };
    routes.add(std::move(made));
  };
  add_slow(base + "/begin", [&service](const Asked& request, const http::Reply& reply) {
    begin(service, request, reply);
  });
  add_slow(std::string(openid::callback_path),
           [&service, memory](const Asked& request, const http::Reply& reply) {
             end(service, memory, request, reply);
           });
  auto code = route(http::Method::post, base + "/code", http::Lane::secret, http::BodyKind::json);
  code.handle = [&service, memory](const Asked& request, const http::Reply& reply) {
    take_code(service, memory, request, reply);
  };
  routes.add(std::move(code));
  add_question(routes, base + "/strangers", http::Lane::read,
               [&service, memory](const http::Request& request) {
                 return strangers(service, *memory, request);
               });
}

}  // namespace qidi::api
