// What a case adds to the flow of each day and region: the movements of its legal days, and the
// first and the day after the last on which it was overdue. A store keeps the sums, so that a
// trend over years costs a few thousand small rows. Clause N10; domain.md 7.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "domain/casework/case_rows.h"
#include "office/ports.h"

namespace qidi::store {

/// Sums by day and region; the day inside the flow is that of its key.
using DayFlows = std::map<std::pair<domain::Day, std::string>, office::DayFlow>;

/// Adds (`sign` 1) or takes away (-1) what a case's rows contribute.
void add_flows(const domain::CaseRows& rows, int sign, DayFlows& flows);

/// Whether nothing is left of it.
bool is_nothing(const office::DayFlow& flow);

}  // namespace qidi::store
