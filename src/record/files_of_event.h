// The files that an event's body names, whatever kind of event it is. domain.md 2.
#pragma once

#include <vector>

#include "domain/casework/attached_file.h"
#include "record/envelope.h"

namespace qidi::record {

/// In the order in which they were handed in; none where the body names none or cannot be read.
std::vector<domain::AttachedFile> files_of_event(const Envelope& envelope);

}  // namespace qidi::record
