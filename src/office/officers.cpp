// Accounts are few; the cases have been counted already.
#include "office/officers.h"

#include <algorithm>
#include <tuple>

#include "domain/people/rights.h"

namespace qidi::office {

namespace {

void add_load(Colleague& colleague, const TeamBoard& board, const std::vector<OfficerCount>& open,
              const domain::Organ& organ) {
  const auto lit = [](const OfficerLoad& load, domain::Light light) {
    return load.by_light.at(static_cast<std::size_t>(light));
  };
  for (const auto& load : board.officers) {
    if (load.organ != organ || load.officer != colleague.name) continue;
    colleague.pending = load.cases;
    colleague.red = lit(load, domain::Light::red) + lit(load, domain::Light::red_by_law);
  }
  for (const auto& count : open) {
    if (count.organ == organ && count.officer == colleague.name) colleague.open += count.cases;
  }
}

}  // namespace

std::vector<Colleague> colleagues_of(const People& people, const TeamBoard& board,
                                     const std::vector<OfficerCount>& open,
                                     const domain::Organ& organ) {
  if (organ.department.empty()) return {};
  AccountFilter filter;
  filter.region_prefix = organ.region;
  filter.department = organ.department;
  std::vector<Colleague> colleagues;
  for (const auto* account : people.list(filter)) {
    const bool holds = account->has_role && domain::acts_for_holder(account->role);
    if (!holds || account->region != organ.region || account->name.empty()) continue;
    const auto known = std::find_if(colleagues.begin(), colleagues.end(),
                                    [&](const auto& one) { return one.name == account->name; });
    if (known == colleagues.end()) {
      colleagues.push_back({account->name, account->role, account->enabled, 0, 0, 0});
      add_load(colleagues.back(), board, open, organ);
    } else if (account->enabled && !known->enabled) {
      known->role = account->role;
      known->enabled = true;
    }
  }
  std::sort(colleagues.begin(), colleagues.end(), [](const auto& one, const auto& other) {
    return std::tuple(!one.enabled, one.pending, one.name) <
           std::tuple(!other.enabled, other.pending, other.name);
  });
  return colleagues;
}

Result<std::vector<OfficerCount>, Fault> open_by_officer(LedgerView& view,
                                                         const domain::Organ& organ,
                                                         domain::Day as_of) {
  LedgerPageQuery query;
  query.as_of = as_of;
  query.list = LedgerQuery::List::all;
  query.region_prefix = domain::region_prefix_of(organ.region);
  query.department = organ.department;
  for (int state = 0; state < domain::case_state_count; ++state) {
    const auto one = static_cast<domain::CaseState>(state);
    if (!domain::is_final(one)) query.states.push_back(one);
  }
  return view.count_officers(query, as_of);
}

}  // namespace qidi::office
