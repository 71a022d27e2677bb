// A matter's draft in the record and over HTTP: events of a draft to bytes and back, and a proposed
// version as JSON, which has the same fields in both places. Decision 0015.
#pragma once

#include <string>
#include <string_view>

#include "domain/matters/matter_draft.h"
#include "record/command_codec.h"
#include "record/envelope.h"

namespace qidi::record {

std::string encode_body(const domain::DraftEventBody& body);
/// The event that an envelope of a draft's stream holds, or what is wrong with it.
Result<domain::DraftEvent, std::string> open_draft_event(const Envelope& envelope);

/// The same content gives the same text, so that a repeated command is known again.
std::string canonical_command(const domain::DraftCommand& command);

/// A proposed version from JSON: fields that are left out have their usual value.
Result<domain::ProposedVersion, MalformedCommand> read_proposed(std::string_view json);
/// All its fields that differ from the usual, as they stand in the record.
std::string write_proposed(const domain::ProposedVersion& proposed);

}  // namespace qidi::record
