// What a version of a matter must be before it may be published: pure checks on its values. Every
// objection is told, so that whoever prepares a version sees all of them at once.
// Clause N6; 行政许可法 30, 42, 45; domain.md 4.4, 4.6; decision 0015.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/casework/refusals.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// A version as it is proposed, with what belongs to its publishing and not to the version.
struct ProposedVersion {
  MatterVersion version;  ///< its number is given when it is published
  std::vector<std::string> aliases;
  std::string reason;            ///< why it is published, for the catalogue's page
  std::string backdated_reason;  ///< why it takes effect before today; marks it as backdated
  bool operator==(const ProposedVersion&) const = default;
};

/// What the rules may know: the catalogue, today, and whether the form and the
/// conditions of the tiers can be read.
struct PublishingFacts {
  const MatterCatalogue& matters;
  Day today;
  std::string schema_fault;     ///< Chinese; empty when the form is sound or there is none
  std::string tier_fault = {};  ///< Chinese; of a tier's condition on the form
};

/// Every objection against publishing, in published order of the reasons; each names its field, as
/// "materials/2/code".
std::vector<Refusal> objections_to(const ProposedVersion& proposed, const PublishingFacts& facts);

/// The last version that was published; null for a new matter.
const MatterVersion* last_version(const MatterCatalogue& matters, const std::string& matter);

/// The version that this one takes the place of: the one in force on the day when it begins, else
/// the last; null for a new matter.
const MatterVersion* followed_version(const MatterCatalogue& matters, const MatterVersion& version);

}  // namespace qidi::domain
