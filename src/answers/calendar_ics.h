// Due days as a calendar that other programs subscribe to: RFC 5545, one whole-day event a case,
// the same UID for ever, an alarm the morning before.
#pragma once

#include <string>
#include <vector>

#include "domain/time/day.h"

namespace qidi::answers {

struct CalendarEntry {
  std::string case_id;
  std::string countdown;  ///< Chinese: 承诺时限
  std::string project_name;
  std::string light;  ///< Chinese
  domain::Day due;
};

/// The whole file, lines ended by CRLF and folded at 75 bytes. `site` for links; may be empty.
std::string calendar_ics(const std::vector<CalendarEntry>& entries, domain::Instant now,
                         const std::string& site);

}  // namespace qidi::answers
