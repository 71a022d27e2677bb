// Demonstration data: years of made-up casework, driven through the same rules as real work, in the
// order of time, by a seed: the same seed gives the same bytes. Marked, and no real person in it.
// Issue of step 1, "Demonstration data"; N1; rulings 10, 19.
#pragma once

#include <functional>

#include "office/demonstration/demo_people.h"
#include "office/demonstration/world.h"
#include "office/handle_command.h"

namespace qidi::office {

struct DemoOptions {
  long long projects = 10500;
  std::uint64_t seed = 54;
  domain::Day until = domain::make_day(2022, 10, 31);
};

struct DemoResult {
  long long projects = 0;
  long long cases = 0;
  long long acts = 0;
  long long refused = 0;           ///< acts that the rules would not have: clerks err, too
  std::vector<DemoPerson> people;  ///< whose accounts were opened, without credentials yet
};

/// A clock that the demonstration itself moves; never backwards.
class DemoClock : public Clock {
 public:
  domain::Instant now() override { return now_; }
  void move_to(domain::Instant instant) {
    if (instant > now_) now_ = instant;
  }

 private:
  domain::Instant now_{};
};

/// The instant at which the demonstration's record begins.
domain::Instant demo_begins(const DemoOptions& options);

/// Fills an empty log. `clock` is moved along; `progress` hears acts done and projects filed.
Result<DemoResult, Fault> demonstrate(EventLog& log, const RuleBook& rules, const Regions& regions,
                                      DemoClock& clock, const DemoOptions& options,
                                      const std::function<void(long long, long long)>& progress);

}  // namespace qidi::office
