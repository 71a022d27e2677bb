// Notices of opinions between departments: the asked organ hears that it is asked, that its day
// comes near, that it has passed, and that it need not answer any more; who asked hears the answer.
// Pure: nothing is sent here. Features F19; domain.md 5; docs/decisions/0013, 0016.
#pragma once

#include <optional>
#include <vector>

#include "domain/supervision/notice.h"

namespace qidi::domain {

/// What an event of the case gives cause for: a question, an answer, a question taken back. `rows`:
/// the case as it stands. Who asked is told as the case's officer while he still holds it, else as
/// the desk that asked.
std::vector<Notice> opinion_notices(const Event& event, const CaseRows& rows,
                                    const OfficerKnown& known);

/// The reminders of what this case still waits for that came on days after `after` (none: ever) up
/// to `today`: the first yellow day, unless that was the day of asking, and the day after the due
/// day. The answer for a day never changes with the day on which it is asked, so a late round
/// misses none; an opinion that was given, taken back, or outlived by the decision has none left.
std::vector<Notice> opinion_reminders(const CaseRows& rows, std::optional<Day> after, Day today);

}  // namespace qidi::domain
