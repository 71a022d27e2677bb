// Segments and standings, one note a day; and the making of a case from a ledger's row.
#include "domain/casework/row_notes.h"

#include <algorithm>

namespace qidi::domain {

namespace {

bool colours(CountdownKind kind) {
  switch (kind) {
    case CountdownKind::initial_review:
    case CountdownKind::forward:
    case CountdownKind::promised:
    case CountdownKind::statutory:
    case CountdownKind::issue:
      return true;
    case CountdownKind::pause_plan:
    case CountdownKind::correction:
    case CountdownKind::obligation:
    case CountdownKind::overdue_reason:
    case CountdownKind::call_back:
      return false;
  }
  return false;
}

Standing standing_of(const ApprovalCase& current, Day day) {
  Standing standing;
  standing.from = day;
  standing.state = current.state;
  standing.holder = current.holder;
  standing.officer = current.officer;
  standing.accepted = current.accepted;
  standing.ended = current.ended;
  if (is_final(current.state) || current.state == CaseState::waiting_for_unit) return standing;

  const auto* due = current.state == CaseState::granted ? running_of(current, CountdownKind::issue)
                                                        : governing(current);
  if (due != nullptr) {
    standing.due = due->due;
    standing.due_kind = due->kind;
    standing.provisional = due->provisional;
  }
  for (const auto& countdown : current.running) {
    if (countdown.kind == CountdownKind::pause_plan) {
      // domain.md 4: a pause near its planned end is yellow at most.
      standing.yellow_from = std::min(standing.yellow_from, countdown.warn);
    }
    if (!colours(countdown.kind) || countdown.stopped) continue;
    const Day red = countdown.due + std::chrono::days{1};
    standing.yellow_from = std::min(standing.yellow_from, countdown.warn);
    standing.red_from = std::min(standing.red_from, red);
    if (countdown.kind == CountdownKind::statutory) {
      standing.law_red_from = std::min(standing.law_red_from, red);
    }
  }
  return standing;
}

bool same_but_for_days(const Standing& a, Standing b) {
  b.from = a.from;
  b.to = a.to;
  return a == b;
}

void note_standing(ApprovalCase& current, Day day) {
  auto standing = standing_of(current, day);
  auto& all = current.standings;
  if (!all.empty()) {
    // A flagged order may hand in an earlier day; rows never run backwards.
    day = std::max(day, all.back().from);
    standing.from = day;
    if (same_but_for_days(all.back(), standing)) return;
    if (all.back().from == day) {
      all.pop_back();
      if (!all.empty() && same_but_for_days(all.back(), standing)) {
        all.back().to = end_of_days;
        return;
      }
    } else {
      all.back().to = day;
    }
  }
  all.push_back(std::move(standing));
}

Segment segment_of(const Countdown& countdown, Day day) {
  Segment segment;
  segment.kind = countdown.kind;
  segment.opened = day;
  segment.day_zero = countdown.day_zero;
  segment.due = countdown.due;
  segment.warn = countdown.warn;
  segment.answers = countdown.answers;
  segment.stopped = countdown.stopped;
  segment.provisional = countdown.provisional;
  return segment;
}

bool still_runs(const Segment& segment, const Countdown& countdown) {
  return segment.kind == countdown.kind && segment.day_zero == countdown.day_zero &&
         segment.due == countdown.due && segment.warn == countdown.warn &&
         segment.answers == countdown.answers && segment.stopped == countdown.stopped &&
         segment.provisional == countdown.provisional;
}

void note_segments(ApprovalCase& current, Day day, std::string_view how) {
  for (auto& segment : current.segments) {
    if (segment.closed != end_of_days) continue;
    const auto* countdown = running_of(current, segment.kind);
    if (countdown != nullptr && still_runs(segment, *countdown)) continue;
    segment.closed = std::max(day, segment.opened);
    segment.how = how;
  }
  for (const auto& countdown : current.running) {
    const bool open =
        std::any_of(current.segments.begin(), current.segments.end(), [&](const Segment& segment) {
          return segment.closed == end_of_days && segment.kind == countdown.kind;
        });
    if (!open) current.segments.push_back(segment_of(countdown, day));
  }
}

/// Where a row that has left its department went, as the circular counts it (domain.md 7).
struct Leaving {
  MovementKind kind;
  MovementMemo memo;
};

Leaving leaving_of(CaseState state) {
  switch (state) {
    case CaseState::granted:
    case CaseState::issued:
      return {MovementKind::finished, MovementMemo::granted};
    case CaseState::refused:
      return {MovementKind::finished, MovementMemo::refused};
    case CaseState::not_accepted:
      return {MovementKind::finished, MovementMemo::not_accepted};
    case CaseState::withdrawn:
      return {MovementKind::withdrawn, MovementMemo::none};
    case CaseState::removed:
      return {MovementKind::removed, MovementMemo::none};
    case CaseState::waiting_for_unit:
    case CaseState::lapsed:
      return {MovementKind::returned, MovementMemo::none};
    case CaseState::in_review:
    case CaseState::deciding:
    case CaseState::paused:
    case CaseState::finished:
      break;
  }
  return {MovementKind::finished, MovementMemo::none};
}

void set_facts(ApprovalCase& current, const LedgerFacts& row) {
  auto& facts = current.facts;
  facts.external_id = row.external_id;
  facts.project_code = row.project_code;
  facts.project_name = row.project_name;
  facts.unit_name = row.unit_name;
  facts.unit_code = row.unit_code;
  facts.project_region = row.project_region;
  facts.matter = row.matter;
  facts.matter_version = row.matter_version;
  facts.list = row.list;
  facts.received = row.received;
  facts.due_given = row.due_given;
  facts.due_computed = row.due_computed;
  facts.promised_days = row.promised_days;
  facts.finish_by = row.finish_by;
  facts.classification = row.classification;
  facts.measure = row.measure;
  facts.document_no = row.document_no;
  facts.remark = row.remark;
  facts.flags = row.flags;
  facts.imported = true;
  current.holder = row.holder;
  current.officer = row.officer;
  current.received_round = row.received;
}

}  // namespace

void note_day(ApprovalCase& current, Day day, std::string_view how) {
  note_segments(current, day, how);
  note_standing(current, day);
}

void adopt(ApprovalCase& current, const LedgerFacts& row, const std::vector<Countdown>& told,
           Day known_on) {
  ApprovalCase made;
  made.version = current.version;
  made.flagged = current.flagged;
  made.facts.case_id = current.facts.case_id;
  made.last_legal_day = current.last_legal_day;
  made.exists = true;
  made.imported = true;
  made.round = 1;
  made.row = row;
  set_facts(made, row);
  const auto move = [&](Day day, MovementKind kind, MovementMemo memo, bool late = false) {
    made.movements.push_back({day, kind, memo, made.holder, late, true});
  };

  made.state = CaseState::in_review;
  move(row.received, MovementKind::accepted, MovementMemo::filed);
  // A sheet whose end lies before its acceptance is warned of when it is read; by its days the case
  // cannot have been accepted, or it would stand pending after the day on which it was finished.
  const auto accepted =
      row.accepted && row.ended && *row.ended < *row.accepted ? std::nullopt : row.accepted;
  const bool from_acceptance =
      accepted && !told.empty() && told.front().day_zero == *accepted && !row.due_given;
  if (!from_acceptance) made.running = told;
  note_day(made, row.received, "adopted_from_ledger");

  if (accepted) {
    made.state = CaseState::deciding;
    made.accepted = accepted;
    made.running = told;
    move(*accepted, MovementKind::memo, MovementMemo::formally_accepted);
    note_day(made, *accepted, "adopted_from_ledger");
  }
  const bool left = row.ended || row.state == CaseState::waiting_for_unit;
  if (left) {
    const Day day = row.ended.value_or(std::max(known_on, row.accepted.value_or(row.received)));
    const auto leaving = leaving_of(row.state);
    const auto* due = governing(made);
    const bool late = leaving.kind == MovementKind::finished && due != nullptr && day > due->due;
    move(day, leaving.kind, leaving.memo, late);
    made.before_end = BeforeEnd{made.state, made.running, day};
    made.state = row.state;
    made.running.clear();
    if (row.state != CaseState::waiting_for_unit) made.ended = day;
    note_day(made, day, "adopted_from_ledger");
  } else if (row.state == CaseState::paused) {
    made.state = CaseState::paused;
    note_day(made, std::max(known_on, row.accepted.value_or(row.received)), "adopted_from_ledger");
  }
  current = std::move(made);
}

}  // namespace qidi::domain
