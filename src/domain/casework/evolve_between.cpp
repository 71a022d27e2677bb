// What happens to a case between departments changes in it. docs/decisions/0016.
#include <algorithm>

#include "domain/casework/change.h"

namespace qidi::domain {

bool Change::operator()(const OpinionAsked& e) {
  if (!now_.exists) return false;
  now_.opinions.push_back({e, now_.holder, day(), {}, {}});
  return true;
}

bool Change::operator()(const OpinionGiven& e) {
  for (auto& opinion : now_.opinions) {
    if (opinion.asked.number != e.number || opinion.given || opinion.withdrawn) continue;
    opinion.given = e;
    opinion.given_on = day();
    return true;
  }
  return false;
}

bool Change::operator()(const OpinionWithdrawn& e) {
  for (auto& opinion : now_.opinions) {
    if (opinion.asked.number != e.number || opinion.given || opinion.withdrawn) continue;
    opinion.withdrawn = e;
    opinion.withdrawn_on = day();
    return true;
  }
  return false;
}

bool Change::operator()(const JointJoined& e) {
  if (!now_.exists || !undecided()) return false;
  now_.joint = JointLink{e.group, e.lead, e.part, day()};
  tell(e.told);
  return true;
}

}  // namespace qidi::domain
