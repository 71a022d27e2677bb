// The text of a page of the documentation, whose vectors the tests hold the code to.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace qidi::tests {

inline std::string page_of(const std::string& file) {
  std::ifstream in(std::string(QIDI_SOURCE_DIR) + "/" + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace qidi::tests
