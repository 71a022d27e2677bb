// act, record show, verify and rebuild from outside.
#include <gtest/gtest.h>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

const std::string unit = R"("actor":{"id":"u1","name":"某单位","role":"project_unit"})";
const std::string clerk = R"("actor":{"id":"c1","name":"某经办","role":"clerk",)"
                          R"("department":"住建局","region":"150100"})";
const std::string head = R"("actor":{"id":"h1","name":"某负责人","role":"head",)"
                         R"("department":"住建局","region":"150100"})";

std::string line(const std::string& id, const std::string& act, const std::string& actor,
                 const std::string& rest = {}) {
  return R"({"command_id":")" + id + R"(","act":")" + act + R"(","case":"C1",)" + actor +
         (rest.empty() ? "" : "," + rest) + "}\n";
}

const std::string papers =
    R"("papers":["application","land_paper","planning_permit","site_progress","contract",)"
    R"("funds_promise","drawing_certificate","safety_measures"])";

std::string file_line() {
  return line("1", "file", unit,
              R"("matter":"construction_permit","region":"150100","department":"住建局",)"
              R"("project_code":"2207-150100-04-01-123456","project_name":"某项目",)" +
                  papers);
}

TEST(Act, CarriesACaseFromFilingToTheIssuedDocument) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto day = [&](const std::string& now, const std::string& lines) {
    return run_qidi({"act", "--data", data, "--now", now}, lines);
  };
  auto ran = day("2022-09-26T10:00:00+08:00", file_line());
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(text_in(ran.out, "due"), "2022-10-08");  // review, 5 wd: domain.md 4
  ran = day("2022-09-27T10:00:00+08:00", line("2", "accept", clerk));
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(text_in(ran.out, "due"), "2022-09-30");  // promise of 3 wd governs
  ran = day("2022-09-30T10:00:00+08:00",
            line("3", "propose", clerk, R"("outcome":"grant","reasons":"符合条件")") +
                line("4", "decide", head, R"("outcome":"grant")"));
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  ran = day("2022-10-08T10:00:00+08:00", line("5", "issue", clerk, R"("document_no":"1号")"));
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(text_in(ran.out, "state"), "issued");

  const auto shown = run_qidi({"record", "show", "C1", "--data", data, "--format", "json"});
  EXPECT_EQ(shown.exit, 0) << shown.err;
  for (const auto* kind : {"filed", "accepted", "decision_proposed", "granted", "issued"}) {
    EXPECT_EQ(occurrences(shown.out, "\"kind\":\"" + std::string(kind) + "\""), 1) << kind;
  }
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
  EXPECT_EQ(run_qidi({"rebuild", "--data", data, "--check"}).exit, 0);
}

TEST(Act, AnswersEachLineAndRepeatsAnAnswer) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto lines = file_line() + "not json\n" + line("2", "issue", clerk) +
                     line("3", "accept", clerk, R"("nonsense":1)") +
                     line("4", "frobnicate", clerk) + file_line() + line("1", "accept", clerk);
  const auto ran = run_qidi({"act", "--data", data, "--now", "2022-09-26"}, lines);
  EXPECT_EQ(ran.exit, 2) << ran.out;
  EXPECT_EQ(occurrences(ran.out, "\n"), 7) << ran.out;
  EXPECT_EQ(occurrences(ran.out, "\"error\":\"malformed\""), 3) << ran.out;
  EXPECT_EQ(occurrences(ran.out, "\"repeated\":true"), 1) << ran.out;
  EXPECT_EQ(occurrences(ran.out, "\"refusal\":\"command_id_reused\""), 1) << ran.out;
  EXPECT_EQ(occurrences(ran.out, "\"refusal\":\"field_missing\""), 1) << ran.out;
}

TEST(Act, RehearsesOnlyWhereRehearsalWasMarked) {
  const TemporaryDirectory directory;
  const auto live = directory.path("live");
  EXPECT_EQ(run_qidi({"act", "--data", live}, file_line()).exit, 0);
  const auto refused = run_qidi({"act", "--data", live, "--now", "2022-09-26"}, file_line());
  EXPECT_EQ(refused.exit, 2);
  EXPECT_NE(refused.err.find("--now"), std::string::npos);
}

TEST(Verbs, AnswerAMissingOrForeignDirectoryClearly) {
  const TemporaryDirectory directory;
  for (const auto* verb : {"ledger", "verify"}) {
    const auto ran = run_qidi({verb, "--data", directory.path("nowhere")});
    EXPECT_EQ(ran.exit, 2) << verb;
    EXPECT_FALSE(ran.err.empty()) << verb;
  }
  const auto ran = run_qidi({"circular", "--month", "2022-13", "--data", directory.path("x")});
  EXPECT_EQ(ran.exit, 2);
}

}  // namespace
}  // namespace qidi::tests
