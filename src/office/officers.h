// Who works in an organ, with what each has in hand: whom its cases can be given to, so that work
// is shared out evenly, and whose cases nobody handles any more. Pure. Clauses N1 (责任人), N11;
// domain.md 10; docs/decisions/0010.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"
#include "office/team_board.h"

namespace qidi::office {

/// Cases name a person, not an account: two accounts of one name are one colleague.
struct Colleague {
  std::string name;
  domain::Role role{};
  bool enabled = false;   ///< whether he can sign in; a disabled one is nobody to give a case to
  long long pending = 0;  ///< cases pending in his name at the organ
  long long red = 0;      ///< of these past a promise or a limit of the law
  long long open = 0;     ///< not ended: the pending ones, and those that wait or are to be issued
};

/// The clerks and heads of the organ: the enabled ones, least to do first, then the disabled ones;
/// then by name.
std::vector<Colleague> colleagues_of(const People& people, const TeamBoard& board,
                                     const std::vector<OfficerCount>& open,
                                     const domain::Organ& organ);

/// Every open case of an organ by officer, whatever its state.
Result<std::vector<OfficerCount>, Fault> open_by_officer(LedgerView& view,
                                                         const domain::Organ& organ,
                                                         domain::Day as_of);

}  // namespace qidi::office
