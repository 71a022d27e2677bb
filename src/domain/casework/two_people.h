// Acts that take two people: one asks in his own session, another agrees in his (请求与同意). The
// events that say so; who may agree to what, and what an agreement turns into, stand in
// agreement.h. domain.md 3 (transfer, correct: two of them), 6 (removal: proposed, reviewed,
// approved by two people); N4, N8; docs/decisions/0018.
#pragma once

#include <string>
#include <vector>

#include "domain/people/actor.h"
#include "domain/time/countdown.h"

namespace qidi::domain {

/// Somebody asks that an act of two people be done. Nothing has happened yet.
struct AgreementAsked {
  std::string act;     ///< the act's name
  std::string fields;  ///< its fields, canonical JSON, as they will be done
  std::string reason;  ///< the same that the fields say, for people; may be empty
  Organ organ;         ///< whose people are asked
  Role role{};         ///< and who of them
};

/// Another person agreed in his own session. The last one that was needed brings the act itself in
/// the same commit, done by whoever asked.
struct AgreementGiven {
  long long request = 0;  ///< the sequence of the AgreementAsked
  std::string act;
  Actor asker;
};

struct AgreementDeclined {
  long long request = 0;
  std::string act;
  Actor asker;
  std::string reason;
  bool withdrawn = false;  ///< by whoever asked
};

/// A request as the case's events left it.
struct OpenAgreement {
  AgreementAsked asked;
  long long request = 0;
  Actor asker;
  Day since;
  std::vector<Actor> given;  ///< who has agreed so far
  std::string void_by;       ///< the kind of the event that moved the case on; empty: it is open
  bool operator==(const OpenAgreement& other) const { return request == other.request; }
};

/// How an event is told anew after the day on which it rests was corrected.
struct ToldAnew {
  long long of_sequence = 0;
  std::vector<Countdown> told;
  bool operator==(const ToldAnew&) const = default;
};

}  // namespace qidi::domain
