// adopt_from_ledger: a row of a department's ledger becomes a case, with the sheet's own days. The
// same row again changes nothing; an empty cell that has been filled is applied; another value is
// reported, and applied as a correction only on demand.
// Clause N1; domain.md 4.9; rulings 17, 18; example 24.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

/// The countdown that a row's light and overdue hang on; none when nothing is known.
std::vector<Countdown> countdown_of(const LedgerFacts& row, const WorkCalendar& calendar) {
  if (row.due_given) {
    auto stated =
        start(CountdownKind::promised, row.accepted.value_or(row.received),
              {LimitUnit::working_days, row.promised_days.value_or(0)}, row.holder, calendar);
    stated.stated = row.due_given;
    return {counted(std::move(stated), calendar)};
  }
  if (row.due_computed && row.promised_days) {
    return {start(CountdownKind::promised, row.accepted.value_or(row.received),
                  {LimitUnit::working_days, *row.promised_days}, row.holder, calendar)};
  }
  if (row.finish_by) {
    auto plan = start(CountdownKind::promised, row.received, {LimitUnit::working_days, 0},
                      row.holder, calendar);
    plan.stated = row.finish_by;
    return {counted(std::move(plan), calendar)};
  }
  return {};
}

template <class T>
bool is_empty(const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else {
    return value.empty();
  }
}

/// Gathers the fields in which two forms of a row differ.
class Comparison {
 public:
  template <class T>
  void field(std::string_view name, const T& before, const T& after) {
    if (before == after || is_empty(after)) return;
    changed_.emplace_back(name);
    if (!is_empty(before)) differing_.emplace_back(name);
  }
  void state(CaseState before, CaseState after) {
    if (before == after) return;
    changed_.emplace_back("state");
    // A case moves on: from pending to ended is news, not a contradiction.
    if (!is_pending(before)) differing_.emplace_back("state");
  }
  const std::vector<std::string>& changed() const { return changed_; }
  const std::vector<std::string>& differing() const { return differing_; }

 private:
  std::vector<std::string> changed_;
  std::vector<std::string> differing_;
};

Comparison compared(const LedgerFacts& before, const LedgerFacts& after) {
  Comparison c;
  c.field("project_code", before.project_code, after.project_code);
  c.field("project_name", before.project_name, after.project_name);
  c.field("unit_name", before.unit_name, after.unit_name);
  c.field("unit_code", before.unit_code, after.unit_code);
  c.field("region", before.holder.region, after.holder.region);
  c.field("department", before.holder.department, after.holder.department);
  c.field("matter", before.matter, after.matter);
  c.field("officer", before.officer, after.officer);
  c.field("list", before.list, after.list);
  c.state(before.state, after.state);
  if (before.received != after.received) {
    c.field("received", std::optional<Day>(before.received), std::optional<Day>(after.received));
  }
  c.field("accepted", before.accepted, after.accepted);
  c.field("promised_days", before.promised_days, after.promised_days);
  c.field("due", before.due_given, after.due_given);
  c.field("ended", before.ended, after.ended);
  c.field("finish_by", before.finish_by, after.finish_by);
  c.field("result", before.result, after.result);
  c.field("document_no", before.document_no, after.document_no);
  c.field("classification", before.classification, after.classification);
  c.field("measure", before.measure, after.measure);
  c.field("remark", before.remark, after.remark);
  return c;
}

template <class T>
void keep_if_empty(T& after, const T& before) {
  if (is_empty(after)) after = before;
}

/// The state and the day of ending, which go together: a sheet that leaves the day blank does not
/// open again what had ended.
void merge_state(LedgerFacts& after, const LedgerFacts& before) {
  const auto ended = [](CaseState state) { return is_final(state) || state == CaseState::granted; };
  if (ended(before.state) && is_pending(after.state) && !after.ended) {
    after.state = before.state;
    after.ended = before.ended;
  } else if (!is_pending(after.state)) {
    keep_if_empty(after.ended, before.ended);
  }
  if (after.state == CaseState::in_review && after.accepted) after.state = CaseState::deciding;
}

std::string flags_of(const LedgerFacts& row) {
  std::string flags;
  const auto flag = [&](bool holds, std::string_view name) {
    if (holds) flags.append(flags.empty() ? "" : " ").append(name);
  };
  flag(row.project_code.empty(), "local_code");
  flag(row.officer.empty(), "officer_missing");
  flag(row.state == CaseState::waiting_for_unit && !row.ended, "return_day_unknown");
  flag(row.state == CaseState::paused, "pause_unknown");
  flag(row.promised_days && !row.accepted && !row.due_given, "computed_from_receipt");
  flag(row.due_given.has_value(), "due_as_stated");
  flag(!row.due_given && !row.promised_days, "no_promise_known");
  return flags;
}

