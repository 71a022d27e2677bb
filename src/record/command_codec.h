// Commands out of JSON: the door of `act` and, later, of HTTP. Unknown fields are errors, so that a
// typing mistake never passes for silence. interface.md, `act`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/casework/commands.h"
#include "domain/result.h"

namespace qidi::record {

/// What is wrong with a command line, and in which field.
struct MalformedCommand {
  std::string field;
  std::string detail;  ///< Chinese
};

/// Reads one JSON object: `command_id`, `act`, `case`, `actor`, optionally `legal_day`, `on_paper`,
/// `expected_version`, and the act's own fields.
Result<domain::Command, MalformedCommand> read_command(std::string_view json);

/// The names of an act's own fields, as read_command takes them; none for an unknown act.
std::vector<std::string_view> body_fields(std::string_view act);

/// The fields of one act alone: an object as read_command takes them beside the rest, and back.
Result<domain::CommandBody, MalformedCommand> read_fields(std::string_view act,
                                                          std::string_view json);
std::string canonical_fields(const domain::CommandBody& body);
/// Those of an act's fields that are filled in: name, and the text itself or its JSON.
std::vector<std::pair<std::string_view, std::string>> filled_fields(
    const domain::CommandBody& body);

/// The command's canonical JSON: the content that its id stands for.
std::string canonical_command(const domain::Command& command);

}  // namespace qidi::record
