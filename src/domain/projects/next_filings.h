// What a project's unit might file next, by the catalogue's prerequisites: told as advice, bars
// nothing and promises nothing. Clauses N7, N12; 行政许可法 32; docs/decisions/0015, 0020.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/prerequisites.h"

namespace qidi::domain {

enum class NextReason : std::uint8_t {
  owed,   ///< an open case waits for its result, and nobody has filed it
  begun,  ///< by its kind the project begins with it
  ready,  ///< its prerequisites are there
};
/// "owed", …
std::string_view name_of(NextReason reason);

struct NextFiling {
  std::string matter;
  NextReason reason{};
  std::string because;  ///< the matter whose case waits (owed), or whose result is there (ready)
};

/// At most `most`, what is owed first. `kind_matter`: by which the project's kind begins; empty:
/// not known. A matter with a case that is open or was granted is not told again.
std::vector<NextFiling> next_filings(const std::vector<const MatterVersion*>& in_force,
                                     std::string_view kind_matter,
                                     const std::vector<ProjectCase>& cases, std::size_t most);

}  // namespace qidi::domain
