// docs/refusals.md is what users are told; it must say what the table says, in the same order.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "domain/casework/refusals.h"

namespace qidi::tests {
namespace {

TEST(RefusalsPage, SaysWhatTheTableSaysInTheSameOrder) {
  std::ifstream file(std::string(QIDI_SOURCE_DIR) + "/docs/refusals.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const auto last = static_cast<int>(domain::RefusalCode::region_exists);
  std::size_t at = 0;
  for (int i = 0; i <= last; ++i) {
    const auto& text = domain::text_of(static_cast<domain::RefusalCode>(i));
    const auto line = "| " + std::to_string(i + 1) + " | `" + std::string(text.name) + "` | " +
                      std::string(text.clause) + " | " + std::string(text.chinese) + " |";
    const auto found = page.find(line, at);
    EXPECT_NE(found, std::string::npos) << line;
    if (found != std::string::npos) at = found;
  }
}

}  // namespace
}  // namespace qidi::tests
