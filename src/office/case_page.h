// One case as its page shows it: where it stands on a day, what version it has, and the countdowns
// that run then with all that their due days rest on. Reads only.
// Clauses N6, N8; domain.md 4.7; features F61.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/casework/approval_case.h"
#include "office/answer_query.h"

namespace qidi::office {

struct CasePage {
  domain::CaseRows rows;
  unsigned long long version = 0;  ///< number of recorded events
  /// Where it stood on the day asked; none before it was received.
  std::optional<LedgerLine> line;
};

/// The case for a case id or a sheet's own id; nothing when there is none.
Result<std::optional<CasePage>, Fault> case_page(EventReader& reader, LedgerView& view,
                                                 const std::string& id, domain::Day as_of);

/// The countdowns that run on a day, time having done its work; `governing` names the one whose due
/// day the ledger shows.
struct RunningCountdowns {
  std::vector<domain::Countdown> running;
  std::optional<domain::CountdownKind> governing;
};
Result<RunningCountdowns, Fault> running_countdowns(EventReader& reader, const RuleBook& rules,
                                                    const std::string& case_id, domain::Day as_of);

/// Another case of the same project, as a ledger shows it.
Result<std::vector<LedgerLine>, Fault> cases_of_project(LedgerView& view,
                                                        const std::string& project_code,
                                                        domain::Day as_of);

}  // namespace qidi::office
