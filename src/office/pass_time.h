// What time alone does, written down: a job that is only another client of the main path. Lists
// need it not (rulings 3); the record, notices and documents do.
// Clauses N5, N9, N11; domain.md 4.8.
#pragma once

#include <functional>

#include "office/handle_command.h"

namespace qidi::office {

/// Settles every case on which time has acted by the clock's day. Returns how many events were
/// written. `progress` hears the number done and the number there are.
Result<long long, Fault> pass_time(EventLog& log, LedgerView& view, const RuleBook& rules,
                                   Clock& clock,
                                   const std::function<void(long long, long long)>& progress);

/// The command that settles one case on a day: whoever sends it again that day has no further
/// effect.
domain::Command settle_command(const std::string& case_id, domain::Day day);

/// After a calendar's revision: recounts every open case and rewrites its rows. Returns how many
/// cases' due days moved.
Result<long long, Fault> recount_open_cases(
    EventLog& log, LedgerView& view, const RuleBook& rules, Clock& clock,
    const std::function<void(long long, long long)>& progress);

}  // namespace qidi::office
