// Who may read personal data whole, and that whoever does says why. Each reading is recorded.
// Clause N8; 个人信息保护法 6, 10, 51, 54 (合规审计).
#pragma once

#include <optional>
#include <string>

#include "domain/casework/refusals.h"
#include "domain/people/reach.h"

namespace qidi::domain {

/// A wish to read the personal data of one case whole.
struct AskToRead {
  Actor actor;
  Reach reach;
  std::string reason;
};

/// The first reason against it; none: he may. Only the clerks and the head of the organ that holds
/// the case need it whole; to whom the case is out of reach there is none.
std::optional<Refusal> against_reading(const AskToRead& asked, const ReachedCase& reached);

/// Whether a role reads what a unit wrote beside its rating: the unit and its agent always, the
/// head who calls back, the others only once a bad word has been answered, so that nobody who was
/// rated can talk to the unit first.
bool reads_words_of_rating(Role role, bool is_bad, bool called_back);

}  // namespace qidi::domain
