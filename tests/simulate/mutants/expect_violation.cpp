// A mutant: the simulation linked against rules with one planted error. It has to be caught; a
// mutant that survives means that the invariants look away.
#include <cstdio>

#include "simulate/simulation.h"

int main() {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto outcome = qidi::simulate::simulate(seed, 6, 730);
    if (!outcome.violation) continue;
    std::printf("caught: %.300s\n", outcome.violation->c_str());
    return 0;
  }
  std::printf("SURVIVED: no invariant notices this error in the rules\n");
  return 1;
}
