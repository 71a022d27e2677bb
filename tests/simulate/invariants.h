// The invariants of reliability.md 3 (2, 10 to 16, 18 to 22, 24 to 26) as an oracle of its own: it
// reads events, states and rows, walks days one by one, and calls none of the rules it judges.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/casework/rules.h"

namespace qidi::simulate {

/// What is wrong, in a sentence; nothing when all is well.
using Violation = std::optional<std::string>;

/// A case at the end of a step: its events, its state, its rows.
struct Seen {
  std::vector<domain::Event> events;
  domain::ApprovalCase state;
  domain::CaseRows rows;
};

/// One step of one case: the events that it added, between two states.
struct Step {
  const domain::ApprovalCase& before;
  const domain::Event& event;
  const domain::ApprovalCase& after;
  const domain::MatterVersion& matter;
};

/// The events of a case in order, the transitions and what each act owes (2, 10, 12 to 16, 20, 22).
Violation against_step(const Step& step, const domain::WorkCalendar& calendar);
/// A case as it stands (11, 18, 19, 21, 22).
Violation against_case(const domain::ApprovalCase& current, const domain::WorkCalendar& calendar);
/// Its rows: no gap, no overlap, lights, movements that add up to what is pending (18, 21, 26).
Violation against_rows(const domain::CaseRows& rows);
/// All cases in one month: the circular's equation and its sums (25, 26).
Violation against_month(const std::vector<domain::CaseRows>& cases, domain::Month month);

/// The due day by walking; the oracle of 19 and 20.
domain::Day walked_due(const domain::Countdown& countdown, const domain::WorkCalendar& calendar);

}  // namespace qidi::simulate
