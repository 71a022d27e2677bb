// The best case counts: a grant before what is not clear, that before what is under way.
#include "domain/casework/prerequisites.h"

namespace qidi::domain {

namespace {

PrerequisiteStanding shown_by(CaseState state) {
  switch (state) {
    case CaseState::granted:
    case CaseState::issued:
      return PrerequisiteStanding::there;
    case CaseState::finished:
      return PrerequisiteStanding::unclear;
    case CaseState::in_review:
    case CaseState::waiting_for_unit:
    case CaseState::deciding:
    case CaseState::paused:
      return PrerequisiteStanding::under_way;
    case CaseState::not_accepted:
    case CaseState::refused:
    case CaseState::withdrawn:
    case CaseState::lapsed:
    case CaseState::removed:
      return PrerequisiteStanding::absent;
  }
  return PrerequisiteStanding::absent;
}

}  // namespace

std::string_view name_of(PrerequisiteStanding standing) {
  switch (standing) {
    case PrerequisiteStanding::absent:
      return "absent";
    case PrerequisiteStanding::under_way:
      return "under_way";
    case PrerequisiteStanding::unclear:
      return "unclear";
    case PrerequisiteStanding::there:
      return "there";
  }
  return {};
}

std::vector<PrerequisiteFound> prerequisites_found(const MatterVersion& matter,
                                                   const std::vector<ProjectCase>& cases) {
  std::vector<PrerequisiteFound> all;
  for (const auto& asked : matter.prerequisites) {
    PrerequisiteFound found;
    found.asked = asked;
    for (const auto& one : cases) {
      const auto standing = shown_by(one.state);
      if (one.facts.matter != asked.matter || standing <= found.standing) continue;
      found.standing = standing;
      found.by = one;
    }
    all.push_back(std::move(found));
  }
  return all;
}

}  // namespace qidi::domain
