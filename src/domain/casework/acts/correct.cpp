// correct: a mistake in the record is set right by a new event, and only by whose record it is. A
// day may be set right as long as nothing else comes to mean something else by it; what was counted
// from it is told anew.
// Clause N9 (receipt is when it was received); domain.md 2, 3 (who acted, and head); features F81.
#include <algorithm>

#include "domain/casework/acts/act.h"
#include "domain/casework/corrections.h"

namespace qidi::domain {

namespace {

/// The event that is to be set right, as earlier corrections have it; null when there is none.
const Event* event_at(const std::vector<Event>& events, long long sequence) {
  for (const auto& event : events) {
    if (event.sequence == sequence) return &event;
  }
  return nullptr;
}

bool is_of_a_unit(const Actor& actor) {
  return actor.role == Role::project_unit || actor.role == Role::help_agent;
}

/// Whose the record is. What the unit stated is corrected at the unit's own asking; what time did
/// is nobody's to correct; a sheet is the department's whose ledger it was.
bool is_who_acted(const Act& act, const Event& event) {
  const auto& actor = act.command.actor;
  if (is_of_a_unit(actor) || is_of_a_unit(event.actor)) {
    return is_of_a_unit(actor) && is_of_a_unit(event.actor);
  }
  if (event.actor.role == Role::job) return false;
  const Organ own{actor.region, actor.department};
  if (event.actor.role == Role::importer) return own == act.current.holder;
  return own == Organ{event.actor.region, event.actor.department};
}

/// Whether a countdown that `event` told is counted from the day of `moved`. What runs from receipt
/// or from acceptance says so by its kind; the day alone would mistake two things of one day.
class CountedFrom {
 public:
  CountedFrom(const Act& act, const Event& moved) : act_(act), body_(moved.body) {}

  bool operator()(const Countdown& countdown, Day old_day) const {
    return rests_on_it(countdown.kind) && countdown.day_zero == day_zero(countdown.kind, old_day);
  }
  /// N7 is of 2022-07-30: `forward` never runs from before (domain.md 4.6).
  static Day day_zero(CountdownKind kind, Day day) {
    return kind == CountdownKind::forward ? std::max(day, make_day(2022, 7, 30)) : day;
  }

 private:
  bool rests_on_it(CountdownKind kind) const {
    const bool receipt =
        std::holds_alternative<Filed>(body_) || std::holds_alternative<Refiled>(body_);
    switch (kind) {
      case CountdownKind::initial_review:
      case CountdownKind::forward:
        return receipt;
      case CountdownKind::promised:
        return receipt ? deemed() : std::holds_alternative<Accepted>(body_);
      case CountdownKind::statutory:
        return receipt ? deemed() || from_receipt()
                       : std::holds_alternative<Accepted>(body_) && !from_receipt();
      case CountdownKind::correction:
        return std::holds_alternative<ReturnedOnce>(body_);
      case CountdownKind::issue:
        return std::holds_alternative<Granted>(body_);
      case CountdownKind::pause_plan:
      case CountdownKind::obligation:
      case CountdownKind::overdue_reason:
      case CountdownKind::call_back:
        return false;
    }
    return false;
  }
  /// Silence accepts from receipt (行政许可法 32.4).
  bool deemed() const { return act_.current.facts.deemed_on.has_value(); }
  bool from_receipt() const {
    return act_.matter != nullptr && act_.matter->statutory_from == RunsFrom::receipt;
  }

  const Act& act_;
  const EventBody& body_;
};

const std::vector<Countdown>* told_by(const EventBody& body) {
  return std::visit(
      [](const auto& one) -> const std::vector<Countdown>* {
        if constexpr (requires { one.told; }) {
          return &one.told;
        } else {
          return nullptr;
        }
      },
      body);
}

/// The events whose day hangs on nothing but themselves, or whose countdowns can be told anew.
bool may_move(const EventBody& body) {
  return told_by(body) == nullptr || std::holds_alternative<Filed>(body) ||
         std::holds_alternative<Refiled>(body) || std::holds_alternative<Accepted>(body) ||
         std::holds_alternative<ReturnedOnce>(body) || std::holds_alternative<Granted>(body);
}

std::vector<ToldAnew> told_anew(const Act& act, const std::vector<Event>& events,
                                const Event& moved, Day new_day) {
  const CountedFrom counted_from(act, moved);
  std::vector<ToldAnew> anew;
  for (const auto& event : events) {
    const auto* told = told_by(event.body);
    if (told == nullptr) continue;
    ToldAnew changed{event.sequence, *told};
    for (auto& countdown : changed.told) {
      if (countdown.stated || !counted_from(countdown, moved.legal_day)) continue;
      countdown.day_zero = CountedFrom::day_zero(countdown.kind, new_day);
      countdown = counted(std::move(countdown), act.facts.calendar);
    }
    if (changed.told != *told) anew.push_back(std::move(changed));
  }
  return anew;
}

/// Whether some other event would come to mean something else, or this one lose its meaning.
bool rewrites(const std::vector<Event>& history, const Event& moved, const Act& act,
              const Corrected& correction) {
  if (!may_move(moved.body)) return true;
  auto then = history;
  Event event = act.event(correction);
  event.sequence = static_cast<long long>(history.size()) + 1;
  then.push_back(std::move(event));
  auto after = effects_of(std::move(then));
  after.pop_back();
  return after != effects_of(history);
}

void object_to_value(Objections& no, const Act& act, const Correct& command) {
  no.when_empty(command.value, "value");  // nothing is no correction of something
  no.when(std::find(correctable_fields.begin(), correctable_fields.end(), command.field) ==
              correctable_fields.end(),
          RefusalCode::field_invalid, "field", command.field);
  no.when(command.field == "legal_day" &&
              (!parse_day(command.value) || *parse_day(command.value) > act.today()),
          RefusalCode::field_invalid, "value", command.value);
}

}  // namespace

Decided decide_correct(const Act& act, const Correct& command) {
  auto no = act.objections();
  no.when_empty(command.agreed_by, "agreed_by");
  object_to_value(no, act, command);
  no.when_said(command.agreed_by == act.command.actor.id, RefusalCode::needs_two_people,
               "agreed_by");
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  static const std::vector<Event> none;
  const auto& recorded = act.facts.history == nullptr ? none : *act.facts.history;
  const auto events = act.standing_only ? none : corrected(recorded);
  const auto* moved = event_at(events, command.of_sequence);
  no.when(moved == nullptr, RefusalCode::nothing_to_correct, "of_sequence",
          std::to_string(command.of_sequence));
  no.when(moved != nullptr && !is_who_acted(act, *moved), RefusalCode::not_who_acted,
          "of_sequence");
  no.when(moved != nullptr && !value_of(*moved, command.field), RefusalCode::field_invalid, "field",
          "该条记录没有这一栏");
  if (no) return no.first();

  Corrected correction{command.of_sequence, command.field,     command.value,
                       command.reason,      command.agreed_by, {}};
  if (command.field == "legal_day") {
    const Day day = *parse_day(command.value);
    correction.anew = told_anew(act, events, *moved, day);
    no.when(rewrites(recorded, *moved, act, correction), RefusalCode::day_rewrites_record, "value",
            command.value);
    if (no) return no.first();
  }
  return act.events(std::move(correction));
}

}  // namespace qidi::domain
