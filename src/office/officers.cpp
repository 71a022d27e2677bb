// Accounts are few; the board has been counted already.
#include "office/officers.h"

#include <algorithm>
#include <tuple>

#include "domain/people/rights.h"

namespace qidi::office {

namespace {

void add_load(OfficerInOffice& officer, const TeamBoard& board, const domain::Organ& organ) {
  const auto lit = [](const OfficerLoad& load, domain::Light light) {
    return load.by_light.at(static_cast<std::size_t>(light));
  };
  for (const auto& load : board.officers) {
    if (load.organ != organ || load.officer != officer.name) continue;
    officer.pending = load.cases;
    officer.red = lit(load, domain::Light::red) + lit(load, domain::Light::red_by_law);
  }
}

}  // namespace

std::vector<OfficerInOffice> officers_of(const People& people, const TeamBoard& board,
                                         const domain::Organ& organ) {
  if (organ.department.empty()) return {};
  AccountFilter filter;
  filter.region_prefix = organ.region;
  filter.department = organ.department;
  filter.enabled = true;
  std::vector<OfficerInOffice> officers;
  for (const auto* account : people.list(filter)) {
    const bool holds = account->has_role && domain::acts_for_holder(account->role);
    if (!holds || account->region != organ.region || account->name.empty()) continue;
    const bool is_there = std::any_of(officers.begin(), officers.end(),
                                      [&](const auto& one) { return one.name == account->name; });
    if (is_there) continue;
    officers.push_back({account->name, account->role, 0, 0});
    add_load(officers.back(), board, organ);
  }
  std::sort(officers.begin(), officers.end(), [](const auto& one, const auto& other) {
    return std::tie(one.pending, one.name) < std::tie(other.pending, other.name);
  });
  return officers;
}

}  // namespace qidi::office
