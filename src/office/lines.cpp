// See lines.h. Without a register every organ goes by its name.
#include "office/lines.h"

namespace qidi::office {

domain::RegionsAbove regions_above(const Regions& regions) {
  return [&regions](std::string_view code) {
    std::vector<domain::NamedRegion> chain;
    const auto* region = regions.find(code);
    // No table has so many levels; a circle in one ends here.
    for (int level = 0; region != nullptr && level < 8; ++level) {
      chain.push_back({region->code, region->name});
      region = regions.find(region->parent);
    }
    return chain;
  };
}

std::shared_ptr<const domain::Line> Lines::below(const domain::Organ& organ) {
  const auto organs = rules_.now().organs;
  const auto known = organs ? organs->get() : std::make_shared<const domain::OrganRegister>();
  const std::lock_guard guard(mutex_);
  auto& drawn = drawn_[organ];
  if (!drawn || drawn->version() != known->version) {
    drawn = std::make_shared<const domain::Line>(organ, *known, regions_above(regions_));
  }
  return drawn;
}

}  // namespace qidi::office
