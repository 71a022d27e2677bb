// Departments that an act names, held against the register of organs: once a region has entered
// its own, a filing, a forwarding, a transfer, a request for an opinion and a joint handling name
// one of them that is in force. A region that has entered none is not bound, so that a new
// directory can be used before its register is kept; imports bring what their sheets say.
// Clauses N1, N7; docs/decisions/0017.
#pragma once

#include <optional>

#include "domain/casework/commands.h"
#include "domain/people/organ_register.h"

namespace qidi::domain {

/// Against one organ; `field` is the act's field that names its department.
std::optional<Refusal> against_organ(const Organ& organ, std::string_view field,
                                     const OrganRegister& known, Day today);

/// Against the departments that the command itself names; one that it leaves out is not asked for.
std::optional<Refusal> against_organs(const CommandBody& body, const OrganRegister& known,
                                      Day today);

}  // namespace qidi::domain
