// How a case's rows grow while its events are folded: after each event the day is noted, and what
// changed closes one stretch and opens the next. Private to the fold.
// Clauses N1, N10, N11; domain.md 4.7, 4.9, 5.
#pragma once

#include <string_view>
#include <vector>

#include "domain/casework/approval_case.h"

namespace qidi::domain {

/// Notes how the case stands from `day` on: segments and standings follow `current`.
void note_day(ApprovalCase& current, Day day, std::string_view how);

/// Builds the whole case from a ledger's row; replaces what an earlier form of the row had built.
/// `known_on` dates what the sheet gives no day for.
void adopt(ApprovalCase& current, const LedgerFacts& row, const std::vector<Countdown>& told,
           Day known_on);

}  // namespace qidi::domain
