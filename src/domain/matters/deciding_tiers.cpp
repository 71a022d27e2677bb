// Places are compared here, figures by whoever can read a form.
#include "domain/matters/deciding_tiers.h"

#include <algorithm>

namespace qidi::domain {

namespace {

bool names_one_of(const std::vector<std::string>& regions, const std::vector<RegionStep>& trail) {
  return std::any_of(trail.begin(), trail.end(), [&](const RegionStep& step) {
    return std::find(regions.begin(), regions.end(), step.code) != regions.end();
  });
}

}  // namespace

std::vector<MatterTier> tiers_for(const MatterVersion& matter,
                                  const std::vector<RegionStep>& trail) {
  std::vector<MatterTier> held;
  for (const auto& tier : matter.tiers) {
    const bool elsewhere = !tier.regions.empty() && !names_one_of(tier.regions, trail);
    if (!elsewhere && !names_one_of(tier.excepted, trail)) held.push_back(tier);
  }
  return held;
}

std::string deciding_region(const MatterTier& tier, const std::vector<RegionStep>& trail) {
  if (tier.level < 1) return {};
  for (const auto& step : trail) {
    if (step.level <= tier.level) return step.code;
  }
  return {};
}

const MatterTier* tier_above(const std::vector<MatterTier>& held, int level, const IsMet& is_met) {
  const auto found = std::find_if(held.begin(), held.end(), [&](const MatterTier& tier) {
    return !tier.reached_when.empty() && tier.level < level && is_met(tier.reached_when);
  });
  return found == held.end() ? nullptr : &*found;
}

}  // namespace qidi::domain
