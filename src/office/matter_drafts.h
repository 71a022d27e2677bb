// Drafts of matters' next versions: reading them, and the one path on which a draft changes and a
// version is published. A publication writes two streams in one commit: the draft's, and the system
// stream, from which every rule book is read. Rulings 8, 14; decision 0015.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/matters/matter_draft.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// "matter-draft/ID".
std::string stream_of_draft(const std::string& matter);

/// The draft of a matter; of state `none` where there is none.
Result<domain::MatterDraft, Fault> read_draft(EventReader& reader, const std::string& matter);
/// Every draft that is open or submitted, in order of the matter's id.
Result<std::vector<domain::MatterDraft>, Fault> open_drafts(EventReader& reader);

/// What publishing would be refused for today; the rule book's catalogue is what it is held
/// against.
std::vector<domain::Refusal> objections_to(const domain::ProposedVersion& proposed,
                                           const RuleBook& rules, domain::Day today);

/// What an accepted act did. Given out only once it is durable.
struct DraftReceipt {
  std::string matter;
  unsigned long long version = 0;   ///< of the draft's stream
  std::vector<std::string> events;  ///< kinds, in order; empty: it was so already
  int published = 0;                ///< the number of the version that was published; 0: none
  bool repeated = false;
  std::optional<RuleBook> rules;  ///< the rule book from here on, after a publication
};

using DraftAnswer = std::variant<DraftReceipt, domain::Refusal>;

/// Handles one command, as handle_command does for cases: idempotent by command id, committed but
/// not yet durable (the caller syncs, then replaces the rule book and tells).
Result<DraftAnswer, Fault> perform_draft_act(EventLog& log, Clock& clock,
                                             const domain::DraftCommand& command);

}  // namespace qidi::office
