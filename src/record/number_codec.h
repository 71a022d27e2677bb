// The events of the small streams that keep numbers: which number was taken, and for which event of
// which case. docs/decisions/0012; rulings 8.
#pragma once

#include <string>
#include <string_view>

#include "domain/result.h"

namespace qidi::record {

inline constexpr std::string_view writ_number_taken = "writ_number_taken";

/// A number that a document bears.
struct NumberTaken {
  std::string number;
  std::string case_id;
  long long sequence = 0;  ///< of the case's event
};

std::string encode(const NumberTaken& event);
Result<NumberTaken, std::string> read_number_taken(std::string_view body);

}  // namespace qidi::record
