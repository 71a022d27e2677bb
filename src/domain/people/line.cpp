// The register is walked once, when a line is drawn; afterwards an organ is a look into a map.
#include "domain/people/line.h"

#include "domain/people/reach.h"

namespace qidi::domain {

namespace {

/// More organs one above the other than any government has: a circle in the register ends here.
constexpr int most_steps = 8;

/// The registered organ of that name nearest above, of the same region first.
const RegisteredOrgan* superior_of(const OrganRegister& known, const RegisteredOrgan& organ,
                                   const std::vector<NamedRegion>& regions) {
  for (const auto& region : regions) {
    const auto* found = known.find({region.code, organ.superior});
    if (found != nullptr && found != &organ) return found;
  }
  return nullptr;
}

}  // namespace

std::string name_without_region(std::string_view department,
                                const std::vector<NamedRegion>& regions) {
  for (bool taken = true; taken;) {
    taken = false;
    for (const auto& region : regions) {
      if (region.name.empty() || !department.starts_with(region.name)) continue;
      department.remove_prefix(region.name.size());
      taken = true;
    }
  }
  constexpr std::string_view above = "厅";
  if (!department.ends_with(above)) return std::string(department);
  department.remove_suffix(above.size());
  return std::string(department) + "局";
}

Line::Line(Organ top, const OrganRegister& known, RegionsAbove regions)
    : top_(std::move(top)),
      prefix_(region_prefix_of(top_.region)),
      bare_name_(name_without_region(top_.department, regions(top_.region))),
      regions_(std::move(regions)),
      version_(known.version) {
  if (const auto* entry = known.find(top_)) top_line_ = entry->line;
  for (const auto& [organ, entry] : known.organs) {
    registered_[organ] = is_below(known, entry, most_steps);
  }
}

bool Line::has(const Organ& organ) const {
  if (organ == top_) return true;
  if (prefix_.empty() || !organ.region.starts_with(prefix_)) return false;
  if (const auto found = registered_.find(organ); found != registered_.end()) return found->second;
  return has_name_of_line(organ.department, organ.region);
}

bool Line::is_below(const OrganRegister& known, const RegisteredOrgan& organ, int steps) const {
  if (static_cast<const Organ&>(organ) == top_) return true;
  if (steps == 0 || prefix_.empty() || !organ.region.starts_with(prefix_)) return false;
  if (!organ.merged_into.empty()) {
    const auto* meant = known.find({organ.region, organ.merged_into});
    return meant != nullptr && is_below(known, *meant, steps - 1);
  }
  if (!organ.superior.empty()) {
    const auto* superior = superior_of(known, organ, regions_(organ.region));
    if (superior != nullptr) return is_below(known, *superior, steps - 1);
    return organ.superior == top_.department || has_name_of_line(organ.superior, organ.region);
  }
  if (!organ.line.empty() && !top_line_.empty()) {
    return organ.line == top_line_ && organ.region != top_.region;
  }
  return has_name_of_line(organ.department, organ.region);
}

bool Line::has_name_of_line(std::string_view department, const std::string& region) const {
  return !bare_name_.empty() && name_without_region(department, regions_(region)) == bare_name_;
}

}  // namespace qidi::domain
