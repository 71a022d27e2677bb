// Who may speak to this server from a browser: a Host that is ours (against DNS rebinding) and, for
// what changes something, an Origin that is the very host addressed (reliability.md R61).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace qidi::http {

/// The name in "name:port" or "[::1]:port", without its port and brackets.
std::string_view host_name(std::string_view host);

/// Whether a Host header's name may be served: on a loopback address only loopback's own names and
/// the configured ones; elsewhere the configured ones too, or any when none is configured.
bool host_is_ours(std::string_view host, bool on_loopback, const std::vector<std::string>& names);

/// Whether the request comes from no page at all or from one of this very host.
bool origin_is_ours(const Request& request);

}  // namespace qidi::http
