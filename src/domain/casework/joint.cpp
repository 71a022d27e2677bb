// The group's state, and small questions about it. The acts stand in joint_acts.cpp.
#include "domain/casework/joint.h"

#include <algorithm>
#include <array>

#include "domain/casework/opinions.h"

namespace qidi::domain {

namespace {

constexpr std::array<std::string_view, std::variant_size_v<JointEventBody>> kinds{
    "joint_begun",    "joint_meeting_held", "joint_opinion_given",    "joint_extension_asked",
    "joint_extended", "joint_concluded",    "joint_extension_refused"};

struct ActName {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array<ActName, std::variant_size_v<JointCommandBody>> acts{{
    {"begin_joint", "启动并联审批"},
    {"hold_meeting", "登记联审会议"},
    {"give_opinion", "提出联审意见"},
    {"ask_extension", "申请延期"},
    {"extend", "批准延期"},
    {"conclude", "办结并联审批"},
    {"refuse_extension", "不予延期"},
}};

struct Fold {
  JointGroup& group;
  const JointEvent& event;

  void operator()(const JointBegun& e) const {
    if (group.exists) return;
    group.exists = true;
    group.begun = e;
    group.begun_on = event.legal_day;
  }
  void operator()(const JointMeetingHeld& e) const {
    group.meetings.push_back({e, event.actor.name});
  }
  void operator()(const JointOpinionGiven& e) const {
    // A member may change its mind until the group is concluded: its last word counts.
    std::erase_if(group.views,
                  [&](const JointGroup::View& view) { return view.given.case_id == e.case_id; });
    group.views.push_back({e, event.legal_day, event.actor.name});
  }
  void operator()(const JointExtensionAsked& e) const {
    group.extension_asked = e;
    group.extension_asked_by = event.actor.id;
    group.extension_asked_name = event.actor.name;
    group.extension_asked_on = event.legal_day;
    group.extension_refused.reset();
  }
  void operator()(const JointExtensionRefused& e) const {
    if (!group.extension_asked || group.extended) return;
    group.extension_refused = {*group.extension_asked, e, event.legal_day, event.actor.name};
    group.extension_asked.reset();
    group.extension_asked_by.clear();
    group.extension_asked_name.clear();
  }
  void operator()(const JointExtended& e) const { group.extended = e; }
  void operator()(const JointConcluded& e) const {
    group.concluded_on = event.legal_day;
    group.summary = e.summary;
  }
};

}  // namespace

std::string_view kind_of(const JointEventBody& body) {
  return kinds[body.index()];
}

std::string_view act_name(const JointCommandBody& body) {
  return acts[body.index()].name;
}

std::string_view chinese_act_name(std::string_view act) {
  for (const auto& entry : acts) {
    if (entry.name == act) return entry.chinese;
  }
  return act;
}

std::vector<std::string_view> joint_acts() {
  std::vector<std::string_view> names;
  for (const auto& entry : acts) {
    if (entry.name != "begin_joint") names.push_back(entry.name);
  }
  return names;
}

void evolve(JointGroup& group, const JointEvent& event) {
  ++group.version;
  std::visit(Fold{group, event}, event.body);
}

ReachedCase reached_group(const JointGroup& group) {
  ReachedCase reached;
  reached.holder = group.begun.lead;
  reached.project_region = group.begun.project_region;
  reached.unit_code = group.begun.unit_code;
  for (const auto& member : group.begun.members) reached.earlier_holders.push_back(member.organ);
  return reached;
}

bool may_do_joint(Role role, std::string_view act) {
  if (act == "begin_joint") return role == Role::head || role == Role::region_government;
  if (act == "extend" || act == "refuse_extension") return role == Role::government_leader;
  if (act == "conclude") return role == Role::head;
  return role == Role::clerk || role == Role::head;
}

bool waits_for_leader(const JointGroup& group) {
  return group.exists && group.extension_asked && !group.extended && !group.concluded_on;
}

bool is_leader_over(const Actor& actor, const JointGroup& group) {
  return actor.role == Role::government_leader && actor.region == group.begun.lead.region;
}

bool all_decided(const JointGroup& group, const MemberCases& members) {
  return std::all_of(group.begun.members.begin(), group.begun.members.end(),
                     [&](const JointMember& member) {
                       const auto found = members.find(member.case_id);
                       return found != members.end() && is_decided(found->second.state);
                     });
}

}  // namespace qidi::domain
