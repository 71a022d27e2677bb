// Event bodies as canonical JSON and back, with the version of each kind (docs/formats/event.md).
// N8; rulings 6.
#pragma once

#include <string>

#include "domain/casework/events.h"
#include "domain/result.h"
#include "record/envelope.h"

namespace qidi::record {

/// The body's canonical JSON.
std::string encode_body(const domain::Event& event);

/// An envelope around a case's event; `previous` is the hash of the stream's last event (zeros for
/// the first).
SealedEvent seal_event(const domain::Event& event, const std::string& stream,
                       std::uint64_t sequence, const Digest& previous,
                       const std::string& command_id, domain::Instant recorded,
                       int calendar_revision);

/// The domain's event out of the kept one. The error says what cannot be read: an unknown kind
/// (written by a newer Qidi) or a broken body.
Result<domain::Event, std::string> open_event(const Envelope& envelope);

}  // namespace qidi::record
