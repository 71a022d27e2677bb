// forward and send_back: an application whose power lies above goes up within 7 working days of
// receipt, with the whole package, which is frozen: nothing in it may be asked for again.
// Clause N7 (在接件后 7 个工作日内转报上级审批部门); 行政许可法 35, 43; domain.md 3.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_forward(const Act& act, const Forward& command) {
  const auto& current = act.current;
  const bool first_review = current.power == PowerAbove::first_review;
  Organ to{command.region, command.department};
  if (to.department.empty()) to = current.upper;
  auto no = act.objections();
  no.when(first_review && command.opinion.empty(), RefusalCode::field_missing, "opinion",
          "opinion");
  no.when(to.department.empty() || to == current.holder, RefusalCode::field_invalid, "department",
          "department");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.power == PowerAbove::none, RefusalCode::power_is_here);
  no.when(current.forwarded, RefusalCode::already_forwarded);
  // A first review is done only once the case was accepted, or silence accepted it (L43).
  no.when(first_review && current.state == CaseState::in_review, RefusalCode::not_deciding, "case",
          chinese_of(current.state));
  no.when(!is_pending(current.state), RefusalCode::not_in_review, "case",
          chinese_of(current.state));
  no.when(current.state == CaseState::paused, RefusalCode::already_paused);
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  if (no) return no.first();

  Forwarded forwarded;
  forwarded.to = to;
  forwarded.officer = command.officer;
  forwarded.opinion = command.opinion;
  forwarded.package.assign(current.papers.begin(), current.papers.end());
  // Above, the limits run from the day the package is received there: the same legal day.
  if (first_review) {
    ApprovalCase above = current;
    above.holder = to;
    above.forwarded = true;
    above.received_round = act.today();
    forwarded.told = on_acceptance(above, act.today(), *act.matter, act.facts.calendar);
  } else {
    forwarded.told =
        on_receipt(PowerAbove::plain, true, act.today(), *act.matter, to, act.facts.calendar);
  }
  return act.events(std::move(forwarded));
}

Decided decide_send_back(const Act& act, const SendBack& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!current.forwarded, RefusalCode::power_is_here);
  no.when(!is_pending(current.state), RefusalCode::not_in_review, "case",
          chinese_of(current.state));
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  if (no) return no.first();

  ApprovalCase below = current;
  below.holder = current.lower;
  below.forwarded = false;
  below.power = PowerAbove::none;
  below.received_round = act.today();
  SentBack back;
  back.reason = command.reason;
  back.told = current.accepted ? on_acceptance(below, act.today(), *act.matter, act.facts.calendar)
                               : on_receipt(PowerAbove::none, false, act.today(), *act.matter,
                                            below.holder, act.facts.calendar);
  return act.events(std::move(back));
}

}  // namespace qidi::domain
