// fulfil_obligation and break_obligation: what was promised or left open at acceptance.
// domain.md 3 (accept_on_promise, accept_with_gap); domain-facts 7.3.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_fulfil_obligation(const Act& act, const FulfilObligation& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(running_of(current, CountdownKind::obligation) == nullptr, RefusalCode::no_obligation);
  for (const auto& paper : current.gap_papers) {
    bool handed_in = false;
    for (const auto& code : command.papers) handed_in = handed_in || code == paper;
    no.when_said(!handed_in, RefusalCode::papers_missing, "papers",
                 named_papers(act.matter, {paper}));
  }
  object_to_files(no, act.command, command.files, &command.papers);
  if (no) return no.first();
  return act.events(
      ObligationFulfilled{command.papers, attached_files(act.command, command.files)});
}

Decided decide_break_obligation(const Act& act, const BreakObligation& command) {
  const auto* obligation = running_of(act.current, CountdownKind::obligation);
  auto no = act.objections();
  no.when_empty(command.finding, "finding");
  no.when(obligation != nullptr && obligation->due >= act.today(), RefusalCode::term_not_past);
  no.when(obligation == nullptr, RefusalCode::no_obligation);
  if (no) return no.first();
  return act.events(ObligationBroken{command.finding});
}

}  // namespace qidi::domain
