// kill -9 under load: whatever was acknowledged before the kill is in the record after it, nothing
// twice, and the record verifies. The kill falls at a random number of acknowledged bytes, with
// more acts already handed in, so that a commit is open when it falls.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <thread>

#include "cites.h"
#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

constexpr int kills = 50;

std::string filing(int number) {
  const auto id = std::to_string(number);
  return R"({"command_id":"k)" + id + R"(","act":"file","case":"case)" + id +
         R"(","actor":{"id":"u1","role":"project_unit"},"matter":"construction_permit",)" +
         R"("region":"150100","department":"住建局","project_name":"项目)" + id + "\"}\n";
}

struct Killed {
  std::string acknowledged;  ///< what the child printed before it died
  bool in_flight = false;    ///< more had been handed in than was acknowledged
};

/// Feeds `act` from `first` on and kills it once `bytes` of receipts were read.
Killed kill_after(const std::string& data, int first, std::size_t bytes) {
  int in[2];
  int out[2];
  EXPECT_EQ(pipe2(in, O_CLOEXEC), 0);
  EXPECT_EQ(pipe2(out, O_CLOEXEC), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 2);
    execl(QIDI_BINARY, "qidi", "act", "--data", data.c_str(), nullptr);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  std::atomic<int> handed_in{0};
  std::thread feeder([&] {
    signal(SIGPIPE, SIG_IGN);
    for (int number = first; number < first + 100000; ++number) {
      const auto line = filing(number);
      if (write(in[1], line.data(), line.size()) != static_cast<ssize_t>(line.size())) return;
      ++handed_in;
    }
  });
  Killed killed;
  char buffer[4096];
  while (killed.acknowledged.size() < bytes) {
    const auto wanted = std::min(sizeof buffer, bytes - killed.acknowledged.size());
    const auto got = read(out[0], buffer, wanted);
    if (got <= 0) break;
    killed.acknowledged.append(buffer, static_cast<std::size_t>(got));
  }
  const int handed = handed_in;
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended before it was killed";
  // What was already in the pipe when it died had been printed, too: only after durability.
  while (true) {
    const auto got = read(out[0], buffer, sizeof buffer);
    if (got <= 0) break;
    killed.acknowledged.append(buffer, static_cast<std::size_t>(got));
  }
  close(out[0]);
  close(in[1]);
  feeder.join();
  killed.in_flight = handed > occurrences(killed.acknowledged, "\n");
  return killed;
}

TEST(KillNine, LosesNothingAcknowledged) {
  const auto seed = std::random_device{}();
  std::mt19937 random(seed);
  std::printf("seed %u\n", seed);
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  std::set<std::string> acknowledged;
  int first = 0;
  int open_commits = 0;
  for (int round = 0; round < kills; ++round) {
    const auto killed = kill_after(data, first, 1 + random() % 30000);
    if (killed.in_flight) ++open_commits;
    std::size_t at = 0;
    while (true) {
      const auto end = killed.acknowledged.find('\n', at);
      if (end == std::string::npos) break;
      const auto line = killed.acknowledged.substr(at, end - at);
      acknowledged.insert(text_in(line, "case_id"));
      at = end + 1;
    }
    first += 100000;
  }
  EXPECT_GE(open_commits * 2, kills) << "too few kills fell while acts were in flight";
  EXPECT_GT(acknowledged.size(), 1000U);

  const auto verified = run_qidi({"verify", "--data", data, "--all"});
  EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  const auto exported = run_qidi({"record", "export", "--data", data, "--format", "jsonl"});
  std::set<std::string> recorded;
  long long filings = 0;
  std::size_t at = 0;
  while (true) {
    const auto end = exported.out.find('\n', at);
    if (end == std::string::npos) break;
    const auto stream = text_in(exported.out.substr(at, end - at), "stream");
    if (stream.starts_with("case/")) {
      ++filings;
      recorded.insert(stream.substr(5));
    }
    at = end + 1;
  }
  EXPECT_EQ(static_cast<long long>(recorded.size()), filings) << "an act took effect twice";
  long long lost = 0;
  for (const auto& id : acknowledged) lost += recorded.contains(id) ? 0 : 1;
  EXPECT_EQ(lost, 0);
  std::printf("%d kills, %d with acts in flight, %zu acknowledged, %lld recorded\n", kills,
              open_commits, acknowledged.size(), filings);
}

}  // namespace
}  // namespace qidi::tests
