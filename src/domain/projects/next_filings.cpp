// See next_filings.h.
#include "domain/projects/next_filings.h"

#include <algorithm>

namespace qidi::domain {

namespace {

bool is_undecided(CaseState state) {
  return state == CaseState::in_review || state == CaseState::waiting_for_unit ||
         state == CaseState::deciding || state == CaseState::paused;
}

bool is_open_or_granted(const ProjectCase& one) {
  return is_undecided(one.state) || one.state == CaseState::granted ||
         one.state == CaseState::issued || one.state == CaseState::finished;
}

struct Gathering {
  const std::vector<const MatterVersion*>& in_force;
  const std::vector<ProjectCase>& cases;
  std::vector<NextFiling> found;

  const MatterVersion* matter(std::string_view id) const {
    for (const auto* one : in_force) {
      if (one->matter == id) return one;
    }
    return nullptr;
  }
  void add(std::string_view id, NextReason reason, std::string because) {
    const auto is_it = [&](const auto& one) { return one.matter == id; };
    const bool has_case = std::any_of(cases.begin(), cases.end(), [&](const ProjectCase& one) {
      return one.facts.matter == id && is_open_or_granted(one);
    });
    if (has_case || matter(id) == nullptr || std::any_of(found.begin(), found.end(), is_it)) return;
    found.push_back({std::string(id), reason, std::move(because)});
  }
  void add_owed() {
    for (const auto& one : cases) {
      const auto* version = is_undecided(one.state) ? matter(one.facts.matter) : nullptr;
      if (version == nullptr) continue;
      for (const auto& asked : prerequisites_found(*version, cases)) {
        if (asked.standing != PrerequisiteStanding::absent) continue;
        add(asked.asked.matter, NextReason::owed, one.facts.matter);
      }
    }
  }
  void add_ready() {
    for (const auto* version : in_force) {
      if (version->prerequisites.empty()) continue;
      const auto all = prerequisites_found(*version, cases);
      const bool is_ready = std::all_of(all.begin(), all.end(), [](const auto& one) {
        return one.standing == PrerequisiteStanding::there;
      });
      if (is_ready) add(version->matter, NextReason::ready, all.front().asked.matter);
    }
  }
};

}  // namespace

std::string_view name_of(NextReason reason) {
  switch (reason) {
    case NextReason::owed:
      return "owed";
    case NextReason::begun:
      return "begun";
    case NextReason::ready:
      return "ready";
  }
  return {};
}

std::vector<NextFiling> next_filings(const std::vector<const MatterVersion*>& in_force,
                                     std::string_view kind_matter,
                                     const std::vector<ProjectCase>& cases, std::size_t most) {
  Gathering gathering{in_force, cases, {}};
  gathering.add_owed();
  if (!kind_matter.empty()) gathering.add(kind_matter, NextReason::begun, "");
  gathering.add_ready();
  if (gathering.found.size() > most) gathering.found.resize(most);
  return std::move(gathering.found);
}

}  // namespace qidi::domain
