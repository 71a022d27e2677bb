// Where `serve` may listen: what is secret goes over no network in the clear.
#include <gtest/gtest.h>

#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

TEST(ServeVerb, ListensBeyondThisMachineOnlyWithACertificate) {
  const TemporaryDirectory directory;
  const auto ran = run_qidi({"serve", "--data", directory.path("data"), "--listen", "0.0.0.0:0"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("--certificate"), std::string::npos) << ran.err;
}

TEST(ServeVerb, KeepsMetricsOnThisMachineAlsoWithACertificate) {
  // The check of the pages' address once let the metrics out, too: they ask nobody who he is.
  const TemporaryDirectory directory;
  const auto pem = directory.write("any.pem", "");
  const auto ran =
      run_qidi({"serve", "--data", directory.path("data"), "--listen", "127.0.0.1:0",
                "--certificate", pem, "--certificate-key", pem, "--metrics-listen", "0.0.0.0:0"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("指标"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace qidi::tests
