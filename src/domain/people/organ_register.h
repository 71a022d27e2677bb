// The register of organs: which departments there are in which region, on which line and level,
// from when to when; and regions added since the table of GB/T 2260 was printed. Cases name an
// organ by region and department; the register says what is known of it. Promises: an organ that
// holds open cases is not closed; what a sheet brought unverified is confirmed or named as
// another's double. Clauses N1, N10; domain.md 6; docs/decisions/0017.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/casework/refusals.h"
#include "domain/people/actor.h"
#include "domain/result.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// An organ as it is entered, in one piece: a change gives all of it again.
struct OrganEntry : Organ {
  std::string line;      ///< 条线, "水利"; may be empty
  std::string superior;  ///< the department above, by name; may be empty
  std::string source;    ///< what it is entered by: a document's number, 三定方案
  std::optional<Day> from;
  bool ranked = true;  ///< whether circulars may rank it
  bool operator==(const OrganEntry&) const = default;
};

/// A region that the printed table does not have: a new zone, a renamed banner.
struct AddedRegion {
  std::string code;
  std::string name;
  std::string parent;
  std::string reporting_unit;
  std::string source;
  bool operator==(const AddedRegion&) const = default;
};

// What may happen to the register. `OrganVerified`: a name that cases had brought is a real organ.
struct OrganAdded : OrganEntry {};
struct OrganVerified : OrganEntry {};
struct OrganChanged : OrganEntry {};
struct OrganClosed : Organ {
  std::string reason;
  std::optional<Day> last_day;
};
struct OrganMerged : Organ {
  std::string into;  ///< the department of the same region that this name means
  std::string reason;
};
struct RegionAdded : AddedRegion {};
using OrganEventBody =
    std::variant<OrganAdded, OrganVerified, OrganChanged, OrganClosed, OrganMerged, RegionAdded>;
std::string_view kind_of(const OrganEventBody& body);

/// An organ as its events left it.
struct RegisteredOrgan : OrganEntry {
  std::optional<Day> closed;  ///< its last day
  std::string merged_into;    ///< not empty: only another name of that department
  bool in_force(Day day) const {
    return merged_into.empty() && (!from || *from <= day) && (!closed || day <= *closed);
  }
};

struct OrganRegister {
  std::map<Organ, RegisteredOrgan> organs;
  std::vector<AddedRegion> regions;
  std::uint64_t version = 0;  ///< events so far
  const RegisteredOrgan* find(const Organ& organ) const;
};
void evolve(OrganRegister& known, const OrganEventBody& event);

// What is asked of it; the events' own fields.
using OrganCommandBody = OrganEventBody;
struct OrganCommand {
  std::string command_id;
  Actor actor;
  OrganCommandBody body;
};

/// What the register cannot know of the world.
struct OrganFacts {
  Day today;
  bool region_known = false;   ///< the organ's region, or the new region's parent, is there
  bool region_is_new = false;  ///< neither code nor name of the new region is taken
  long long open_cases = 0;    ///< that the organ holds today
};

/// The act's name: add, verify, change, close, merge, add_region.
std::string_view act_name(const OrganCommandBody& body);

/// What becomes of a command, or the first reason why not. No events: it is so already.
Result<std::vector<OrganEventBody>, Refusal> decide_organ(const OrganRegister& known,
                                                          const OrganCommand& command,
                                                          const OrganFacts& facts);

}  // namespace qidi::domain
