// See origin.h.
#include "http/origin.h"

#include <algorithm>

namespace qidi::http {
namespace {

bool is_loopback_name(std::string_view name) {
  return equal_ignoring_case(name, "localhost") || name == "127.0.0.1" || name == "::1";
}

/// "name:443" without the port that goes without saying.
std::string_view without_port(std::string_view authority, std::string_view port) {
  if (authority.ends_with(port)) authority.remove_suffix(port.size());
  return authority;
}

}  // namespace

std::string_view host_name(std::string_view host) {
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    return end == std::string_view::npos ? std::string_view() : host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

bool host_is_ours(std::string_view host, bool on_loopback, const std::vector<std::string>& names) {
  const auto name = host_name(host);
  const bool named = std::any_of(names.begin(), names.end(), [&](const std::string& ours) {
    return equal_ignoring_case(ours, name);
  });
  if (named || is_loopback_name(name)) return true;
  return !on_loopback && names.empty();
}

bool origin_is_ours(const Request& request) {
  std::string_view origin = request.header("Origin");
  if (origin.empty()) {
    const auto site = request.header("Sec-Fetch-Site");
    return site.empty() || site == "same-origin" || site == "none";
  }
  // Behind a gateway that ends TLS the page is https while we are not; the other way round never.
  std::string_view port = ":443";
  if (origin.starts_with("https://")) {
    origin.remove_prefix(8);
  } else if (origin.starts_with("http://") && !request.secure) {
    origin.remove_prefix(7);
    port = ":80";
  } else {
    return false;
  }
  return equal_ignoring_case(without_port(origin, port),
                             without_port(request.header("Host"), port));
}

}  // namespace qidi::http
