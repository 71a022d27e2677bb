// Events and commands of the register of organs, the stream `organs`, as canonical JSON and back
// (docs/formats/accounts.md). N1.
#pragma once

#include <string>
#include <string_view>

#include "domain/people/organ_register.h"
#include "domain/result.h"
#include "record/envelope.h"

namespace qidi::record {

inline constexpr std::string_view organ_stream = "organs";

std::string encode_body(const domain::OrganEventBody& body);
Result<domain::OrganEventBody, std::string> open_organ_event(const Envelope& envelope);
/// The exact content of a command, apart from its id: what a repetition must equal.
std::string canonical_command(const domain::OrganCommand& command);

}  // namespace qidi::record
