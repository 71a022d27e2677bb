// Derived rows as canonical text lines, the same from every store: what `rebuild --check` compares.
#pragma once

#include <functional>
#include <string>

#include "domain/casework/case_rows.h"
#include "office/ports.h"

namespace qidi::store {

/// One line for the facts, then one for each segment, standing and movement in order.
void row_lines(const domain::CaseRows& rows, const std::function<void(const std::string&)>& line);

/// What the rows of all cases sum to beside them: a day and region's flow, a gram's cases.
void flow_line(const std::string& region, const office::DayFlow& flow,
               const std::function<void(const std::string&)>& line);
void gram_line(const std::string& gram, long long cases,
               const std::function<void(const std::string&)>& line);

}  // namespace qidi::store
