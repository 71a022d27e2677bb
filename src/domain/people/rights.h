// Who may do what: one table of acts and roles, deny by default (domain.md 10). Where an act is the
// holder's, the actor must also belong to the organ that holds the case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/actor.h"

namespace qidi::domain {

/// Whether a role may do the act of this name at all.
bool may_do(Role role, std::string_view act);

/// The names of the acts that a role may do at all, in the table's order.
std::vector<std::string> acts_of(Role role);

/// Whether the role acts for the organ that holds the case, so that only that organ's people may.
bool acts_for_holder(Role role);

}  // namespace qidi::domain
