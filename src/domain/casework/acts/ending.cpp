// withdraw, close_unanswered, reopen: how a case ends without a decision, and how an ended one
// comes back by a superior's finding.
// domain.md 3 (withdraw, close_unanswered, reopen), 11 example 23; N18.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_withdraw(const Act& act, const Withdraw& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state) || current.state == CaseState::granted, RefusalCode::case_ended,
          "case", chinese_of(current.state));
  if (no) return no.first();
  return act.events(Withdrawn{command.reason});
}

Decided decide_close_unanswered(const Act& act, const CloseUnanswered& command) {
  const auto& current = act.current;
  const auto* term = running_of(current, CountdownKind::correction);
  auto no = act.objections();
  no.when_empty(command.rule, "rule");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::waiting_for_unit, RefusalCode::not_waiting, "case",
          chinese_of(current.state));
  // Without a term that was told, nothing ever lapses (domain.md 4, `correction`: default none).
  no.when(term == nullptr || term->due >= act.today(), RefusalCode::term_not_past);
  if (no) return no.first();
  return act.events(Lapsed{command.rule});
}

Decided decide_reopen(const Act& act, const Reopen& command) {
  const auto& current = act.current;
  const bool again = command.mode == "decide_again";
  auto no = act.objections();
  no.when_empty(command.finding, "finding");
  no.when_empty(command.cause, "cause");
  no.when(!again && command.mode != "false_finish", RefusalCode::field_invalid, "mode",
          "false_finish, decide_again");
  no.when(!current.ended || !current.before_end || current.state == CaseState::removed ||
              current.state == CaseState::waiting_for_unit,
          RefusalCode::not_ended, "case", chinese_of(current.state));
  // Where the power lies plainly above, nothing was decided here and nothing can be again.
  const bool below = current.power != PowerAbove::none && !current.forwarded;
  no.when_said(again && below && current.power == PowerAbove::plain,
               RefusalCode::only_forward_below);
  no.when_said(again && act.matter == nullptr, RefusalCode::unknown_matter, "matter",
               current.facts.matter);
  if (no) return no.first();

  Reopened reopened;
  reopened.decide_again = again;
  reopened.finding = command.finding;
  reopened.cause = command.cause;
  if (again) {
    // The joint handling ended with the decision; what is decided again is decided alone.
    auto alone = current;
    alone.joint.reset();
    reopened.told = on_acceptance(alone, act.today(), *act.matter, act.facts.calendar);
    if (below) {
      // A first review is done again, and forwarded again in time.
      reopened.told.push_back(
          forward_limit(act.today(), *act.matter, current.holder, act.facts.calendar));
    }
    if (command.limit_days) {
      // The order's own limit stands in for the promise.
      for (auto& countdown : reopened.told) {
        if (countdown.kind != CountdownKind::promised) continue;
        countdown.limit = {LimitUnit::working_days, *command.limit_days};
        countdown = counted(std::move(countdown), act.facts.calendar);
      }
    }
  } else {
    // A false finish undoes nothing: the old due day stands (example 23).
    // A pause that ran then ended with the case; an obligation has run on beside it.
    for (auto countdown : current.before_end->running) {
      if (countdown.kind == CountdownKind::pause_plan ||
          countdown.kind == CountdownKind::obligation) {
        continue;
      }
      if (countdown.stopped) {
        countdown =
            released(std::move(countdown), current.before_end->ended_on, act.facts.calendar);
      }
      reopened.told.push_back(std::move(countdown));
    }
  }
  return act.events(std::move(reopened));
}

}  // namespace qidi::domain
