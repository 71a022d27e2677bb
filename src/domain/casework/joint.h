// Joint handling (并联审批): cases of one project, held by several departments, decided together
// under a lead that the people's government named. The group is a stream of its own; each member's
// case stays on its own stream and keeps its own promise. 行政许可法 26, 42.2: 45 working days for
// each member, 15 more by the government's leader, once. Features F11; docs/decisions/0016.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/casework/rules.h"
#include "domain/people/reach.h"

namespace qidi::domain {

struct JointMember {
  std::string case_id;
  Organ organ;  ///< the holder when it joined
  std::string matter;
  std::string matter_name;
  std::string part;  ///< what of the project it decides
  bool operator==(const JointMember&) const = default;
};

/// What the meeting found for one member.
struct JointConclusion {
  std::string case_id;
  std::string conclusion;
  bool operator==(const JointConclusion&) const = default;
};

struct JointBegun {
  std::string project_code;
  std::string project_name;
  std::string project_region;
  std::string unit_name;
  std::string unit_code;
  Organ lead;
  std::string mandate;  ///< the government's paper that names the lead (行政许可法 26.2)
  std::vector<JointMember> members;
};
struct JointMeetingHeld {
  Day held_on{};
  std::string place;
  std::vector<std::string> attendants;
  std::string minutes;
  std::vector<JointConclusion> conclusions;
};
struct JointOpinionGiven {
  std::string case_id;  ///< of the member that speaks
  Organ organ;
  std::string view;  ///< agree, disagree, conditions
  std::string text;
};
struct JointExtensionAsked {
  int days = 0;
  std::string reason;
};
struct JointExtended {
  int days = 0;
  std::string reason;
  std::vector<std::string> cases;  ///< the members whose limits were lengthened
};
/// 不予延期: by the government's leader; the lead may ask anew.
struct JointExtensionRefused {
  std::string reason;
};
struct JointConcluded {
  std::string summary;
};
using JointEventBody =
    std::variant<JointBegun, JointMeetingHeld, JointOpinionGiven, JointExtensionAsked,
                 JointExtended, JointConcluded, JointExtensionRefused>;

struct JointEvent {
  JointEventBody body;
  Actor actor;
  Day legal_day{};
  Instant recorded{};
  unsigned long long sequence = 0;
};
std::string_view kind_of(const JointEventBody& body);

/// A group as its events add up.
struct JointGroup {
  std::string id;
  unsigned long long version = 0;
  bool exists = false;
  JointBegun begun;
  Day begun_on{};
  struct Meeting {
    JointMeetingHeld held;
    std::string recorded_by;
  };
  struct View {
    JointOpinionGiven given;
    Day given_on{};
    std::string by;
  };
  std::vector<Meeting> meetings;
  std::vector<View> views;
  std::optional<JointExtensionAsked> extension_asked;
  std::string extension_asked_by;
  std::string extension_asked_name;
  Day extension_asked_on{};
  std::optional<JointExtended> extended;
  struct NotExtended {
    JointExtensionAsked asked;
    JointExtensionRefused refused;
    Day refused_on{};
    std::string by;
  };
  std::optional<NotExtended> extension_refused;  ///< the last one, until it is asked for anew
  std::optional<Day> concluded_on;
  std::string summary;
};
/// Total: what makes no sense changes nothing but the version.
void evolve(JointGroup& group, const JointEvent& event);

struct BeginJoint {
  std::string region;  ///< of the lead; empty: the actor's own organ
  std::string department;
  std::string mandate;
  struct Member {
    std::string case_id;
    std::string part;
    bool operator==(const Member&) const = default;
  };
  std::vector<Member> members;
};
struct HoldMeeting {
  std::optional<Day> held_on;
  std::string place;
  std::vector<std::string> attendants;
  std::string minutes;
  std::vector<JointConclusion> conclusions;
};
struct GiveJointOpinion {
  std::string case_id;
  std::string view;
  std::string text;
};
struct AskJointExtension {
  int days = 0;
  std::string reason;
};
struct ExtendJoint {
  int days = 0;
  std::string reason;
};
struct RefuseJointExtension {
  std::string reason;
};
struct ConcludeJoint {
  std::string summary;
};
using JointCommandBody = std::variant<BeginJoint, HoldMeeting, GiveJointOpinion, AskJointExtension,
                                      ExtendJoint, ConcludeJoint, RefuseJointExtension>;
/// "begin_joint", "hold_meeting", …
std::string_view act_name(const JointCommandBody& body);
std::string_view chinese_act_name(std::string_view act);
/// The acts on a group that stands, in the order in which people do them; `begin_joint` is none.
std::vector<std::string_view> joint_acts();

struct JointCommand {
  std::string command_id;
  std::string group_id;
  Actor actor;
  std::optional<Reach> reach;
  std::optional<unsigned long long> expected_version;
  JointCommandBody body;
};

/// The members' cases, settled to today, by case id.
using MemberCases = std::map<std::string, ApprovalCase>;

/// What an act on a group does: to the group, and to members' cases.
struct JointOutcome {
  std::vector<JointEventBody> group;
  std::vector<std::pair<std::string, Event>> cases;
};

/// Decides an act on a group; `members` holds the cases that the group or the command names.
Result<JointOutcome, Refusal> decide_joint(const JointGroup& group, const JointCommand& command,
                                           const MemberCases& members, const Facts& facts);

/// Whether a group lies within reach: the lead's, each member's organ, then and now, the project's
/// region.
ReachedCase reached_group(const JointGroup& group);
bool may_do_joint(Role role, std::string_view act);
/// Whether more time was asked for and neither given nor refused.
bool waits_for_leader(const JointGroup& group);
/// 行政许可法 42.2, 本级人民政府负责人: whether the leader is of the lead's government.
bool is_leader_over(const Actor& actor, const JointGroup& group);
/// Whether every member has a decision or ended otherwise.
bool all_decided(const JointGroup& group, const MemberCases& members);

}  // namespace qidi::domain
