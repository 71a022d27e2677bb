// How long an upload waits for the act that hands it in. What came whole for a draft stays with it
// for some days; everything else, and all of it when there is little room left for everybody, an
// hour. Pure. Clause N9; reliability.md R23, R25, R28; docs/decisions/0011, 0020.
#pragma once

#include <chrono>

#include "domain/files/upload_limits.h"

namespace qidi::domain {

/// From the last sign of its owner on.
inline constexpr std::chrono::seconds draft_waiting = std::chrono::days{7};

/// Whether what waits takes up more than half of what everybody may leave waiting.
inline bool is_crowded(const UploadLimits& limits, long long bytes_waiting) {
  return bytes_waiting > limits.everybody / 2;
}

inline std::chrono::seconds waits_for(const UploadLimits& limits, bool of_draft, bool crowded) {
  return of_draft && !crowded ? draft_waiting : limits.waiting;
}

}  // namespace qidi::domain
