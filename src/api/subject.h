// Who asks: nobody known, a person who signed in, or an integration client with a bearer token.
// Found out once, before a request's body is taken (gate.h), and carried by the request.
#pragma once

#include <string>
#include <vector>

#include "domain/people/actor.h"
#include "domain/people/reach.h"
#include "http/message.h"

namespace qidi::api {

/// What a person has to do before anything else.
struct Owed {
  bool password = false;       ///< change the one that somebody else set
  bool second_factor = false;  ///< set one up: staff have one (R67)
};

struct Subject {
  enum class Kind {
    nobody,
    person,  ///< signed in, with a session's cookie
    client,  ///< another system, with a bearer token
  };
  Kind kind = Kind::nobody;
  std::string account;  ///< the account's id, or the token's
  bool has_role = false;
  domain::Actor actor;  ///< as it will stand in the record
  domain::Reach reach;
  std::string unit_code;
  std::string unit_name;
  std::string csrf;  ///< what a write must bring along; of a person
  Owed owed;
  std::vector<std::string> scopes;  ///< of a client: read, act, import

  bool known() const { return kind != Kind::nobody; }
};

/// Who asks; nobody where the gate has not set it.
const Subject& subject_of(const http::Request& request);

/// The reach as text, for the keys of kept answers: equal texts may see the same.
std::string reach_key(const domain::Reach& reach);

}  // namespace qidi::api
