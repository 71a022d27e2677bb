// See organs_named.h.
#include "domain/casework/organs_named.h"

#include <algorithm>

namespace qidi::domain {

std::optional<Refusal> against_organ(const Organ& organ, std::string_view field,
                                     const OrganRegister& known, Day today) {
  if (organ.department.empty()) return std::nullopt;
  const auto* there = known.find(organ);
  if (there == nullptr) {
    const bool bound =
        std::any_of(known.organs.begin(), known.organs.end(),
                    [&](const auto& entry) { return entry.first.region == organ.region; });
    if (!bound) return std::nullopt;
    return refuse(RefusalCode::unknown_organ, std::string(field), organ.department);
  }
  if (there->in_force(today)) return std::nullopt;
  const auto& into = there->merged_into;
  return refuse(RefusalCode::organ_closed, std::string(field),
                into.empty() ? organ.department : organ.department + "，应为 " + into);
}

std::optional<Refusal> against_organs(const CommandBody& body, const OrganRegister& known,
                                      Day today) {
  const auto named = [&](const auto& command) {
    return against_organ({command.region, command.department}, "department", known, today);
  };
  if (const auto* file = std::get_if<File>(&body)) {
    if (auto refusal = named(*file)) return refusal;
    return against_organ({file->upper_region, file->upper_department}, "upper_department", known,
                         today);
  }
  if (const auto* forward = std::get_if<Forward>(&body)) return named(*forward);
  if (const auto* transfer = std::get_if<Transfer>(&body)) return named(*transfer);
  if (const auto* ask = std::get_if<AskOpinion>(&body)) return named(*ask);
  return std::nullopt;
}

}  // namespace qidi::domain
