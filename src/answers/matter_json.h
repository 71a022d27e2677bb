// A matter as JSON: its versions with all that people read of them, what changed from one to the
// next, and a draft beside the version in force. Feature F8; decision 0015.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/casework/refusals.h"
#include "domain/matters/matter_draft.h"
#include "office/rule_book.h"

namespace qidi::answers {

/// One version, every member told.
std::string version_json(const domain::MatterVersion& version);
/// A form's schema as JSON, or null where there is none.
std::string form_json(const domain::MatterVersion& version);
/// A matter with all its versions, the last first, and who published each.
std::string matter_json(const office::RuleBook& rules, const std::string& matter,
                        domain::Day today);
/// Fields that differ between two versions: name, before, after, in words.
std::string changes_json(const domain::MatterVersion& before, const domain::MatterVersion& after);
/// A draft with what would be refused today and what it changes in the last version.
std::string draft_json(const domain::MatterDraft& draft,
                       const std::vector<domain::Refusal>& objections,
                       const office::RuleBook& rules);

}  // namespace qidi::answers
