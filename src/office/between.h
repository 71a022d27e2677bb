// What the office does between departments: acts on joint handlings, lists of opinions asked of an
// organ, what a project has on record. One read, one commit; a joint act writes the group's stream
// and those of its members' cases at once. Features F11, F12, F19; docs/decisions/0016.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/casework/joint.h"
#include "office/ports.h"
#include "office/rule_book.h"
#include "record/between_codec.h"

namespace qidi::office {

/// The streams of a joint handling, and of an opinion that a case asked.
std::string stream_of_joint(const std::string& id);
std::string stream_of_opinion(const std::string& case_id, int number);

struct JointReceipt {
  std::string command_id;
  std::string id;
  unsigned long long version = 0;
  std::vector<std::string> events;
  std::vector<std::string> cases;  ///< members whose cases it changed; empty when repeated
  bool repeated = false;
};
using JointAnswer = std::variant<JointReceipt, domain::Refusal>;

/// As handle_command does for a case: idempotent by command id, committed but not yet durable.
Result<JointAnswer, Fault> perform_joint_act(EventLog& log, const RuleBook& rules, Clock& clock,
                                             const domain::JointCommand& command);

/// A group with its members' cases, settled to the day.
struct JointPage {
  domain::JointGroup group;
  domain::MemberCases members;
};
/// Nothing when there is no such group.
Result<std::optional<JointPage>, Fault> joint_page(EventReader& reader, const RuleBook& rules,
                                                   const std::string& id, domain::Day day);
/// Every group, in order of id.
Result<void, Fault> each_joint(EventReader& reader,
                               const std::function<void(const domain::JointGroup&)>& each);

/// An opinion as the lists of two organs show it.
struct ListedOpinion {
  record::OpinionListed listed;
  std::optional<record::OpinionAnswered> answered;
  std::optional<record::OpinionTakenBack> taken_back;
};
/// The opinions asked of organs within reach or by them, in order of case and number. Reads those
/// of the organs alone, however many others asked each other.
Result<std::vector<ListedOpinion>, Fault> listed_opinions(Store& store, const domain::Reach& reach);

/// What the act's events add to the streams of opinions, for the same commit.
Result<std::vector<StreamAppend>, Fault> opinion_appends(EventLog& log, const RuleBook& rules,
                                                         const domain::ApprovalCase& next,
                                                         const std::vector<domain::Event>& events,
                                                         const std::string& command_id);

using LoadStream =
    std::function<Result<std::vector<record::SealedEvent>, Fault>(const std::string& stream)>;
/// What the cases with these ids have on record for a case of `target`; `own` is left out, and so
/// is what lies beyond `reach`, when one is given.
Result<std::vector<domain::OnRecord>, Fault> gather_on_record(
    const LoadStream& load, const RuleBook& rules, const std::vector<std::string>& case_ids,
    const std::string& own, const domain::MatterVersion& target,
    const std::optional<domain::Reach>& reach);

/// The same as a command needs it: empty for acts that ask for no paper.
Result<std::vector<domain::OnRecord>, Fault> on_record_for_command(
    EventLog& log, const RuleBook& rules, const std::vector<domain::Event>& history,
    const domain::Command& command, domain::Day day);

}  // namespace qidi::office
