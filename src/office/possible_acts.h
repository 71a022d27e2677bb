// Which acts are open to an actor on one case, and for the others which rule stands against them:
// what a case's page offers, decided by the rules that the act itself would meet, time settled as
// handle_command settles it. Reads only. Clauses N5, N8; domain.md 3, 10.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/act_fields.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// An act that the actor's role may do at all.
struct PossibleAct {
  std::string_view act;  ///< "return_once", …
  std::string_view chinese;
  /// What stands against it whatever is filled in; none: it is open.
  std::optional<domain::Refusal> refusal;
  std::string_view clause;  ///< of the refusal
  std::vector<domain::ActField> fields;
};

/// The acts of a case's life in the order of domain.md 3, of a case settled to `facts.today`.
/// Filing begins a case, and jobs and imports have no page: none of these is among them.
std::vector<PossibleAct> possible_acts(const domain::ApprovalCase& current,
                                       const domain::Actor& actor,
                                       const std::optional<domain::Reach>& reach,
                                       const domain::Facts& facts);

/// What the acts' answer rests on.
struct PossibleActs {
  std::string case_id;
  unsigned long long version = 0;  ///< to be sent back as expected_version
  std::string matter;
  std::vector<PossibleAct> acts;
};

/// The same for a stored case on a day (today, or an earlier day for what is entered from paper),
/// by its id or a sheet's own. Nothing when there is none within reach.
Result<std::optional<PossibleActs>, Fault> possible_acts(EventReader& reader, const RuleBook& rules,
                                                         const std::string& id,
                                                         const domain::Actor& actor,
                                                         const std::optional<domain::Reach>& reach,
                                                         domain::Day day);

}  // namespace qidi::office
