// Derived rows made anew from the record: into another set of rows, to compare or to replace.
// The record is the truth; rebuilding gives the same bytes (architecture.md 5; invariant 4).
#pragma once

#include <functional>
#include <optional>

#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// What had been recorded by an instant, or up to a place in the log; everything when empty.
struct KnownBy {
  std::optional<domain::Instant> instant;
  std::optional<std::uint64_t> index;
  bool holds(const record::SealedEvent& event) const {
    return (!instant || event.envelope.recorded <= *instant) &&
           (!index || event.global_index <= *index);
  }
  bool is_all() const { return !instant && !index; }
};

/// The rule book as known then. The law that a database was born with it knew from the start.
Result<RuleBook, Fault> known_rule_book(std::vector<record::SealedEvent> system_events,
                                        const KnownBy& known_by);

/// Folds every case and hands its rows to `put`. `known_by`: only what had been recorded by then
/// (the other axis of rulings 2). Returns the number of cases.
Result<long long, Fault> derive_rows(
    EventReader& reader, const KnownBy& known_by,
    const std::function<Result<void, Fault>(const domain::CaseRows&)>& put);

}  // namespace qidi::office
