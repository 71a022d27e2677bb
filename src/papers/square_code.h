// A text as a square code (QR, GB/T 18284-2000): which of its modules are dark. libqrencode counts
// it; how it is drawn is the paper's. docs/decisions/0012.
#pragma once

#include <string>
#include <vector>

#include "domain/result.h"
#include "office/ports.h"

namespace qidi::papers {

struct SquareCode {
  int width = 0;  ///< modules along a side, without the quiet zone
  std::vector<bool> dark;
  bool at(int row, int column) const {
    return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                static_cast<std::size_t>(column)];
  }
};

/// The code of a text, of medium strength (about 15 % may be spoilt); a fault when it is too long.
Result<SquareCode, office::Fault> square_code(const std::string& text);

}  // namespace qidi::papers
