// An opinion that a case asked of another organ, as lists and reminders look for it: whom, of whom,
// until when, and whether it still waits. Derived like all rows. Features F19; docs/decisions/0016.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/people/actor.h"
#include "domain/time/day.h"

namespace qidi::domain {

enum class OpinionState : std::uint8_t {
  waiting,    ///< neither answered nor taken back; whether it is still wanted, the case tells
  given,      ///< answered
  withdrawn,  ///< taken back by whoever asked, before an answer
};
std::string_view name_of(OpinionState state);

struct OpinionRow {
  int number = 0;  ///< of the case, from 1
  OpinionState state{};
  Organ asked;
  Organ from;
  Day asked_on;
  Day due;
  Day warn;  ///< first yellow day
  bool operator==(const OpinionRow&) const = default;
};

}  // namespace qidi::domain
