// Folding a whole stream, and the rows that lists read: a case as it will stand if nobody acts.
// Rulings 3 and 4; domain.md 2.
#include <algorithm>
#include <numeric>

#include "domain/casework/acts/act.h"
#include "domain/casework/opinions.h"
#include "domain/casework/row_notes.h"

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

/// The events that an undone import takes back: all from its first on this row up to the undoing,
/// but for other undoings, which say nothing about the case.
std::vector<bool> taken_back(const std::vector<Event>& events) {
  std::vector<bool> taken(events.size(), false);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* undone = std::get_if<LedgerImportUndone>(&events[i].body);
    if (undone == nullptr) continue;
    for (std::size_t k = 0; k < i; ++k) {
      const bool undoing = std::holds_alternative<LedgerImportUndone>(events[k].body);
      if (events[k].sequence >= undone->from_sequence && !undoing) taken[k] = true;
    }
  }
  return taken;
}

/// What a row whose adoption was undone still shows: what it was, and that it counts nowhere.
void keep_facts_of_undone(const Event& event, ApprovalCase& folded) {
  const auto* adopted = std::get_if<AdoptedFromLedger>(&event.body);
  if (adopted == nullptr) return;
  ApprovalCase row;
  adopt(row, adopted->row, {}, day_of(event.recorded));
  folded.facts = row.facts;
  folded.facts.flags = "import_undone";
  folded.undone = true;
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
  const auto taken = taken_back(events);
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return events[a].legal_day < events[b].legal_day;
  });
  ApprovalCase folded;
  const Event* undone = nullptr;
  for (const auto i : order) {
    if (events[i].legal_day > until) continue;
    if (taken[i]) {
      ++folded.version;
      if (std::holds_alternative<AdoptedFromLedger>(events[i].body)) undone = &events[i];
    } else {
      evolve(folded, events[i]);
    }
  }
  if (!folded.exists && undone != nullptr) keep_facts_of_undone(*undone, folded);
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
  rows.ratings = std::move(settled.ratings);
  rows.tasks = head_tasks(current);
  rows.opinions = opinion_rows(current);
  return rows;
}

}  // namespace qidi::domain
