// The rule book a database carries: its calendar and catalogue, read from its own system stream. A
// new database takes in the law data it is given; replay then needs nothing else (rulings 14).
// Immutable once read; replaced whole when a revision has been recorded.
#pragma once

#include <memory>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/casework/rules.h"
#include "domain/time/work_calendar.h"
#include "office/ports.h"

namespace qidi::office {

struct RuleBook {
  domain::WorkCalendar calendar;
  domain::MatterCatalogue matters;
  domain::Facts facts(domain::Day today) const { return {today, calendar, matters}; }
};

/// Law data as the build carries it, for a new database.
struct LawData {
  std::vector<domain::CalendarYear> years;
  domain::MatterCatalogue matters;
};

/// The rule book out of a system stream's events, or why it cannot be read.
Result<RuleBook, Fault> read_rule_book(const std::vector<record::SealedEvent>& system_events);

/// Reads the rule book; an empty system stream first takes in `law`, recorded at `now`.
Result<RuleBook, Fault> open_rule_book(EventLog& log, const LawData& law, domain::Instant now);

/// Records a calendar's revision: the given years replace those of the same number. Returns the new
/// revision's number. The open cases are then recounted by `recount_open_cases`.
Result<int, Fault> revise_calendar(EventLog& log, const RuleBook& current,
                                   std::vector<domain::CalendarYear> years, domain::Instant now);

}  // namespace qidi::office
