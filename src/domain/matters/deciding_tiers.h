// Who decides (审批层级): the rows of a matter's tiers that hold for a place, and the region whose
// organ decides by such a row. Thresholds are words for people; where the catalogue also states one
// as a condition on the form, what was filled in tells the row. It is told, and bars nothing.
// Clause N7; domain-facts.md 3.1; docs/decisions/0015.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/casework/matter.h"

namespace qidi::domain {

/// A region with its level: 1 the autonomous region, 2 a league or city, 3 a banner or county.
struct RegionStep {
  std::string code;
  int level = 0;
};

/// The tiers that hold for a project, in the catalogue's order. `trail`: the project's region and
/// those above it, from below upwards.
std::vector<MatterTier> tiers_for(const MatterVersion& matter,
                                  const std::vector<RegionStep>& trail);

/// The region whose organ decides by a tier: the one of the tier's level on the trail; the
/// project's own where that lies higher already. Empty for the state's level, and where the trail
/// is empty.
std::string deciding_region(const MatterTier& tier, const std::vector<RegionStep>& trail);

/// Whether what was filled into the matter's form meets a condition.
using IsMet = std::function<bool(const std::string& condition)>;

/// The first of the tiers that the figures reach and that lies above `level`, the level of the
/// organ that is to decide; null where they reach none, or tell nothing.
const MatterTier* tier_above(const std::vector<MatterTier>& held, int level, const IsMet& is_met);

}  // namespace qidi::domain
