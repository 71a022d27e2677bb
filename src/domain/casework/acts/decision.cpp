// propose, decide, issue: the clerk proposes, the head signs, the licence is delivered within ten
// working days. A refusal owes reasons and remedies. What was proposed may go back: by the head
// with a reason, by whoever proposed it without one; the limits run on all the while.
// 行政许可法 38, 42, 44; N6; domain.md 3.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

Objections against_deciding(const Act& act, const std::string& outcome) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(outcome != "grant" && outcome != "refuse", RefusalCode::field_invalid, "outcome",
          "grant, refuse");
  no.when(is_final(current.state) || current.state == CaseState::granted, RefusalCode::case_ended,
          "case", chinese_of(current.state));
  no.when(current.state == CaseState::paused, RefusalCode::already_paused);
  no.when(current.state != CaseState::deciding && current.state != CaseState::paused,
          RefusalCode::not_deciding, "case", chinese_of(current.state));
  // A lower level reviews and forwards; the decision is the upper organ's (行政许可法 43).
  no.when(current.power != PowerAbove::none && !current.forwarded, RefusalCode::only_forward_below);
  return no;
}

/// What stands against a proposal going back; a pause does not, since it changes no limit.
Objections against_returning(const Act& act) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state) || current.state == CaseState::granted, RefusalCode::case_ended,
          "case", chinese_of(current.state));
  no.when(!current.proposal, RefusalCode::not_proposed);
  return no;
}

}  // namespace

Decided decide_propose(const Act& act, const Propose& command) {
  auto no = against_deciding(act, command.outcome);
  no.when(command.outcome == "refuse" && command.reasons.empty(), RefusalCode::reasons_missing,
          "reasons");
  if (no) return no.first();
  return act.events(DecisionProposed{command.outcome == "grant", command.reasons});
}

Decided decide_send_back_proposal(const Act& act, const SendBackProposal& command) {
  const auto& current = act.current;
  auto no = against_returning(act);
  no.when(current.proposal && current.proposed_by == act.command.actor.id,
          RefusalCode::needs_two_people, "actor.id");
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  if (no) return no.first();
  return act.events(ProposalSentBack{command.reason, current.proposed_name});
}

Decided decide_take_back_proposal(const Act& act, const TakeBackProposal& command) {
  const auto& current = act.current;
  auto no = against_returning(act);
  no.when(current.proposal && current.proposed_by != act.command.actor.id,
          RefusalCode::not_own_proposal, "actor.id", current.proposed_name);
  if (no) return no.first();
  return act.events(ProposalTakenBack{command.reason});
}

Decided decide_decide(const Act& act, const Decide& command) {
  const auto& current = act.current;
  const bool grant = command.outcome == "grant";
  auto no = against_deciding(act, command.outcome);
  no.when(current.proposal && current.proposed_by == act.command.actor.id,
          RefusalCode::needs_two_people, "actor.id");
  no.when(!current.proposal, RefusalCode::not_proposed);
  if (grant) {
    if (act.matter != nullptr) {
      for (const auto& paper : act.matter->papers) {
        const bool covered = current.gap_papers.contains(paper.code) &&
                             running_of(current, CountdownKind::obligation) != nullptr;
        // A row taken over from a ledger carries no list of papers: its department vouches.
        no.when_said(paper.mandatory && !current.papers.contains(paper.code) && !covered &&
                         !current.imported,
                     RefusalCode::papers_missing, "papers", paper.name);
      }
    }
    // 容缺受理: what was promised by a date and has not come by it stands against a grant.
    const auto* obligation = running_of(current, CountdownKind::obligation);
    no.when_said(obligation != nullptr && obligation->due < act.today(),
                 RefusalCode::obligation_open);
    no.when_said(current.obligation_broken, RefusalCode::obligation_broken);
  } else {
    no.when(command.reasons.empty(), RefusalCode::reasons_missing, "reasons");
    no.when(command.remedies.empty(), RefusalCode::remedies_missing, "remedies");
  }
  if (no) return no.first();

  if (!grant) return act.events(Refused{command.reasons, command.remedies});
  Granted granted;
  granted.conditions = command.conditions;
  // 行政许可法 44: 应当自作出决定之日起十日内向申请人颁发、送达行政许可证件.
  granted.told = {start(CountdownKind::issue, act.today(), {LimitUnit::working_days, 10},
                        current.holder, act.facts.calendar)};
  return act.events(std::move(granted));
}

Decided decide_issue(const Act& act, const Issue& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when_empty(command.document_no, "document_no");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::granted, RefusalCode::not_granted, "case",
          chinese_of(current.state));
  object_to_files(no, act.command, command.files, nullptr);
  if (no) return no.first();
  return act.events(
      Issued{command.document_no, command.file, attached_files(act.command, command.files)});
}

}  // namespace qidi::domain
