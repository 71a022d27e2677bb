// Projects as their units register them: read from their streams, changed on one path like a case:
// clock, load, fold, decide, one commit over the project's stream, that of the code it moves to and
// the unit's own list. Clauses N8, N9; docs/decisions/0020.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "domain/projects/unit_project.h"
#include "office/people.h"
#include "office/ports.h"

namespace qidi::office {

/// The project of a code as it stands; not registered (version 0 or moved on) when nobody has it.
Result<domain::UnitProject, Fault> read_project(EventReader& reader, const std::string& code);
/// The projects that a unit has now, latest registered first.
Result<std::vector<domain::UnitProject>, Fault> projects_of_unit(EventReader& reader,
                                                                 const std::string& unit_code);

/// What only the world outside the streams knows.
struct ProjectWorld {
  bool region_known = false;
  bool others_have_cases = false;
};
using ProjectWorldFor =
    std::function<Result<ProjectWorld, Fault>(const std::string& code, const std::string& region)>;

/// The unit has no project under the code in the address.
struct NoSuchProject {};
using ProjectAnswer =
    std::variant<AccountReceipt, domain::Refusal, domain::CodeHeld, NoSuchProject>;

/// Idempotent by command id; committed, durable only after the caller's sync. `code`: of the
/// project to be changed; registering, the one asked for. The receipt's id is the code that it has
/// now, its version that of this code's stream. `expected_version`: what the asker saw; any when
/// absent.
Result<ProjectAnswer, Fault> perform_project_act(EventLog& log, Clock& clock,
                                                 const domain::ProjectCommand& command,
                                                 const std::string& code,
                                                 std::optional<std::uint64_t> expected_version,
                                                 const ProjectWorldFor& world_for);

}  // namespace qidi::office
