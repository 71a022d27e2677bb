// Folding a whole stream, and the rows that lists read: a case as it will stand if nobody acts.
// Rulings 3 and 4; domain.md 2.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

/// A correction changes how an earlier event folds; the event itself stays (invariant 7).
void correct(Event& event, const Corrected& correction) {
  if (correction.field == "legal_day") {
    if (const auto day = parse_day(correction.value)) event.legal_day = *day;
    return;
  }
  std::visit(
      [&](auto& body) {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, Filed>) {
          if (correction.field == "project_code") body.project_code = correction.value;
          if (correction.field == "project_name") body.project_name = correction.value;
          if (correction.field == "unit_name") body.unit_name = correction.value;
          if (correction.field == "unit_code") body.unit_code = correction.value;
        } else if constexpr (std::is_same_v<Body, Issued>) {
          if (correction.field == "document_no") body.document_no = correction.value;
        }
      },
      event.body);
}

}  // namespace

ApprovalCase fold(std::vector<Event> events, Day until) {
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return a.sequence < b.sequence; });
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* correction = std::get_if<Corrected>(&events[i].body);
    if (correction == nullptr) continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (events[k].sequence != correction->of_sequence) continue;
      const Corrected copy = *correction;
      correct(events[k], copy);
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.legal_day < b.legal_day; });
  ApprovalCase folded;
  for (const auto& event : events) {
    if (event.legal_day <= until) evolve(folded, event);
  }
  return folded;
}

CaseRows rows_of(const ApprovalCase& current, const Facts& facts) {
  const Facts for_ever{end_of_days, facts.calendar, facts.matters};
  const auto projected = settle(current, for_ever);
  ApprovalCase settled = current;
  for (const auto& event : projected) evolve(settled, event);
  CaseRows rows;
  rows.facts = settled.facts;
  rows.facts.next_settle_day =
      projected.empty() ? std::nullopt : std::optional<Day>(projected.front().legal_day);
  if (!current.flagged.empty()) {
    if (!rows.facts.flags.empty()) rows.facts.flags += ' ';
    rows.facts.flags += "out_of_order";
  }
  rows.segments = std::move(settled.segments);
  rows.standings = std::move(settled.standings);
  rows.movements = std::move(settled.movements);
  return rows;
}

}  // namespace qidi::domain
