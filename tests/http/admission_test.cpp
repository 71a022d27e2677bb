// Who asks is found out on the head alone: whoever is turned back has sent no body for nothing, and
// no handler has run (reliability.md R16, R60); hashing has a lane of its own (R12).
#include <gtest/gtest.h>

#include <thread>

#include "http/lanes.h"
#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

/// A door that lets in whoever says the word, and remembers him.
void guard(http::Routes& routes) {
  routes.admit = [](http::Request& request,
                    const http::Route& route) -> std::optional<http::Response> {
    if (route.pattern == "/health") return std::nullopt;
    if (request.header("X-Word") != "open") return http::Response::empty(401);
    request.subject = std::make_shared<const std::string>("known");
    return std::nullopt;
  };
}

TEST(Admission, TurnsBackOnTheHeadBeforeAnyBody) {
  Served served([](http::Settings&) {});
  guard(served.routes);
  RawClient client(served.port());
  // The body is announced and never sent: an answer can only come from the head.
  client.send(
      "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: 1000\r\n\r\n");
  EXPECT_EQ(client.receive().status, 401);
  EXPECT_TRUE(served.handled().empty());
}

TEST(Admission, IsHeardByWhoWasSendingAPieceOfAnUpload) {
  // A full disk was told while a piece of 512 KiB was still on its way; only 64 KiB of it were read
  // away, and closing upon the rest reset the connection: the page saw a broken line, not a reason.
  Served served([](http::Settings&) {});
  guard(served.routes);
  RawClient client(served.port());
  client.send(
      "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: 524288\r\n\r\n");
  std::this_thread::sleep_for(20ms);  // the answer is given meanwhile
  for (int i = 0; i < 8; ++i) client.send(std::string(65536, ' '));
  EXPECT_EQ(client.receive().status, 401);
}

TEST(Admission, IsAskedAgainForEveryRequestOfAConnection) {
  Served served([](http::Settings&) {});
  guard(served.routes);
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/tagged", "X-Word: open\r\n")).status, 200);
  EXPECT_EQ(client.ask(get("/tagged")).status, 401);
  EXPECT_EQ(client.ask(get("/health")).status, 200);
  EXPECT_EQ(client.ask(get("/tagged", "X-Word: open\r\n")).status, 200);
}

TEST(Lanes, FilesThatWaitForTheScannerHoldUpNobodyElse) {
  // Chunks went with the acts: four files before a scanner that hung, and nobody could act for a
  // minute.
  http::Lanes lanes({.workers = 2, .heavy_workers = 1});
  Gate gate;
  std::atomic<int> acts{0};
  lanes.start();
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(lanes.push(http::Lane::files, [&] { gate.pass(); }));
  gate.await(2);
  for (int i = 0; i < 10; ++i) lanes.push(http::Lane::act, [&] { ++acts; });
  while (acts < 10) std::this_thread::sleep_for(1ms);
  gate.open();
  lanes.stop();
}

TEST(Lanes, HashingHoldsUpNobodyElse) {
  http::Lanes lanes({.workers = 2, .heavy_workers = 1, .secret_queue = 2});
  Gate gate;
  std::atomic<int> acts{0};
  lanes.start();
  ASSERT_TRUE(lanes.push(http::Lane::secret, [&] { gate.pass(); }));
  gate.await(1);
  ASSERT_TRUE(lanes.push(http::Lane::secret, [] {}));
  ASSERT_TRUE(lanes.push(http::Lane::secret, [] {}));
  EXPECT_FALSE(lanes.push(http::Lane::secret, [] {}));  // a flood is refused at once
  for (int i = 0; i < 10; ++i) lanes.push(http::Lane::act, [&] { ++acts; });
  while (acts < 10) std::this_thread::sleep_for(1ms);
  gate.open();
  lanes.stop();
}

TEST(Lanes, AreFullOfReadsThatCouldNotBeginInTime) {
  // Three times more than could be answered waited a quarter of a second for its turn, since the
  // queue was bounded by number alone (found by bench/overload.py).
  http::Lanes lanes({.workers = 1, .read_queue = 256, .read_patience = 100ms});
  lanes.start();
  std::atomic<int> read{0};
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(lanes.push(http::Lane::read, [&] {
      std::this_thread::sleep_for(5ms);  // at least: of those, 20 begin within the patience
      ++read;
    }));
  }
  while (read < 40) std::this_thread::sleep_for(1ms);
  Gate gate;
  ASSERT_TRUE(lanes.push(http::Lane::read, [&] { gate.pass(); }));
  gate.await(1);
  int waiting = 0;
  for (; !lanes.is_full(http::Lane::read) && waiting < 256; ++waiting) {
    lanes.push(http::Lane::read, [] {});
  }
  EXPECT_EQ(waiting, 32);  // what one page may ask is always let in
  EXPECT_FALSE(lanes.is_full(http::Lane::act));
  gate.open();
  lanes.stop();
}

}  // namespace
}  // namespace qidi::http_test
