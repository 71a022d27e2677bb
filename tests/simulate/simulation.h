// Years of casework from a seed, driven by hand from day to day: two organs above each other and a
// neighbour, clerks good and lazy, holidays, papers entered late, a job that runs or does not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace qidi::simulate {

struct Outcome {
  std::optional<std::string> violation;  ///< with seed, case, day and act
  long long acts_done = 0;
  long long acts_refused = 0;
  long long events = 0;
};

/// Runs one world of `cases` cases from 2022-06-01 for `days` days; stops at the first violation.
Outcome simulate(std::uint64_t seed, int cases, int days);

}  // namespace qidi::simulate
