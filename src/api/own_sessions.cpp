// One's own sessions: on which devices one is signed in, from where and how lately, and ending one
// of them or all the others. GB/T 22239-2019 身份鉴别; reliability.md R64.
#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/sign_in.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

/// The session that the request itself came in; empty when it has just ended.
std::string own_id(Service& service, const http::Request& request) {
  const auto session = service.identities().sessions().peek(Identities::token_in(request));
  return session ? session->id : std::string();
}

Answered own_sessions(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto now = machine_now();
  const auto own = own_id(service, request);
  JsonList list;
  for (const auto& session : service.identities().sessions().of(subject_of(request).account)) {
    const auto device = device_in(session.client);
    list.add(JsonObject()
                 .text("id", session.id)
                 .text("browser", device.browser)
                 .text("address", device.address)
                 .text("begun", domain::to_text(session.begun))
                 .text("last_used", domain::to_text(now - session.idle))
                 .flag("second_factor", session.second_factor_passed)
                 .flag("current", session.id == own)
                 .done());
  }
  auto response = http::Response::json(JsonObject().raw("sessions", list.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

Answered end_one(Service& service, const http::Request& request) {
  const std::string id(request.segment("session"));
  if (id == own_id(service, request)) {
    return Unexpected{
        http::Problem{409, "own_session", "这是当前登录", "退出当前登录请用“退出”", "", ""}};
  }
  if (!service.identities().sessions().close_one_of(subject_of(request).account, id)) {
    return Unexpected{not_found("没有这个登录，可能已退出或过期")};
  }
  return http::Response::empty(204);
}

Answered end_others(Service& service, const http::Request& request) {
  const auto ended = service.identities().sessions().close_others_of(Identities::token_in(request));
  return http::Response::json(JsonObject().number("ended", static_cast<long long>(ended)).done());
}

}  // namespace

void add_own_session_routes(http::Routes& routes, Service& service) {
  using http::BodyKind;
  using http::Lane;
  using http::Method;
  add_question(routes, "/api/v1/sessions", Lane::instant,
               [&service](const http::Request& request) { return own_sessions(service, request); });
  add_write(routes, Method::delete_, "/api/v1/sessions/{session}", Lane::instant, BodyKind::none,
            [&service](const http::Request& request) { return end_one(service, request); });
  add_write(routes, Method::delete_, "/api/v1/sessions", Lane::instant, BodyKind::none,
            [&service](const http::Request& request) { return end_others(service, request); });
}

}  // namespace qidi::api
