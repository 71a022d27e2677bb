// Who may agree to what: the rules behind acts of two people (two_people.h). A request is an act
// not yet done; the rules of the act itself are asked when it is made and again when it is agreed
// to. domain.md 3, 6; N4, N8; docs/decisions/0018.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/casework/approval_case.h"
#include "domain/casework/commands.h"

namespace qidi::domain {

/// Whether the law asks two people (a removal: three) for this act.
bool takes_two_people(const CommandBody& body);
bool takes_two_people(std::string_view act);
/// Whether a field of such an act names who agreed, which nobody in a session says of another.
bool names_who_agreed(std::string_view field);

/// How many people have to agree beside the one who asks.
std::size_t agreements_needed(std::string_view act);

/// The request of that number (digits); empty: the only one that is open for this actor, or that he
/// made. Null when there is none such.
const OpenAgreement* agreement_of(const ApprovalCase& current, const Actor& actor,
                                  std::string_view request);
/// Whether the actor's role and organ are those that the request asks. He may still be the asker.
bool is_asked(const OpenAgreement& open, const Actor& actor);

}  // namespace qidi::domain
