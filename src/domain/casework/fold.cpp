// Folding a whole stream, and the rows that lists read: a case as it will stand if nobody acts.
// Rulings 3 and 4; domain.md 2.
#include <algorithm>
#include <numeric>
#include <type_traits>

#include "domain/casework/acts/act.h"
#include "domain/casework/corrections.h"
#include "domain/casework/opinions.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

namespace {

/// What rested on a corrected day is told anew with it, or a row would contradict its countdown.
void tell_anew(std::vector<Event>& events, std::size_t before, const Corrected& correction) {
  for (const auto& anew : correction.anew) {
    for (std::size_t k = 0; k < before; ++k) {
      if (events[k].sequence != anew.of_sequence) continue;
      std::visit(
          [&](auto& body) {
            if constexpr (requires { body.told = anew.told; }) body.told = anew.told;
          },
          events[k].body);
    }
  }
}

/// What of an event a correction may set right beside its day; null where it has no such field.
template <class Body>
auto* field_of(Body& body, std::string_view field) {
  using Plain = std::remove_const_t<Body>;
  using Text = std::conditional_t<std::is_const_v<Body>, const std::string, std::string>;
  Text* found = nullptr;
  if constexpr (std::is_same_v<Plain, Filed>) {
    if (field == "project_code") found = &body.project_code;
    if (field == "project_name") found = &body.project_name;
    if (field == "unit_name") found = &body.unit_name;
    if (field == "unit_code") found = &body.unit_code;
  } else if constexpr (std::is_same_v<Plain, Issued>) {
    if (field == "document_no") found = &body.document_no;
  }
  return found;
}

/// A correction changes how an earlier event folds; the event itself stays (invariant 7).
void correct(Event& event, const Corrected& correction) {
  if (correction.field == "legal_day") {
    if (const auto day = parse_day(correction.value)) event.legal_day = *day;
    return;
  }
  std::visit(
      [&](auto& body) {
        if (auto* text = field_of(body, correction.field)) *text = correction.value;
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

std::optional<std::string> value_of(const Event& event, std::string_view field) {
  if (field == "legal_day") return to_text(event.legal_day);
  return std::visit(
      [&](const auto& body) {
        const auto* text = field_of(body, field);
        return text == nullptr ? std::nullopt : std::optional(*text);
      },
      event.body);
}

std::vector<Event> corrected(std::vector<Event> events) {
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
    const Corrected copy = *correction;
    tell_anew(events, i, copy);
  }
  return events;
}

namespace {

/// `noted` is called with each event that was folded.
template <class Noted>
ApprovalCase fold_noting(std::vector<Event> events, Day until, const Noted& noted) {
  events = corrected(std::move(events));
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
      noted(events[i], folded);
    }
  }
  if (!folded.exists && undone != nullptr) keep_facts_of_undone(*undone, folded);
  return folded;
}

}  // namespace

ApprovalCase fold(std::vector<Event> events, Day until) {
  return fold_noting(std::move(events), until, [](const Event&, const ApprovalCase&) {});
}

std::vector<Effect> effects_of(std::vector<Event> events) {
  std::vector<Effect> effects;
  fold_noting(std::move(events), end_of_days, [&](const Event& event, const ApprovalCase& after) {
    const auto& flagged = after.flagged;
    const bool made_sense =
        std::find(flagged.begin(), flagged.end(), event.sequence) == flagged.end();
    effects.push_back({event.sequence, made_sense, after.state, after.holder});
  });
  std::sort(effects.begin(), effects.end(),
            [](const Effect& a, const Effect& b) { return a.sequence < b.sequence; });
  return effects;
}

namespace {

/// 优化营商环境条例 36: whoever is late publishes why. From the first red day, which may lie ahead:
/// whoever reads the task asks whether it has come (domain.md 4, `overdue_reason`: 2 wd).
std::optional<HeadTask> explanation_owed(const ApprovalCase& current,
                                         const std::vector<Standing>& standings,
                                         const WorkCalendar& calendar) {
  if (standings.empty() || is_final(standings.back().state)) return std::nullopt;
  const auto& last = standings.back();
  if (last.red_from == end_of_days) return std::nullopt;
  if (current.explained && current.explained->on >= last.red_from) return std::nullopt;
  const auto due =
      calendar.in(last.holder.region).after(last.red_from, WorkingDays{days_to_explain}).day;
  return HeadTask{HeadTaskKind::explain, last.holder, last.red_from, due};
}

/// 行政许可法 42.2: in joint handling more time is the government's leader's to give, no head's.
void hand_to_the_leader(std::vector<HeadTask>& tasks, const ApprovalCase& current,
                        const MatterVersion* matter) {
  if (!is_joint(current, matter)) return;
  for (auto& task : tasks) {
    if (task.kind == HeadTaskKind::extend) task.organ = government_over(current);
  }
}

}  // namespace

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
  if (current.more_unanswered) {
    if (!rows.facts.flags.empty()) rows.facts.flags += ' ';
    rows.facts.flags += "more_unanswered";
  }
  rows.segments = std::move(settled.segments);
  rows.standings = std::move(settled.standings);
  rows.movements = std::move(settled.movements);
  rows.ratings = std::move(settled.ratings);
  rows.tasks = head_tasks(current);
  hand_to_the_leader(rows.tasks, current,
                     facts.matters.version(current.facts.matter, current.facts.matter_version));
  rows.opinions = opinion_rows(current);
  if (const auto owed = explanation_owed(current, rows.standings, facts.calendar)) {
    rows.tasks.push_back(*owed);
  }
  return rows;
}

}  // namespace qidi::domain
