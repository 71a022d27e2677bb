// How far an actor reaches: which cases he may see and act on, by region, by organ or by his own
// unit. What lies out of reach is, to him, not there: nothing tells it from what does not exist.
// Clauses N1, N8; domain.md 10 (scope: own, own department, region prefix, line).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/actor.h"

namespace qidi::domain {

class Line;  // line.h

/// What an actor may see and act on. Made empty it reaches nothing: deny by default.
struct Reach {
  enum class Kind {
    nothing,
    everything,
    region,  ///< whatever is held in, or belongs to a project of, the regions of the prefix
    organ,   ///< a department's own line, in its region and below
    unit,    ///< the cases of one project unit
  };
  Kind kind = Kind::nothing;
  std::string region_prefix;  ///< of `region` and `organ`; never empty there
  std::string department;     ///< of `organ`
  std::string unit_code;      ///< of `unit`: 统一社会信用代码
  /// Of `organ`, a superior's: which organs stand below. Null: whoever bears the same name.
  std::shared_ptr<const Line> line = nullptr;
  bool operator==(const Reach&) const = default;
};

/// What reach looks at in a case.
struct ReachedCase {
  Organ holder;
  std::string project_region;
  std::string unit_code;
  /// Who held it stays able to see what became of it; who is asked to agree to an act on it sees
  /// what he is to agree to, as long as he is asked.
  std::vector<Organ> earlier_holders;
};

/// The beginning that the codes of a region and of all below it share (GB/T 2260): a code of six
/// digits without its trailing pairs of noughts, so 150100 gives 1501; any other text stands for
/// itself. Empty only for an empty code and for 000000, which are no region.
std::string region_prefix_of(std::string_view region);

/// The reach of a role in its region, department or unit. A department without a region, a region
/// that is none, a unit without a code reach nothing. A superior's line is for the caller to add.
Reach reach_of(Role role, std::string_view region, std::string_view department,
               std::string_view unit_code);

/// Whether a case lies within reach.
bool reaches(const Reach& reach, const ReachedCase& reached);
/// Whether an organ does, for a row that is about to be entered as held by it. None does for a
/// unit.
bool reaches(const Reach& reach, const Organ& organ);

}  // namespace qidi::domain
