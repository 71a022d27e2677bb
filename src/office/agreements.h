// Acts of two people as the office knows them: the act behind a request, opened for the rules, and
// the requests that wait on a case, as pages show them. Reads only. docs/decisions/0018.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/casework/approval_case.h"
#include "domain/casework/commands.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// The act that a request asks for, or that is agreed to; nothing where the command is neither, or
/// says nothing that can be read.
std::optional<domain::CommandBody> requested_act(const domain::Command& command,
                                                 const std::vector<domain::Event>& history);

/// What a correction would set right, and what stands there now.
struct ShownCorrection {
  long long sequence = 0;
  std::string kind;  ///< of the event
  domain::Day day;   ///< its legal day
  std::string field;
  std::string before;
  std::string after;
};

/// A request as people read it.
struct ShownAgreement {
  domain::OpenAgreement open;
  std::optional<ShownCorrection> correction;  ///< of a correction alone
  /// The act's own fields that are filled in: their Chinese names, and what they say.
  std::vector<std::pair<std::string, std::string>> says;
};
/// Those of a stored case that wait, or became void, in the order in which they were made.
Result<std::vector<ShownAgreement>, Fault> shown_agreements(EventReader& reader,
                                                            const std::string& case_id);

/// What is asked of people on a case: of another person, of the unit, of whoever is late.
struct AskedOfCase {
  std::vector<ShownAgreement> agreements;
  std::optional<domain::MoreAsked> more;  ///< asked after acceptance and not answered
  bool more_unanswered = false;
  std::optional<domain::Explanation> explained;
  std::optional<domain::HeadTask> unexplained;  ///< a reason is owed since, until
  domain::CaseFacts facts;
};
/// The case with time settled to `today`; `case_id` must be known.
Result<AskedOfCase, Fault> asked_of_case(EventReader& reader, const RuleBook& rules,
                                         const std::string& case_id, domain::Day today);

}  // namespace qidi::office
