// not_accept: no licence is needed, or the power is another's and whose, or the papers are false.
// After silence only the first two may still be found, flagged: silence gives no power.
// 行政许可法 32.1, 32.2, 78; domain.md 3.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_not_accept(const Act& act, const NotAccept& command) {
  const auto& current = act.current;
  const bool false_papers = command.ground == "false_papers";
  const bool not_our_power = command.ground == "not_our_power";
  const bool after_silence =
      current.state == CaseState::deciding && current.facts.deemed_on.has_value();
  auto no = act.objections();
  no.when_empty(command.reason, "reason");
  no.when(not_our_power && command.competent_organ.empty(), RefusalCode::field_missing,
          "competent_organ", "competent_organ");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::in_review && !after_silence, RefusalCode::not_in_review,
          "case", chinese_of(current.state));
  no.when(current.power == PowerAbove::plain && !current.forwarded,
          RefusalCode::only_forward_below);
  no.when_said(after_silence && false_papers, RefusalCode::silence_accepted);
  no.when(command.ground != "no_licence_needed" && !not_our_power && !false_papers,
          RefusalCode::ground_unlawful, "ground", command.ground);
  if (no) return no.first();
  return act.events(
      NotAccepted{command.ground, command.reason, command.competent_organ, after_silence});
}

}  // namespace qidi::domain
