// assign, hand_over, take, transfer, explain_overdue: who answers for a case, and what is owed when
// it is late. There is no moment without a named officer. Clauses N1 (责任人), N11;
// 优化营商环境条例 36; domain.md 3; invariant 11.
#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

Decided name_officer(const Act& act, const std::string& officer) {
  auto no = act.objections();
  no.when_empty(officer, "officer");
  no.when(is_final(act.current.state), RefusalCode::case_ended, "case",
          chinese_of(act.current.state));
  if (no) return no.first();
  return act.events(Assigned{officer});
}

}  // namespace

Decided decide_assign(const Act& act, const Assign& command) {
  return name_officer(act, command.officer);
}

Decided decide_hand_over(const Act& act, const HandOver& command) {
  return name_officer(act, command.officer);
}

// notice 四.一.1: 明确责任人. What nobody is named for, any clerk of the holder may make his own at
// once; it takes nothing from anybody, so that it needs no head. It does not rest on the version
// that was seen: whether somebody is named is all that matters, and who came second is told by
// name.
Decided decide_take(const Act& act) {
  const auto& current = act.current;
  const auto& name = act.command.actor.name;
  auto no = act.objections_of_any_version();
  no.when(name.empty(), RefusalCode::field_missing, "actor.name", "name");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(has_named_officer(current), RefusalCode::already_taken, "", current.officer);
  if (no) return no.first();
  return act.events(Taken{name});
}

Decided decide_transfer(const Act& act, const Transfer& command) {
  const auto& current = act.current;
  const Organ to{command.region, command.department};
  auto no = act.objections();
  no.when_empty(command.region, "region");
  no.when_empty(command.department, "department");
  no.when_empty(command.officer, "officer");
  no.when_empty(command.agreed_by, "agreed_by");
  no.when(to == current.holder, RefusalCode::field_invalid, "department", "department");
  no.when_said(!command.agreed_by.empty() && command.agreed_by == act.command.actor.id,
               RefusalCode::needs_two_people, "agreed_by");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  if (no) return no.first();
  Transferred transferred;
  transferred.to = to;
  transferred.officer = command.officer;
  transferred.agreed_by = command.agreed_by;
  transferred.reason = command.reason;
  // A new hop; the limits run on, and another answers for them: by his own calendar, where his
  // region has another one.
  const auto& calendar = act.facts.calendar;
  for (auto countdown : current.running) {
    const bool moves = &calendar.in(countdown.answers.region) != &calendar.in(to.region);
    countdown.answers = to;
    transferred.told.push_back(moves ? counted(std::move(countdown), calendar) : countdown);
  }
  return act.events(std::move(transferred));
}

Decided decide_explain_overdue(const Act& act, const ExplainOverdue& command) {
  const auto& current = act.current;
  // Red is red: also a licence that has not been delivered (行政许可法 44).
  const auto* due = current.state == CaseState::granted ? running_of(current, CountdownKind::issue)
                                                        : governing(current);
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  no.when(due == nullptr || due->due >= act.today(), RefusalCode::not_overdue);
  if (no) return no.first();
  return act.events(OverdueExplained{command.reason});
}

}  // namespace qidi::domain
