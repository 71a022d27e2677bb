// In the published order of reasons.
#include "domain/people/personal_reading.h"

#include "domain/people/rights.h"

namespace qidi::domain {

std::optional<Refusal> against_reading(const AskToRead& asked, const ReachedCase& reached) {
  if (!reaches(asked.reach, reached)) return refuse(RefusalCode::unknown_case, "case");
  if (asked.reason.empty()) return refuse(RefusalCode::field_missing, "reason", "reason");
  if (!acts_for_holder(asked.actor.role)) {
    return refuse(RefusalCode::not_permitted, "actor.role", name_of(asked.actor.role));
  }
  if (Organ{asked.actor.region, asked.actor.department} != reached.holder) {
    return refuse(RefusalCode::not_the_holder, "actor.department", reached.holder.department);
  }
  return std::nullopt;
}

bool reads_words_of_rating(Role role, bool is_bad, bool called_back) {
  const bool own = role == Role::project_unit || role == Role::help_agent;
  return own || role == Role::head || !is_bad || called_back;
}

}  // namespace qidi::domain
