// decide only dispatches: one file per act stands in acts/. The order of reasons is the order of
// RefusalCode (docs/refusals.md).
#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

struct Dispatch {
  const Act& act;
  Decided operator()(const File& c) const { return decide_file(act, c); }
  Decided operator()(const Accept& c) const { return decide_accept(act, c); }
  Decided operator()(const AcceptOnPromise& c) const { return decide_accept_on_promise(act, c); }
  Decided operator()(const AcceptWithGap& c) const { return decide_accept_with_gap(act, c); }
  Decided operator()(const ReturnOnce& c) const { return decide_return_once(act, c); }
  Decided operator()(const Refile& c) const { return decide_refile(act, c); }
  Decided operator()(const NotAccept& c) const { return decide_not_accept(act, c); }
  Decided operator()(const Forward& c) const { return decide_forward(act, c); }
  Decided operator()(const SendBack& c) const { return decide_send_back(act, c); }
  Decided operator()(const AskMore& c) const { return decide_ask_more(act, c); }
  Decided operator()(const Pause& c) const { return decide_pause(act, c); }
  Decided operator()(const Prolong& c) const { return decide_prolong(act, c); }
  Decided operator()(const Resume& c) const { return decide_resume(act, c); }
  Decided operator()(const AskExtension& c) const { return decide_ask_extension(act, c); }
  Decided operator()(const Extend& c) const { return decide_extend(act, c); }
  Decided operator()(const CheckSite& c) const { return decide_check_site(act, c); }
  Decided operator()(const Propose& c) const { return decide_propose(act, c); }
  Decided operator()(const Decide& c) const { return decide_decide(act, c); }
  Decided operator()(const Issue& c) const { return decide_issue(act, c); }
  Decided operator()(const Deliver& c) const { return decide_deliver(act, c); }
  Decided operator()(const ConfirmReceipt& c) const { return decide_confirm_receipt(act, c); }
  Decided operator()(const Withdraw& c) const { return decide_withdraw(act, c); }
  Decided operator()(const CloseUnanswered& c) const { return decide_close_unanswered(act, c); }
  Decided operator()(const Assign& c) const { return decide_assign(act, c); }
  Decided operator()(const HandOver& c) const { return decide_hand_over(act, c); }
  Decided operator()(const Transfer& c) const { return decide_transfer(act, c); }
  Decided operator()(const ExplainOverdue& c) const { return decide_explain_overdue(act, c); }
  Decided operator()(const FulfilObligation& c) const { return decide_fulfil_obligation(act, c); }
  Decided operator()(const BreakObligation& c) const { return decide_break_obligation(act, c); }
  Decided operator()(const Reopen& c) const { return decide_reopen(act, c); }
  Decided operator()(const Remove& c) const { return decide_remove(act, c); }
  Decided operator()(const Restore& c) const { return decide_restore(act, c); }
  Decided operator()(const Correct& c) const { return decide_correct(act, c); }
  Decided operator()(const Recount& c) const { return decide_recount(act, c); }
  Decided operator()(const Settle& c) const { return decide_settle(act, c); }
  Decided operator()(const AdoptFromLedger& c) const { return decide_adopt(act, c); }
  Decided operator()(const UndoImport& c) const { return decide_undo_import(act, c); }
  Decided operator()(const AskOpinion& c) const { return decide_ask_opinion(act, c); }
  Decided operator()(const GiveOpinion& c) const { return decide_give_opinion(act, c); }
  Decided operator()(const WithdrawOpinion& c) const { return decide_withdraw_opinion(act, c); }
  Decided operator()(const RateService& c) const { return decide_rate(act, c); }
  Decided operator()(const SupplementRating& c) const { return decide_supplement_rating(act, c); }
  Decided operator()(const CallBack& c) const { return decide_call_back(act, c); }
  Decided operator()(const RefuseExtension& c) const { return decide_refuse_extension(act, c); }
  Decided operator()(const SendBackProposal& c) const { return decide_send_back_proposal(act, c); }
  Decided operator()(const TakeBackProposal& c) const { return decide_take_back_proposal(act, c); }
  Decided operator()(const Take&) const { return decide_take(act); }
  Decided operator()(const AnswerMore& c) const { return decide_answer_more(act, c); }
  Decided operator()(const AskAgreement& c) const { return decide_ask_agreement(act, c); }
  Decided operator()(const Agree& c) const { return decide_agree(act, c); }
  Decided operator()(const DeclineAgreement& c) const { return decide_decline_agreement(act, c); }
};

}  // namespace

Decided decide(const ApprovalCase& current, const Command& command, const Facts& facts) {
  const Act act{current, command, facts,
                facts.matters.version(current.facts.matter, current.facts.matter_version)};
  return std::visit(Dispatch{act}, command.body);
}

std::optional<Refusal> standing_objection(const ApprovalCase& current, const Command& command,
                                          const Facts& facts) {
  const Act act{current, command, facts,
                facts.matters.version(current.facts.matter, current.facts.matter_version), true};
  auto decided = std::visit(Dispatch{act}, command.body);
  if (decided) return std::nullopt;
  return std::move(decided).error();
}

}  // namespace qidi::domain
