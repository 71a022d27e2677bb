// The `system` stream's events: which calendar and which catalogue of matters were in force. A
// database carries them itself, so that its record can be told again without today's build.
// Rulings 14; domain.md 4.8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/people/actor.h"
#include "domain/result.h"
#include "domain/time/work_calendar.h"

namespace qidi::record {

inline constexpr std::string_view system_stream = "system";
inline constexpr std::string_view calendar_revised = "calendar_revised";
inline constexpr std::string_view matters_published = "matters_published";
inline constexpr std::string_view matter_version_published = "matter_version_published";

/// A calendar's revision: years that replace those of the same number in the revision before. Of a
/// region: the days that its government orders besides; none take back what it had ordered.
struct CalendarRevised {
  int revision = 0;
  std::string region;  ///< its code; empty: the State Council's notices
  std::vector<domain::CalendarYear> years;
};

/// Versions of matters and the names that stand for them.
struct MattersPublished {
  struct Alias {
    std::string alias;
    std::string matter;
    bool operator==(const Alias&) const = default;
  };
  std::vector<domain::MatterVersion> versions;
  std::vector<Alias> aliases;
};

/// One version that two people published: who prepared it stands here, who approved it is the
/// event's actor. Versions before it end on the day before it begins.
struct MatterVersionPublished {
  domain::MatterVersion version;
  std::vector<std::string> aliases;
  std::string reason;
  std::string backdated_reason;
  domain::Actor prepared_by;
};

std::string encode(const CalendarRevised& event);
std::string encode(const MatterVersionPublished& event);
Result<MatterVersionPublished, std::string> read_matter_version_published(std::string_view body);
std::string encode(const MattersPublished& event);
Result<CalendarRevised, std::string> read_calendar_revised(std::string_view body);
Result<MattersPublished, std::string> read_matters_published(std::string_view body);

/// What an import was: the file, and what became of its rows.
struct ImportSummary {
  std::string file;
  std::string sha256;
  std::string sheet;
  long long adopted = 0;
  long long updated = 0;
  long long merged = 0;
  long long refused = 0;
  long long skipped = 0;
  long long warned = 0;
};
std::string encode(const ImportSummary& summary);

/// That an import was undone: what of it was taken back, and what was left alone.
struct ImportUndone {
  std::string file;
  std::string import;
  std::string reason;
  long long removed = 0;
  long long kept = 0;
};
std::string encode(const ImportUndone& undone);

}  // namespace qidi::record