/// A later form of a row over an earlier one: what the later sheet lacks or leaves blank stays as
/// it was (domain.md 4.9 knows empty -> value and other value, never value -> empty).
LedgerFacts merged(const LedgerFacts& before, LedgerFacts after, const WorkCalendar& calendar) {
  keep_if_empty(after.external_id, before.external_id);
  keep_if_empty(after.project_code, before.project_code);
  keep_if_empty(after.project_name, before.project_name);
  keep_if_empty(after.unit_name, before.unit_name);
  keep_if_empty(after.unit_code, before.unit_code);
  keep_if_empty(after.holder.region, before.holder.region);
  keep_if_empty(after.holder.department, before.holder.department);
  keep_if_empty(after.project_region, before.project_region);
  if (after.matter.empty()) {
    after.matter = before.matter;
    after.matter_version = before.matter_version;
  }
  keep_if_empty(after.officer, before.officer);
  if (after.list == "pending") after.list = before.list;  // also what an absent column reads as
  keep_if_empty(after.accepted, before.accepted);
  keep_if_empty(after.promised_days, before.promised_days);
  keep_if_empty(after.due_given, before.due_given);
  keep_if_empty(after.finish_by, before.finish_by);
  keep_if_empty(after.result, before.result);
  keep_if_empty(after.document_no, before.document_no);
  keep_if_empty(after.classification, before.classification);
  keep_if_empty(after.measure, before.measure);
  keep_if_empty(after.remark, before.remark);
  merge_state(after, before);
  if (after.promised_days) {
    after.due_computed =
        calendar.in(after.holder.region)
            .after(after.accepted.value_or(after.received), WorkingDays{*after.promised_days})
            .day;
  }
  after.flags = flags_of(after);
  return after;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "、") + part;
  return text;
}

}  // namespace

Decided decide_adopt(const Act& act, const AdoptFromLedger& command) {
  const auto& current = act.current;
  auto no = act.no_objections();
  no.when(current.exists && !act.is_reached(), RefusalCode::unknown_case, "case");
  no.when_empty(act.command.actor.id, "actor.id");
  no.when(act.command.actor.role != Role::importer, RefusalCode::not_permitted, "actor.role",
          name_of(act.command.actor.role));
  const auto& holder = command.row.holder;
  no.when_said(act.command.reach && !reaches(*act.command.reach, holder) &&
                   !(current.exists && holder.department.empty()),
               RefusalCode::not_permitted, "department", holder.department);
  no.when(command.row.received == Day{}, RefusalCode::field_missing, "received", "received");
  no.when(command.row.external_id.empty() && command.row.project_code.empty() &&
              command.row.project_name.empty(),
          RefusalCode::field_missing, "external_id", "external_id");
  no.when(command.row.ended && *command.row.ended < command.row.received,
          RefusalCode::field_invalid, "ended", "ended");
  // A day of ending and a state that has ended come together, or the stock would not add up.
  const bool over = is_final(command.row.state) || command.row.state == CaseState::granted;
  no.when(over && !command.row.ended, RefusalCode::field_missing, "ended", "ended");
  no.when(is_pending(command.row.state) && command.row.ended, RefusalCode::field_invalid, "state",
          "state");
  no.when(command.row.received > act.today(), RefusalCode::day_in_future, "received",
          to_text(command.row.received));
  // Nothing that follows may tell a row out of reach from none.
  if (current.exists && !act.is_reached()) return no.first();
  if (!current.exists) {
    if (no) return no.first();
    AdoptedFromLedger adopted;
    adopted.row = command.row;
    adopted.source = command.source;
    adopted.told = countdown_of(command.row, act.facts.calendar);
    auto event = act.event(std::move(adopted));
    event.legal_day = std::min(command.row.received, act.today());
    return std::vector<Event>{std::move(event)};
  }

  if (!current.row) {
    no.when(true, RefusalCode::ledger_row_live, "case", act.command.case_id);
    return no.first();
  }
  const auto row = merged(*current.row, command.row, act.facts.calendar);
  const auto comparison = compared(*current.row, row);
  const bool is_permitted = act.command.actor.role == Role::importer;
  if (comparison.changed().empty() && is_permitted) return std::vector<Event>{};
  no.when_said(current.live, RefusalCode::ledger_row_live, "case", joined(comparison.changed()));
  // What either sheet says alone may not hold together: a later receipt beside an earlier end.
  no.when(row.ended && *row.ended < row.received, RefusalCode::field_invalid, "ended", "ended");
  no.when(!comparison.differing().empty() && !command.update, RefusalCode::ledger_value_differs,
          comparison.differing().empty() ? "" : comparison.differing().front(),
          joined(comparison.differing()));
  if (no) return no.first();
  LedgerRowUpdated updated;
  updated.row = row;
  updated.changed = comparison.changed();
  updated.source = command.source;
  updated.told = countdown_of(row, act.facts.calendar);
  return act.events(std::move(updated));
}

}  // namespace qidi::domain
