// Demonstration data: the same seed gives the same bytes, the record verifies, the lights are a
// believable mixture, and nobody can take it for real.
#include <gtest/gtest.h>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

TEST(Demo, GivesTheSameBytesForTheSameSeed) {
  const TemporaryDirectory directory;
  std::vector<std::string> exports;
  for (const auto* name : {"a", "b"}) {
    const auto data = directory.path(name);
    const auto made = run_qidi(
        {"demo", "--data", data, "--projects", "60", "--seed", "9", "--until", "2022-10-31"});
    ASSERT_EQ(made.exit, 0) << made.err;
    exports.push_back(run_qidi({"record", "export", "--data", data}).out);
    const auto verified = run_qidi({"verify", "--data", data, "--all"});
    EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  }
  EXPECT_EQ(exports[0], exports[1]);
  EXPECT_GT(occurrences(exports[0], "\n"), 300);
  const auto other = directory.path("c");
  run_qidi({"demo", "--data", other, "--projects", "60", "--seed", "10"});
  EXPECT_NE(run_qidi({"record", "export", "--data", other}).out, exports[0]);
}

TEST(Demo, ShowsEveryLightAndEveryKindOfStory) {
  cites("notice-4.3.3@73df");
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"demo", "--data", data, "--projects", "1500", "--seed", "54"}).exit, 0);
  const auto rows =
      run_qidi({"ledger", "--data", data, "--as-of", "2022-10-31", "--format", "json"}).out;
  const auto pending = number_in(rows, "count");
  EXPECT_GT(pending, 600);
  for (const auto* light : {"green", "yellow", "red", "red_by_law", "paused"}) {
    EXPECT_GT(occurrences(rows, "\"light\":\"" + std::string(light) + "\""), 0) << light;
  }
  EXPECT_GT(occurrences(rows, "\"light\":\"green\"") * 100 / pending, 40);
  const auto exported = run_qidi({"record", "export", "--data", data}).out;
  for (const auto* kind :
       {"returned_once", "refiled", "forwarded", "paused", "resumed", "extended", "refused",
        "deemed_accepted", "withdrawn", "removed", "site_checked", "issued"}) {
    EXPECT_GT(occurrences(exported, "\"kind\":\"" + std::string(kind) + "\""), 0) << kind;
  }
  EXPECT_GT(occurrences(exported, "演示数据"), 1000);
}

TEST(Demo, FillsOnlyAnEmptyDirectory) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  ASSERT_EQ(run_qidi({"demo", "--data", data, "--projects", "5"}).exit, 0);
  EXPECT_EQ(run_qidi({"demo", "--data", data, "--projects", "5"}).exit, 2);
  EXPECT_EQ(run_qidi({"demo", "--data", directory.path("x"), "--projects", "0"}).exit, 2);
}

}  // namespace
}  // namespace qidi::tests
