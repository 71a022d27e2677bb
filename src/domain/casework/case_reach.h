// What reach looks at in a case: who holds it, who held it, whose and where its project is. A
// case's page and the acts on it ask the same, so that what is not shown cannot be acted on.
// Clauses N1, N8; domain/people/reach.h.
#pragma once

#include "domain/casework/approval_case.h"
#include "domain/people/reach.h"

namespace qidi::domain {

/// Of a case as it was folded.
ReachedCase reached_case(const ApprovalCase& current);
/// Of the same case's derived rows.
ReachedCase reached_case(const CaseRows& rows);

}  // namespace qidi::domain
