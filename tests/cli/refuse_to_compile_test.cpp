// Programs that must not compile: nonsense that the types refuse (tests/refuse_to_compile).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace qidi::tests {
namespace {

namespace fs = std::filesystem;

bool compiles(const fs::path& file) {
  const std::string source = QIDI_SOURCE_DIR;
  const auto command = "c++ -std=c++20 -fsyntax-only -Werror=unused-result -I" + source + "/src " +
                       file.string() + " 2>/dev/null";
  return std::system(command.c_str()) == 0;
}

TEST(RefuseToCompile, NonsenseStopsAtTheCompiler) {
  int refused = 0;
  for (const auto& entry :
       fs::directory_iterator(std::string(QIDI_SOURCE_DIR) + "/tests/refuse_to_compile")) {
    const bool sound = entry.path().filename() == "a_sound_program.cpp";
    EXPECT_EQ(compiles(entry.path()), sound) << entry.path();
    refused += sound ? 0 : 1;
  }
  EXPECT_GE(refused, 4);
}

}  // namespace
}  // namespace qidi::tests
