// ask_extension, extend and refuse_extension: once, at most 10 working days with the head of the
// organ, in joint handling at most 15 with the government's leader; the reason is told to the unit.
// Who may approve may say no, with a reason; what was refused was not granted, so that it may be
// asked for anew.
// 行政许可法 42; domain.md 3, 4.4; features F31, F32.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

bool is_joint(const ApprovalCase& current, const MatterVersion* matter) {
  return current.joint.has_value() || (matter != nullptr && matter->joint);
}

Organ government_over(const ApprovalCase& current) {
  return {current.joint ? current.joint->lead.region : current.holder.region, ""};
}

int extension_cap(const ApprovalCase& current, const MatterVersion* matter) {
  const int own = matter == nullptr ? 10 : matter->extension_cap;
  return is_joint(current, matter) ? std::max(15, own) : own;
}

namespace {

Objections against_extension(const Act& act, int days, const std::string& reason) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(days <= 0, RefusalCode::field_missing, "days", "days");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::deciding && current.state != CaseState::paused,
          RefusalCode::not_deciding, "case", chinese_of(current.state));
  const int cap = extension_cap(current, act.matter);
  no.when(days > cap, RefusalCode::days_over_cap, "days", std::to_string(cap));
  no.when(current.extended, RefusalCode::already_extended);
  no.when(reason.empty(), RefusalCode::reasons_missing, "reason");
  return no;
}

/// 行政许可法 42: 经本行政机关负责人批准; joint: 经本级人民政府负责人批准. The same person says no.
void need_approver(const Act& act, Objections& no) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  const bool joint = is_joint(current, act.matter);
  no.when(joint != (actor.role == Role::government_leader), RefusalCode::not_permitted,
          "actor.role", joint ? "government_leader" : "head");
  const auto government = government_over(current).region;
  no.when(joint && actor.region != government, RefusalCode::not_permitted, "actor.region",
          government);
  no.when(current.extension_asked && current.extension_asked_by == actor.id,
          RefusalCode::needs_two_people, "actor.id");
  no.when(!current.extension_asked, RefusalCode::extension_not_asked);
}

}  // namespace

bool can_lengthen(const Countdown& countdown, Day approved_on) {
  return (countdown.kind == CountdownKind::promised ||
          countdown.kind == CountdownKind::statutory) &&
         countdown.due >= approved_on;
}

Decided decide_ask_extension(const Act& act, const AskExtension& command) {
  auto no = against_extension(act, command.days, command.reason);
  if (no) return no.first();
  return act.events(ExtensionAsked{command.days, command.reason});
}

Decided decide_extend(const Act& act, const Extend& command) {
  const auto& current = act.current;
  auto no = against_extension(act, command.days, command.reason);
  need_approver(act, no);
  no.when(current.extension_asked && command.days > current.extension_asked->days,
          RefusalCode::days_over_cap, "days");
  const bool any = std::any_of(current.running.begin(), current.running.end(),
                               [&](const Countdown& c) { return can_lengthen(c, act.today()); });
  no.when(!any, RefusalCode::too_late_to_extend);
  if (no) return no.first();

  Extended extended;
  extended.days = command.days;
  extended.reason = command.reason;
  for (const auto& countdown : current.running) {
    if (!can_lengthen(countdown, act.today())) continue;
    extended.told.push_back(lengthened(countdown, WorkingDays{command.days}, act.facts.calendar));
  }
  return act.events(std::move(extended));
}

Decided decide_refuse_extension(const Act& act, const RefuseExtension& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::deciding && current.state != CaseState::paused,
          RefusalCode::not_deciding, "case", chinese_of(current.state));
  no.when(current.extended, RefusalCode::already_extended);
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  need_approver(act, no);
  if (no) return no.first();
  return act.events(ExtensionRefused{command.reason, current.extension_asked_name});
}

}  // namespace qidi::domain
