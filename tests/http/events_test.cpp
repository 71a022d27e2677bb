// Server-sent events: framing, heartbeats, limits, slow readers (interface.md, HTTP).
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

void await_streams(const Served& served, std::size_t count) {
  for (int i = 0; i < 5000 && served.server->figures().event_streams != count; ++i) {
    std::this_thread::sleep_for(1ms);
  }
  ASSERT_EQ(served.server->figures().event_streams, count);
}

TEST(Events, ReachEveryOpenStreamInOrder) {
  Served served;
  RawClient first(served.port());
  RawClient second(served.port());
  const auto head = first.ask(get("/events", "Last-Event-ID: 41\r\n"), true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(head.header("Cache-Control"), "no-store");
  EXPECT_EQ(head.header("X-Accel-Buffering"), "no");
  EXPECT_EQ(head.header("X-Last"), "41");
  second.ask("GET /events HTTP/1.0\r\n\r\n", true);
  await_streams(served, 2);
  served.server->publish(42, "notice", "{\"case\":\"立项\"}");
  served.server->publish(43, "no\ntice", "two\nlines");
  EXPECT_TRUE(first.sees("id: 42\nevent: notice\ndata: {\"case\":\"立项\"}\n\n\r\n"));
  EXPECT_TRUE(first.sees("id: 43\nevent: no tice\ndata: two\ndata: lines\n\n\r\n"));
  EXPECT_TRUE(second.sees("id: 42\nevent: notice\ndata: {\"case\":\"立项\"}\n\nid: 43\n"));
}

TEST(Events, KeepAHeartbeat) {
  Served served([](http::Settings& settings) { settings.heartbeat = 100ms; });
  RawClient client(served.port());
  client.ask(get("/events"), true);
  EXPECT_TRUE(client.sees(": ping\n\n"));
}

TEST(Events, BeyondTheLimitAre503UntilOneGoes) {
  Served served([](http::Settings& settings) { settings.events_limit = 2; });
  RawClient first(served.port());
  first.ask(get("/events"), true);
  {
    RawClient second(served.port());
    second.ask(get("/events"), true);
    const auto refused = RawClient(served.port()).ask(get("/events"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_FALSE(refused.header("Retry-After").empty());
  }
  await_streams(served, 1);
  EXPECT_EQ(RawClient(served.port()).ask(get("/events"), true).status, 200);
}

TEST(Events, AreCutFromAReaderThatLags) {
  Served served;
  RawClient slow(served.port(), false, 4096);
  RawClient quick(served.port());
  slow.ask(get("/events"), true);
  quick.ask(get("/events"), true);
  await_streams(served, 2);
  const std::string payload(30'000, 'x');
  int sent = 0;
  while (served.server->figures().event_streams == 2 && sent < 1000) {
    served.server->publish(static_cast<std::uint64_t>(++sent), "notice", payload);
    ASSERT_TRUE(quick.sees("id: " + std::to_string(sent) + "\n"));
  }
  EXPECT_EQ(served.server->figures().event_streams, 1U);
  EXPECT_EQ(served.server->figures().refused.at("events_too_slow"), 1U);
  EXPECT_TRUE(slow.is_closed());
}

// A stream outlived what had let it in: it went on after its reader had signed out, and told
// everybody the same.
TEST(Events, AreToldToEachInHisOwnWordsAndEndWithTheRightToThem) {
  Served served;
  std::atomic<bool> is_let_in = true;
  served.routes.admit = [&](http::Request& request,
                            const http::Route&) -> std::optional<http::Response> {
    const auto who = request.header("X-Who");
    if (who == "guest" && !is_let_in) return http::Response::empty(401);
    request.subject = std::make_shared<const std::string>(who);
    return std::nullopt;
  };
  RawClient host(served.port());
  RawClient guest(served.port());
  host.ask(get("/events", "X-Who: host\r\n"), true);
  guest.ask(get("/events", "X-Who: guest\r\n"), true);
  await_streams(served, 2);
  const auto for_reader = [](const std::shared_ptr<const void>& subject) {
    const auto& who = *static_cast<const std::string*>(subject.get());
    return who == "host" ? std::optional("to-" + who) : std::nullopt;
  };
  served.server->publish(1, "notice", for_reader);
  served.server->publish(2, "notice", "to-all");
  EXPECT_TRUE(host.sees("id: 1\nevent: notice\ndata: to-host\n\n"));
  EXPECT_TRUE(guest.sees("id: 2\nevent: notice\ndata: to-all\n\n"));
  is_let_in = false;
  served.server->publish(3, "notice", "after");
  EXPECT_TRUE(host.sees("data: after\n\n"));
  EXPECT_FALSE(guest.sees("data: after\n\n"));
  EXPECT_TRUE(guest.is_closed());
  EXPECT_EQ(served.server->figures().refused.at("events_no_more"), 1U);
}

TEST(Events, EndWithTheRightToThemAlsoWhereNothingIsTold) {
  Served served;
  std::atomic<bool> is_let_in = true;
  served.routes.admit = [&](http::Request&, const http::Route&) -> std::optional<http::Response> {
    if (is_let_in) return std::nullopt;
    return http::Response::empty(401);
  };
  RawClient guest(served.port());
  guest.ask(get("/events"), true);
  await_streams(served, 1);
  is_let_in = false;
  await_streams(served, 0);
}

TEST(Events, ToHeadAreOnlyAHead) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n", true).status, 200);
  EXPECT_EQ(client.ask(get("/instant")).status, 200);
  EXPECT_EQ(served.server->figures().event_streams, 0U);
}

}  // namespace
}  // namespace qidi::http_test
