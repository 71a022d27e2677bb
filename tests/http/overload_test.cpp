// Overload, quotas and the drain (reliability.md R8-R10, R34).
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

TEST(Overload, RefusesReadsAtOnceWhileHealthAndActsAnswer) {
  Served served([](http::Settings& settings) {
    settings.workers = 2;
    settings.read_queue = 3;
  });
  std::vector<std::unique_ptr<RawClient>> waiting;
  const auto ask_held = [&] {
    waiting.push_back(std::make_unique<RawClient>(served.port()));
    waiting.back()->send(get("/held"));
  };
  ask_held();
  served.gate.await(1);  // the one worker that reads may have
  for (int i = 0; i < 3; ++i) ask_held();
  while (served.server->figures().waiting_reads < 3) std::this_thread::sleep_for(1ms);
  for (int i = 0; i < 10; ++i) {
    RawClient client(served.port());
    const auto refused = client.ask(get("/held"));
    EXPECT_EQ(refused.status, 503);
    const auto wait = std::stoi(refused.header("Retry-After"));
    EXPECT_GE(wait, 1);
    EXPECT_LE(wait, 30);
    // Refused is not thrown out: the connection goes on.
    EXPECT_EQ(client.ask(get("/health")).status, 200);
    EXPECT_EQ(client.ask(post_json("/act", "[1]")).status, 200);
  }
  EXPECT_EQ(served.server->figures().refused.at("overloaded"), 10U);
  served.gate.open();
  for (auto& client : waiting) EXPECT_EQ(client->receive().body, "held");
}

