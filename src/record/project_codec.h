// Events and commands of a unit's projects (streams `project/CODE` and the list of a unit's own,
// `unit-projects/CODE`) as canonical JSON and back (docs/formats/accounts.md). N8.
#pragma once

#include <string>
#include <string_view>

#include "domain/projects/unit_project.h"
#include "domain/result.h"
#include "record/envelope.h"

namespace qidi::record {

std::string encode_body(const domain::ProjectEventBody& body);
Result<domain::ProjectEventBody, std::string> open_project_event(const Envelope& envelope);
/// The exact content of a command, apart from its id: what a repetition must equal.
std::string canonical_command(const domain::ProjectCommand& command);

/// The one kind of event of a unit's list: it has registered a project under this code.
struct ProjectListed {
  std::string code;
};
inline constexpr std::string_view project_listed = "project_listed";
std::string encode(const ProjectListed& event);
Result<ProjectListed, std::string> open_project_listed(const Envelope& envelope);

}  // namespace qidi::record
