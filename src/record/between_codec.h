// Events and commands of joint handlings, and the listing of opinions asked between organs, as
// canonical JSON and back. N8; docs/decisions/0016.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "domain/casework/joint.h"
#include "domain/result.h"
#include "record/command_codec.h"
#include "record/envelope.h"

namespace qidi::record {

std::string encode_body(const domain::JointEventBody& body);
/// The domain's event out of the kept one; the error says what cannot be read.
Result<domain::JointEvent, std::string> open_joint_event(const Envelope& envelope);

/// The exact content of a command, apart from its id: what a repetition must equal.
std::string canonical_command(const domain::JointCommand& command);
/// The body of an act on a group; what is wrong names the field, "act" when there is no such act.
Result<domain::JointCommandBody, MalformedCommand> read_joint_body(std::string_view act,
                                                                   const boost::json::object& json);

/// The first event of an opinion's own stream, beside the case's: what the asked organ is told, so
/// that its list needs not look through all cases.
struct OpinionListed {
  std::string case_id;
  std::string project_code;
  std::string project_name;
  std::string unit_name;
  std::string matter;
  std::string matter_name;
  std::vector<std::string> papers;  ///< names of the papers in question, else of all handed in
  domain::Organ from;
  domain::Day asked_on{};
  domain::OpinionAsked asked;
};
/// The second and last: it was answered, or taken back.
struct OpinionAnswered {
  domain::OpinionGiven given;
  domain::Day given_on{};
};
struct OpinionTakenBack {
  domain::OpinionWithdrawn withdrawn;
  domain::Day withdrawn_on{};
};
inline constexpr std::string_view opinion_listed = "opinion_listed";
inline constexpr std::string_view opinion_answered = "opinion_answered";
inline constexpr std::string_view opinion_taken_back = "opinion_taken_back";
std::string encode(const OpinionListed& event);
std::string encode(const OpinionAnswered& event);
std::string encode(const OpinionTakenBack& event);
Result<OpinionListed, std::string> read_opinion_listed(std::string_view body);
Result<OpinionAnswered, std::string> read_opinion_answered(std::string_view body);
Result<OpinionTakenBack, std::string> read_opinion_taken_back(std::string_view body);

}  // namespace qidi::record
