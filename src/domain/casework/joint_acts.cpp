// The acts on a joint handling: begin, meet, speak, extend or not, conclude.
// 行政许可法 42.2:
// 依照本法第二十六条的规定，行政许可采取统一办理或者联合办理、集中办理的，办理的时间
// 不得超过四十五日；四十五日内不能办结的，经本级人民政府负责人批准，可以延长十五日.
#include <algorithm>
#include <set>

#include "domain/casework/acts/act.h"
#include "domain/casework/joint.h"
#include "domain/casework/opinions.h"

namespace qidi::domain {

namespace {

using Outcome = Result<JointOutcome, Refusal>;

constexpr int most_joint_extension = 15;

/// One act on a group, with what it may know.
struct JointAct {
  const JointGroup& group;
  const JointCommand& command;
  const MemberCases& members;
  const Facts& facts;

  Organ organ() const { return {command.actor.region, command.actor.department}; }
  const ApprovalCase* member(const std::string& case_id) const {
    const auto found = members.find(case_id);
    return found == members.end() || !found->second.exists ? nullptr : &found->second;
  }
  Event event_for_case(EventBody body) const {
    Event event;
    event.legal_day = facts.today;
    event.actor = command.actor;
    event.body = std::move(body);
    return event;
  }
};

Outcome refused(const Objections& no) {
  auto first = no.first();
  return Unexpected<Refusal>{std::move(first).error()};
}

Outcome only(JointEventBody body) {
  JointOutcome outcome;
  outcome.group.push_back(std::move(body));
  return outcome;
}

/// What stands against every act on a group that there is.
Objections against_group(const JointAct& act, std::string_view name) {
  const auto& group = act.group;
  Objections no(false);
  no.when(
      !group.exists || (act.command.reach && !reaches(*act.command.reach, reached_group(group))),
      RefusalCode::unknown_joint, "joint");
  no.when(act.command.expected_version && *act.command.expected_version != group.version,
          RefusalCode::version_stale, "expected_version", std::to_string(group.version));
  no.when(!may_do_joint(act.command.actor.role, name), RefusalCode::not_permitted, "actor.role",
          name_of(act.command.actor.role));
  no.when(group.concluded_on.has_value(), RefusalCode::joint_concluded);
  return no;
}

bool is_lead(const JointAct& act) {
  return act.organ() == act.group.begun.lead;
}

void need_lead(const JointAct& act, Objections& no) {
  no.when(!is_lead(act), RefusalCode::not_the_lead, "actor.department",
          act.group.begun.lead.department);
}

void need_leader(const JointAct& act, Objections& no) {
  no.when(!is_leader_over(act.command.actor, act.group), RefusalCode::not_permitted, "actor.region",
          act.group.begun.lead.region);
}

/// The member's statutory countdown as the joint limit makes it: the same day zero and pauses.
std::vector<Countdown> under_joint_limit(const ApprovalCase& member, const Facts& facts) {
  const auto* law = running_of(member, CountdownKind::statutory);
  if (law == nullptr) return {};
  auto countdown = *law;
  countdown.limit = {LimitUnit::working_days, joint_limit_days};
  countdown.stated.reset();
  return {counted(std::move(countdown), facts.calendar)};
}

void judge_members(const JointAct& act, const BeginJoint& body, Objections& no) {
  std::set<std::string> seen;
  std::set<Organ> organs;
  std::string project;
  for (const auto& named : body.members) {
    const auto* member = act.member(named.case_id);
    no.when(member == nullptr, RefusalCode::joint_members_wrong, "members", named.case_id);
    if (member == nullptr) continue;
    const auto* law = running_of(*member, CountdownKind::statutory);
    const auto& code = member->facts.project_code;
    if (project.empty()) project = code;
    no.when(code.empty() || code != project || !seen.insert(named.case_id).second ||
                is_decided(member->state),
            RefusalCode::joint_members_wrong, "members", named.case_id);
    no.when(member->joint.has_value(), RefusalCode::already_joint, "members", named.case_id);
    no.when(law != nullptr && law->due < act.facts.today, RefusalCode::joint_limit_past, "members",
            named.case_id);
    organs.insert(member->holder);
  }
  no.when(organs.size() < 2, RefusalCode::joint_members_wrong, "members");
}

/// Whether whoever begins reaches one of the cases, or holds one: who has nothing to do with a
/// project joins nothing of it.
bool is_concerned(const JointAct& act, const BeginJoint& body) {
  return std::any_of(body.members.begin(), body.members.end(), [&](const auto& named) {
    const auto* member = act.member(named.case_id);
    if (member == nullptr) return false;
    ReachedCase reached;
    reached.holder = member->holder;
    reached.project_region = member->facts.project_region;
    reached.unit_code = member->facts.unit_code;
    return !act.command.reach || reaches(*act.command.reach, reached);
  });
}

Outcome begin(const JointAct& act, const BeginJoint& body) {
  const auto lead = body.department.empty() ? act.organ() : Organ{body.region, body.department};
  Objections no(false);
  no.when_empty(act.command.actor.id, "actor.id");
  no.when_empty(body.mandate, "mandate");
  no.when(lead.department.empty() || lead.region.empty(), RefusalCode::field_missing, "department",
          "department");
  const auto role = act.command.actor.role;
  no.when(!may_do_joint(role, "begin_joint"), RefusalCode::not_permitted, "actor.role",
          name_of(role));
  no.when(role == Role::head && lead != act.organ(), RefusalCode::not_the_lead, "department",
          lead.department);
  no.when(!is_concerned(act, body), RefusalCode::joint_members_wrong, "members");
  judge_members(act, body, no);
  if (no) return refused(no);

  JointBegun begun;
  begun.lead = lead;
  begun.mandate = body.mandate;
  JointOutcome outcome;
  for (const auto& named : body.members) {
    const auto& member = *act.member(named.case_id);
    const auto& facts = member.facts;
    begun.project_code = facts.project_code;
    begun.project_name = facts.project_name;
    begun.project_region = facts.project_region;
    begun.unit_name = facts.unit_name;
    begun.unit_code = facts.unit_code;
    const auto* matter = act.facts.matters.version(facts.matter, facts.matter_version);
    begun.members.push_back({named.case_id, member.holder, facts.matter,
                             matter == nullptr ? facts.matter : matter->name, named.part});
    outcome.cases.emplace_back(
        named.case_id, act.event_for_case(JointJoined{act.command.group_id, lead, named.part,
                                                      under_joint_limit(member, act.facts)}));
  }
  outcome.group.emplace_back(std::move(begun));
  return outcome;
}

bool is_member(const JointGroup& group, const std::string& case_id) {
  return std::any_of(group.begun.members.begin(), group.begun.members.end(),
                     [&](const JointMember& member) { return member.case_id == case_id; });
}

Outcome hold_meeting(const JointAct& act, const HoldMeeting& body) {
  auto no = against_group(act, "hold_meeting");
  need_lead(act, no);
  no.when(!body.held_on, RefusalCode::field_missing, "held_on", "held_on");
  no.when(body.held_on && *body.held_on > act.facts.today, RefusalCode::day_in_future, "held_on");
  no.when(body.held_on && *body.held_on < act.group.begun_on, RefusalCode::field_invalid, "held_on",
          "held_on");
  no.when_empty(body.minutes, "minutes");
  no.when(body.attendants.size() < 2, RefusalCode::field_missing, "attendants", "attendants");
  for (const auto& conclusion : body.conclusions) {
    no.when(!is_member(act.group, conclusion.case_id), RefusalCode::field_invalid, "conclusions",
            conclusion.case_id);
    no.when_empty(conclusion.conclusion, "conclusions");
  }
  if (no) return refused(no);
  return only(
      JointMeetingHeld{*body.held_on, body.place, body.attendants, body.minutes, body.conclusions});
}

Outcome give_opinion(const JointAct& act, const GiveJointOpinion& body) {
  auto no = against_group(act, "give_opinion");
  const auto* member = is_member(act.group, body.case_id) ? act.member(body.case_id) : nullptr;
  no.when(member == nullptr, RefusalCode::field_invalid, "case_id", body.case_id);
  no.when(member != nullptr && member->holder != act.organ(), RefusalCode::not_the_holder,
          "actor.department", member == nullptr ? std::string() : member->holder.department);
  no.when(body.view != "agree" && body.view != "disagree" && body.view != "conditions",
          RefusalCode::field_invalid, "view", "agree, disagree, conditions");
  no.when(body.view != "agree" && body.text.empty(), RefusalCode::reasons_missing, "text");
  if (no) return refused(no);
  return only(JointOpinionGiven{body.case_id, act.organ(), body.view, body.text});
}

void judge_extension(const JointAct& act, int days, const std::string& reason, Objections& no) {
  no.when(days <= 0, RefusalCode::field_missing, "days", "days");
  no.when(days > most_joint_extension, RefusalCode::days_over_cap, "days",
          std::to_string(most_joint_extension));
  no.when(act.group.extended.has_value(), RefusalCode::already_extended);
  no.when(reason.empty(), RefusalCode::reasons_missing, "reason");
}

Outcome ask_extension(const JointAct& act, const AskJointExtension& body) {
  auto no = against_group(act, "ask_extension");
  need_lead(act, no);
  judge_extension(act, body.days, body.reason, no);
  if (no) return refused(no);
  return only(JointExtensionAsked{body.days, body.reason});
}

/// Each member that is still being decided, was not lengthened before and whose limit has not
/// passed is lengthened: the promise, too, as any extension does (domain.md 4.4).
Outcome extend(const JointAct& act, const ExtendJoint& body) {
  const auto& asked = act.group.extension_asked;
  auto no = against_group(act, "extend");
  need_leader(act, no);
  judge_extension(act, body.days, body.reason, no);
  no.when(!asked, RefusalCode::extension_not_asked);
  no.when(asked && body.days > asked->days, RefusalCode::days_over_cap, "days");
  no.when(asked && act.group.extension_asked_by == act.command.actor.id,
          RefusalCode::needs_two_people, "actor.id");
  JointOutcome outcome;
  JointExtended extended{body.days, body.reason, {}};
  for (const auto& named : act.group.begun.members) {
    const auto* member = act.member(named.case_id);
    if (member == nullptr || member->extended || !is_pending(member->state)) continue;
    Extended lengthening{body.days, body.reason, {}};
    for (const auto& countdown : member->running) {
      if (!can_lengthen(countdown, act.facts.today)) continue;
      lengthening.told.push_back(lengthened(countdown, WorkingDays{body.days}, act.facts.calendar));
    }
    if (lengthening.told.empty()) continue;
    extended.cases.push_back(named.case_id);
    outcome.cases.emplace_back(named.case_id, act.event_for_case(std::move(lengthening)));
  }
  no.when(outcome.cases.empty(), RefusalCode::too_late_to_extend);
  if (no) return refused(no);
  outcome.group.emplace_back(std::move(extended));
  return outcome;
}

/// Who could approve says no; nothing moves, and the lead may ask anew.
Outcome refuse_extension(const JointAct& act, const RefuseJointExtension& body) {
  auto no = against_group(act, "refuse_extension");
  need_leader(act, no);
  no.when(act.group.extended.has_value(), RefusalCode::already_extended);
  no.when(!act.group.extension_asked, RefusalCode::extension_not_asked);
  no.when(act.group.extension_asked && act.group.extension_asked_by == act.command.actor.id,
          RefusalCode::needs_two_people, "actor.id");
  no.when(body.reason.empty(), RefusalCode::reasons_missing, "reason");
  if (no) return refused(no);
  return only(JointExtensionRefused{body.reason});
}

Outcome conclude(const JointAct& act, const ConcludeJoint& body) {
  auto no = against_group(act, "conclude");
  need_lead(act, no);
  no.when_empty(body.summary, "summary");
  no.when(!all_decided(act.group, act.members), RefusalCode::members_undecided);
  if (no) return refused(no);
  return only(JointConcluded{body.summary});
}

struct Dispatch {
  const JointAct& act;
  Outcome operator()(const BeginJoint& body) const { return begin(act, body); }
  Outcome operator()(const HoldMeeting& body) const { return hold_meeting(act, body); }
  Outcome operator()(const GiveJointOpinion& body) const { return give_opinion(act, body); }
  Outcome operator()(const AskJointExtension& body) const { return ask_extension(act, body); }
  Outcome operator()(const ExtendJoint& body) const { return extend(act, body); }
  Outcome operator()(const RefuseJointExtension& body) const { return refuse_extension(act, body); }
  Outcome operator()(const ConcludeJoint& body) const { return conclude(act, body); }
};

}  // namespace

Outcome decide_joint(const JointGroup& group, const JointCommand& command,
                     const MemberCases& members, const Facts& facts) {
  const JointAct act{group, command, members, facts};
  return std::visit(Dispatch{act}, command.body);
}

}  // namespace qidi::domain
