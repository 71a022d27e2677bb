// What time alone does: silence becomes acceptance, a pause ends by its plan, and where a special
// law says so silence agrees. The outcome never depends on whether a job ran.
// Clauses N5, N9; 行政许可法 32.4, 45, 50.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

Event by_time(Day legal_day, EventBody body) {
  Event event;
  event.legal_day = legal_day;
  event.body = std::move(body);
  event.actor.id = "time";
  event.actor.role = Role::job;
  return event;
}

// 行政许可法 32.4: 申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人
// 需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理.
std::optional<Event> silence_accepts(const ApprovalCase& current, const Facts& facts,
                                     const MatterVersion* matter) {
  const auto* review = running_of(current, CountdownKind::initial_review);
  if (current.state != CaseState::in_review || review == nullptr || matter == nullptr ||
      review->due >= facts.today) {
    return std::nullopt;
  }
  DeemedAccepted accepted;
  accepted.effective = current.received_round;
  accepted.told = on_acceptance(current, current.received_round, *matter, facts.calendar);
  return by_time(review->due + std::chrono::days{1}, std::move(accepted));
}

std::optional<Event> plan_resumes(const ApprovalCase& current, const Facts& facts) {
  if (current.state != CaseState::paused || !current.pause ||
      current.pause->planned_end > facts.today) {
    return std::nullopt;
  }
  Resumed resumed;
  resumed.by_plan = true;
  for (const auto& countdown : current.running) {
    if (!countdown.stopped) continue;
    resumed.told.push_back(released(countdown, current.pause->planned_end, facts.calendar));
  }
  return by_time(current.pause->planned_end, std::move(resumed));
}

std::optional<Event> silence_agrees(const ApprovalCase& current, const Facts& facts,
                                    const MatterVersion* matter) {
  if (current.state != CaseState::deciding || matter == nullptr ||
      matter->silence == Silence::nothing ||
      (current.power != PowerAbove::none && !current.forwarded)) {
    return std::nullopt;
  }
  const auto* law = running_of(current, CountdownKind::statutory);
  if (law == nullptr || law->stopped || law->due >= facts.today) return std::nullopt;
  const Day day = law->due + std::chrono::days{1};
  Granted granted;
  granted.by_silence = true;
  granted.told = {start(CountdownKind::issue, day, {LimitUnit::working_days, 10}, current.holder,
                        facts.calendar)};
  return by_time(day, std::move(granted));
}

/// An alarm, no more: the limits have run on all the while (domain.md 3, ask_more).
std::optional<Event> silence_after_more(const ApprovalCase& current, const Facts& facts) {
  if (!current.more || current.more_unanswered || !is_pending(current.state) ||
      current.more->answer_by >= facts.today) {
    return std::nullopt;
  }
  return by_time(current.more->answer_by + std::chrono::days{1},
                 MoreUnanswered{current.more->answer_by});
}

/// Of two things that time does the earlier one, and the alarm after what has an effect.
void take_earlier(std::optional<Event>& one, std::optional<Event> other) {
  if (other && (!one || other->legal_day < one->legal_day)) one = std::move(other);
}

}  // namespace

std::vector<Event> settle(const ApprovalCase& current, const Facts& facts) {
  std::vector<Event> events;
  if (!current.exists || !current.live) return events;
  const auto* matter = facts.matters.version(current.facts.matter, current.facts.matter_version);
  ApprovalCase next = current;
  while (true) {
    auto event = silence_accepts(next, facts, matter);
    if (!event) event = plan_resumes(next, facts);
    if (!event) event = silence_agrees(next, facts, matter);
    take_earlier(event, silence_after_more(next, facts));
    if (!event) return events;
    // A legal day never runs before what stands (a late taking-up of an old stock's row).
    if (next.last_legal_day && event->legal_day < *next.last_legal_day) {
      event->legal_day = *next.last_legal_day;
    }
    evolve(next, *event);
    events.push_back(std::move(*event));
  }
}

}  // namespace qidi::domain
