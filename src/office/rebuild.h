// Derived rows made anew from the record: into another set of rows, to compare or to replace.
// The record is the truth; rebuilding gives the same bytes (architecture.md 5; invariant 4).
#pragma once

#include <functional>
#include <optional>

#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// Folds every case and hands its rows to `put`. `known_by`: only what had been recorded by then
/// (the other axis of rulings 2). Returns the number of cases.
Result<long long, Fault> derive_rows(
    EventReader& reader, std::optional<domain::Instant> known_by,
    const std::function<Result<void, Fault>(const domain::CaseRows&)>& put);

}  // namespace qidi::office
