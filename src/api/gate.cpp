// See gate.h; who may what stands in access.cpp.
#include "api/gate.h"

#include "api/access.h"

namespace qidi::api {

void add_gate(http::Routes& routes, Service& service) {
  routes.admit = [&service](http::Request& request,
                            const http::Route& route) -> std::optional<http::Response> {
    request.subject = service.identities().of(request);
    const auto problem =
        barred(subject_of(request), request.method, route.pattern, request.header(csrf_header));
    if (!problem) return std::nullopt;
    auto response = http::to_response(*problem);
    if (problem->status == 401) response.set("WWW-Authenticate", "Bearer");
    return response;
  };
}

}  // namespace qidi::api
