// The line (条线) that a superior looks down: which organs stand below his own. First the register
// says, by the superior and the line that an organ was entered with; of an organ that it does not
// know, or knows without either, the name does, once the region it begins with is taken off.
// Promises: never an organ outside the regions below, never one of another line. A department that
// holds matters of all lines (行政审批局) stands below none, unless the register says whose it is.
// Clauses N1, N8; domain.md 10 (scope: line); docs/decisions/0017.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/organ_register.h"

namespace qidi::domain {

struct NamedRegion {
  std::string code;
  std::string name;
};

/// A region and those it lies in, the nearest first; empty for a code that is none.
using RegionsAbove = std::function<std::vector<NamedRegion>(std::string_view code)>;

/// A department's name without the names of the regions that it begins with:
/// 锡林郭勒盟二连浩特市水利局 is 水利局. A 厅 is called 局 below the autonomous region, so that
/// both give the same name.
std::string name_without_region(std::string_view department,
                                const std::vector<NamedRegion>& regions);

class Line {
 public:
  /// What stands below `top`, as the register has it now. `regions` is asked for as long as this
  /// lives, from any thread.
  Line(Organ top, const OrganRegister& known, RegionsAbove regions);

  /// Whether an organ is the top itself or stands below it on its line.
  bool has(const Organ& organ) const;
  /// Of the register that this rests on.
  std::uint64_t version() const { return version_; }

 private:
  bool is_below(const OrganRegister& known, const RegisteredOrgan& organ, int steps) const;
  bool has_name_of_line(std::string_view department, const std::string& region) const;

  Organ top_;
  std::string prefix_;     ///< of the top's region
  std::string top_line_;   ///< as registered; may be empty
  std::string bare_name_;  ///< of the top, without its region; may be empty
  RegionsAbove regions_;
  std::map<Organ, bool> registered_;  ///< whether it stands below, of every organ of the register
  std::uint64_t version_ = 0;
};

}  // namespace qidi::domain
