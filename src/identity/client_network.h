// From whom a client's address counts as: an IPv4 address for itself, an IPv6 address for its /64,
// since one subscriber holds at least that many and would have a fresh address for every guess.
#pragma once

#include <string>
#include <string_view>

namespace qidi::identity {

/// "192.0.2.7" for itself and for "::ffff:192.0.2.7"; "2001:db8:0:1::/64" in one fixed spelling
/// ("2001:db8:0:1") for every address in it; any other text as it is.
std::string network_of(std::string_view address);

}  // namespace qidi::identity
