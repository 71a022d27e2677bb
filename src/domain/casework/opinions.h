// Questions about the opinions that a case has asked of other organs (征求意见): whose turn it is,
// how each stands on a day, and its own light, which never colours the case's. Features F19.
#pragma once

#include <string_view>

#include "domain/casework/approval_case.h"

namespace qidi::domain {

/// Whether the case ever asked this organ.
bool is_consulted(const ApprovalCase& current, const Organ& organ);
/// What this organ still owes: the opinion of that number, or (0) the first; null when none.
const Opinion* open_opinion(const ApprovalCase& current, const Organ& organ, int number);
/// Whether an answer would come too late to matter: decided or ended.
bool is_decided(CaseState state);
/// given, given_late, open, not_needed (the case was decided meanwhile), silent (past its day
/// unanswered, which means nothing), silent_no_objection (the notice told that silence has none).
std::string_view standing_of(const Opinion& opinion, bool case_decided, Day today);
/// none, green, yellow or red.
std::string_view light_of(const Opinion& opinion, bool case_decided, Day today);

}  // namespace qidi::domain
