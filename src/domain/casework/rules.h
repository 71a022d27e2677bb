// The rules of casework: three pure functions. `decide` says what an act does, `settle` what time
// has done meanwhile, `evolve` what an event changes. No clock, no I/O; time is an argument.
// Clauses N5-N9, N11; domain.md 3; docs/refusals.md.
#pragma once

#include <optional>
#include <vector>

#include "domain/casework/approval_case.h"
#include "domain/casework/commands.h"
#include "domain/casework/matter.h"
#include "domain/casework/refusals.h"
#include "domain/result.h"
#include "domain/time/work_calendar.h"

namespace qidi::domain {

/// What the rules may know besides the case: today, the calendar, the catalogue, the record of the
/// project.
struct Facts {
  Day today;
  const WorkCalendar& calendar;
  const MatterCatalogue& matters;
  /// What other cases of the project have on record in force; gathered where an act asks.
  std::vector<OnRecord> on_record = {};
  /// The case's events as recorded, for acts that look back at one of them (correct).
  const std::vector<Event>* history = nullptr;
};

using Decided = Result<std::vector<Event>, Refusal>;

/// What an act does to a case that has been settled to `facts.today`: events, or the first reason
/// in published order why not. `facts.today` is the act's legal day.
Decided decide(const ApprovalCase& current, const Command& command, const Facts& facts);

/// The first reason against an act that stands whatever the act's fields say: the person, the
/// catalogue, the state. What the fields lack or say wrongly is left out, so that an empty body
/// answers whether there is any use in filling it in. The answer is the same for every body of the
/// act; none: a rightly filled one may be accepted.
std::optional<Refusal> standing_objection(const ApprovalCase& current, const Command& command,
                                          const Facts& facts);

/// What time alone has done to a case by `facts.today`: deemed acceptance, the end of a pause by
/// its plan, agreement by silence. Empty for imported rows that nobody has taken up.
std::vector<Event> settle(const ApprovalCase& current, const Facts& facts);

/// What an event changes. Total: an event that the order of legal days makes senseless is flagged.
void evolve(ApprovalCase& current, const Event& event);

/// Folds a stream in order of legal day, then sequence (rulings 4), corrections first. `until`: as
/// of the end of that legal day, counting by the days as corrected.
ApprovalCase fold(std::vector<Event> events, Day until = end_of_days);

/// The case as it will stand if nobody acts any more: `settle` to the end of days, so that every
/// list is arithmetic on days and no job need have run (rulings 3). `rows.facts.next_settle_day`
/// is the first day on which time changes the case after `facts.today`.
CaseRows rows_of(const ApprovalCase& current, const Facts& facts);

}  // namespace qidi::domain
