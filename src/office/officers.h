// Whom the cases of an organ can be given to, with what each has in hand, so that work can be
// shared out evenly. Pure. Clauses N1 (责任人), N11; domain.md 10; docs/decisions/0010.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"
#include "office/team_board.h"

namespace qidi::office {

/// Cases name a person, not an account: two accounts of one name are one officer.
struct OfficerInOffice {
  std::string name;
  domain::Role role{};
  long long pending = 0;  ///< cases open in his name at the organ
  long long red = 0;      ///< of these past a promise or a limit of the law
};

/// The enabled clerks and heads of the organ, least to do first; then by name. A disabled account
/// is nobody to give a case to.
std::vector<OfficerInOffice> officers_of(const People& people, const TeamBoard& board,
                                         const domain::Organ& organ);

}  // namespace qidi::office
