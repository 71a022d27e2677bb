// Many seeded worlds; a failure prints the seed that shows it again.
#include "simulate/simulation.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "cites.h"

namespace qidi::simulate {
namespace {

TEST(Simulation, TwoYearsOfCaseworkKeepEveryInvariantAfterEveryStep) {
  cites("notice-4.3.1@606b", "notice-4.3.2@aa37", "notice-4.3.3@73df");
  Outcome sum;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const auto outcome = simulate(seed, 6, 730);
    ASSERT_FALSE(outcome.violation) << *outcome.violation;
    sum.acts_done += outcome.acts_done;
    sum.acts_refused += outcome.acts_refused;
    sum.events += outcome.events;
  }
  RecordProperty("acts_done", std::to_string(sum.acts_done));
  RecordProperty("acts_refused", std::to_string(sum.acts_refused));
  RecordProperty("events", std::to_string(sum.events));
  std::printf("%lld acts done, %lld refused, %lld events\n", sum.acts_done, sum.acts_refused,
              sum.events);
  EXPECT_GT(sum.acts_done, 10000) << "a world in which nothing happens proves nothing";
  EXPECT_GT(sum.acts_refused, 10000);
}

}  // namespace
}  // namespace qidi::simulate