TEST(Overload, OfLongAnswersLeavesTheOthersAlone) {
  // An export was written to its client by the one heavy worker: whoever read nothing held that
  // worker until the deadline cut him, and with him every export, circular and paper of the house.
  Served served([](http::Settings& settings) {
    settings.heavy_workers = 1;
    settings.heavy_queue = 2;
    settings.files_limit = 3;
  });
  std::vector<std::unique_ptr<RawClient>> stalled;
  for (int i = 0; i < 3; ++i) {
    stalled.push_back(std::make_unique<RawClient>(served.port(), false, 4096));
    stalled.back()->send(get("/file/20000"));
    EXPECT_EQ(stalled.back()->receive(true).status, 200);  // the rest stays where it is
  }
  // The worker is free; what is bounded is how many files are held open for such readers.
  RawClient next(served.port());
  EXPECT_EQ(next.ask(get("/file/2")).status, 503);
  EXPECT_EQ(RawClient(served.port()).ask(get("/read/x")).status, 200);
  stalled.pop_back();
  for (int i = 0; i < 1000 && served.server->figures().connections > 3; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(RawClient(served.port()).ask(get("/file/2")).body.size(), 2'000U);
}

TEST(Quota, RefusesTheGreedyAndTellsWhenToComeBack) {
  Served served([](http::Settings& settings) {
    settings.quota_per_second = 0.5;
    settings.quota_burst = 5;
  });
  RawClient client(served.port());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.ask(get("/instant")).status, 200);
  const auto refused = client.ask(get("/instant"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_GE(std::stoi(refused.header("Retry-After")), 1);
  EXPECT_LE(std::stoi(refused.header("Retry-After")), 30);
  EXPECT_EQ(RawClient(served.port()).ask(get("/nowhere")).status, 429);
  EXPECT_EQ(RawClient(served.port()).ask(post_json("/act", "{}")).status, 429);
  EXPECT_EQ(client.ask(get("/health")).status, 200);
}

TEST(Quota, OfOneClientIsNotAnothers) {
  Served served([](http::Settings& settings) {
    settings.quota_per_second = 0.5;
    settings.quota_burst = 5;
  });
  RawClient greedy(served.port());
  for (int i = 0; i < 50; ++i) greedy.ask(get("/instant"));
  EXPECT_EQ(greedy.ask(get("/instant")).status, 429);
  RawClient modest(served.port(), false, 0, "127.0.0.2");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(modest.ask(get("/instant")).status, 200);
}

TEST(Quota, BehindATrustedGatewayIsTheRealClients) {
  Served served([](http::Settings& settings) {
    settings.quota_per_second = 0.5;
    settings.quota_burst = 2;
    settings.trusted_proxies = {"127.0.0.3"};
  });
  const auto as = [](const char* list) {
    return get("/instant", "X-Forwarded-For: " + std::string(list) + "\r\n");
  };
  RawClient gateway(served.port(), false, 0, "127.0.0.3");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(gateway.ask(as("1.1.1.1, 203.0.113.5")).status, 200);
  EXPECT_EQ(gateway.ask(as("2.2.2.2, 203.0.113.5")).status, 429);  // only the last is the gateway's
  EXPECT_EQ(gateway.ask(as("203.0.113.6")).status, 200);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(gateway.ask(as("2001:db8:1:2::")).status, 200);
  EXPECT_EQ(gateway.ask(as("2001:db8:1:2:9::9")).status, 429);  // the same /64
  // Anybody else is only who he is.
  RawClient stranger(served.port());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(stranger.ask(as("9.9.9.9")).status, 200);
  EXPECT_EQ(stranger.ask(as("8.8.8.8")).status, 429);
}

TEST(Drain, LosesNoAnswerInFlight) {
  auto served = std::make_unique<Served>();
  std::vector<std::unique_ptr<RawClient>> busy;
  for (int i = 0; i < 3; ++i) {
    busy.push_back(std::make_unique<RawClient>(served->port()));
    busy.back()->send(post_json("/held_act", "[" + std::to_string(i) + "]"));
  }
  RawClient idle(served->port());
  EXPECT_EQ(idle.ask(get("/instant")).status, 200);
  RawClient events(served->port());
  EXPECT_EQ(events.ask(get("/events"), true).status, 200);
  served->gate.await(3);
  const auto port = served->port();
  std::thread stopping([&] { served->server->stop(); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_TRUE(events.is_closed());
  RawClient late(port);
  EXPECT_FALSE(late.send(get("/instant")) && late.receive().status == 200);
  served->gate.open();
  for (int i = 0; i < 3; ++i) {
    const auto answer = busy[static_cast<std::size_t>(i)]->receive();
    EXPECT_EQ(answer.body, "[" + std::to_string(i) + "]");
    EXPECT_EQ(answer.header("Connection"), "close");
  }
  stopping.join();
}

TEST(Drain, EndsAtItsDeadline) {
  Served served([](http::Settings& settings) { settings.drain_deadline = 300ms; });
  RawClient stalled(served.port(), false, 4096);
  stalled.send(get("/large"));
  RawClient half(served.port());
  half.send("GET /inst");
  while (served.server->figures().connections < 2) std::this_thread::sleep_for(1ms);
  served.server->stop();
  EXPECT_EQ(served.server->figures().connections, 0U);
}

TEST(Drain, ComesWithASignal) {
  // A signal that came between the start and the wait once ended the process undrained.
  Served served;
  served.server->catch_signals();
  std::thread running([&] { served.server->run_until_signalled(); });
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/instant")).status, 200);
  ::kill(::getpid(), SIGTERM);
  running.join();
  EXPECT_TRUE(client.is_closed());
}

TEST(Start, SaysInChineseWhatIsWrong) {
  Served served;
  http::Settings settings;
  settings.listen = "127.0.0.1:" + std::to_string(served.port());
  EXPECT_NE(http::Server(settings, served.routes, {}).start()->find("占用"), std::string::npos);
  for (const auto* listen :
       {"", "8080", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:x", "nowhere:1"}) {
    settings.listen = listen;
    EXPECT_TRUE(http::Server(settings, served.routes, {}).start()) << listen;
  }
  settings.listen = "127.0.0.1:0";
  settings.certificate_file = served.folder + "/none.pem";
  settings.key_file = served.folder + "/none.pem";
  EXPECT_NE(http::Server(settings, served.routes, {}).start()->find("证书"), std::string::npos);
}

}  // namespace
}  // namespace qidi::http_test
