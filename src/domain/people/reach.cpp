// Prefixes of region codes, compared; nothing else.
#include "domain/people/reach.h"

#include <algorithm>

#include "domain/people/line.h"

namespace qidi::domain {

namespace {

constexpr std::size_t code_length = 6;

bool is_region_code(std::string_view text) {
  return text.size() == code_length &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Reach region_reach(std::string_view region) {
  Reach reach;
  reach.region_prefix = region_prefix_of(region);
  if (!reach.region_prefix.empty()) reach.kind = Reach::Kind::region;
  return reach;
}

Reach organ_reach(std::string_view region, std::string_view department) {
  auto reach = region_reach(region);
  if (department.empty()) return {};
  if (reach.kind == Reach::Kind::region) {
    reach.kind = Reach::Kind::organ;
    reach.department = department;
  }
  return reach;
}

Reach whole_reach() {
  Reach reach;
  reach.kind = Reach::Kind::everything;
  return reach;
}

Reach unit_reach(std::string_view unit_code) {
  Reach reach;
  reach.unit_code = unit_code;
  if (!unit_code.empty()) reach.kind = Reach::Kind::unit;
  return reach;
}

bool is_below(const Reach& reach, const Organ& organ) {
  if (!organ.region.starts_with(reach.region_prefix)) return false;
  if (reach.kind != Reach::Kind::organ) return true;
  return reach.line ? reach.line->has(organ) : organ.department == reach.department;
}

}  // namespace

std::string region_prefix_of(std::string_view region) {
  if (is_region_code(region)) {
    while (region.ends_with("00")) region.remove_suffix(2);
  }
  return std::string(region);
}

Reach reach_of(Role role, std::string_view region, std::string_view department,
               std::string_view unit_code) {
  switch (role) {
    case Role::office:
    case Role::region_government:
    case Role::government_leader:
    case Role::window_clerk:
    case Role::help_agent:
      return region_reach(region);
    case Role::clerk:
    case Role::head:
    case Role::superior:
      return organ_reach(region, department);
    case Role::project_unit:
      return unit_reach(unit_code);
    case Role::job:
    case Role::importer:
      return whole_reach();
    case Role::system_admin:
    case Role::security_admin:
    case Role::audit_admin:
      break;  // they see to accounts, and to no case
  }
  return {};
}

bool reaches(const Reach& reach, const ReachedCase& reached) {
  switch (reach.kind) {
    case Reach::Kind::nothing:
      return false;
    case Reach::Kind::everything:
      return true;
    case Reach::Kind::unit:
      return reached.unit_code == reach.unit_code;
    case Reach::Kind::region:
      if (reached.project_region.starts_with(reach.region_prefix)) return true;
      break;
    case Reach::Kind::organ:
      break;
  }
  return is_below(reach, reached.holder) ||
         std::any_of(reached.earlier_holders.begin(), reached.earlier_holders.end(),
                     [&](const Organ& organ) { return is_below(reach, organ); });
}

bool reaches(const Reach& reach, const Organ& organ) {
  switch (reach.kind) {
    case Reach::Kind::nothing:
    case Reach::Kind::unit:
      return false;
    case Reach::Kind::everything:
      return true;
    case Reach::Kind::region:
    case Reach::Kind::organ:
      break;
  }
  return is_below(reach, organ);
}

}  // namespace qidi::domain
