// Derived rows as canonical text lines, the same from every store: what `rebuild --check` compares.
#pragma once

#include <functional>
#include <string>

#include "domain/casework/case_rows.h"

namespace qidi::store {

/// One line for the facts, then one for each segment, standing and movement in order.
void row_lines(const domain::CaseRows& rows, const std::function<void(const std::string&)>& line);

}  // namespace qidi::store
