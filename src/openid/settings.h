// What an installation says of its sign-on service (统一身份认证): plain values, read once at the
// start from sign-on.toml (docs/operating/sign-on.md). F67.
#pragma once

#include <map>
#include <string>

namespace qidi::openid {

/// The organ that a value of the service's department claim stands for.
struct ClaimedOrgan {
  std::string region;
  std::string department;
  bool operator==(const ClaimedOrgan&) const = default;
};

struct Settings {
  std::string issuer;     ///< exactly as the service names itself; https, or http on loopback
  std::string client_id;  ///< ours, as registered there
  std::string client_secret;
  std::string address;                ///< where browsers reach us; empty: loopback's own
  std::string name = "统一身份认证";  ///< on the button
  std::string algorithm = "RS256";    ///< the only one that is taken: RS256 or ES256
  std::string scope = "openid profile";
  std::string login_claim;  ///< binds at the first sign-on by this claim; empty: never
  std::string name_claim = "name";
  std::string department_claim;  ///< empty: departments are not compared
  std::map<std::string, ClaimedOrgan> departments;
  std::string certificates;  ///< a file of further authorities for TLS; empty: the system's
};

}  // namespace qidi::openid
