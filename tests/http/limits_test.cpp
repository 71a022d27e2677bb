// How much of everything a client may send (reliability.md R16, R17), and how slowly (R13, R14).
#include <gtest/gtest.h>

#include <thread>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

TEST(Limits, OfAHeadAre431And414) {
  Served served;
  const auto status_of = [&](const std::string& bytes) {
    RawClient client(served.port());
    const auto answer = client.ask(bytes);
    EXPECT_TRUE(answer.status == 200 || client.is_closed());
    return answer.status;
  };
  std::string fields;
  for (int i = 0; i < 99; ++i) fields += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(status_of(get("/instant", fields)), 200);
  EXPECT_EQ(status_of(get("/instant", fields + "X-More: y\r\n")), 431);
  EXPECT_EQ(status_of(get("/instant", "X: " + std::string(15'000, 'a') + "\r\n")), 200);
  EXPECT_EQ(status_of(get("/instant", "X: " + std::string(17'000, 'a') + "\r\n")), 431);
  EXPECT_EQ(status_of(get("/instant", "X: " + std::string(200'000, 'a'))), 431);
  const std::string start = "/instant?a=";
  EXPECT_EQ(status_of(get(start + std::string(8 * 1024 - start.size(), 'a'))), 200);
  EXPECT_EQ(status_of(get(start + std::string(8 * 1024 - start.size() + 1, 'a'))), 414);
  EXPECT_EQ(status_of("GET /" + std::string(100'000, 'a')), 414);
}

TEST(Limits, OfABodyAre413BeforeItIsRead) {
  Served served([](http::Settings& settings) {
    settings.json_limit = 1000;
    settings.upload_limit = 5000;
  });
  const std::string fits = "\"" + std::string(998, 'a') + "\"";
  EXPECT_EQ(RawClient(served.port()).ask(post_json("/act", fits)).body, fits);
  for (const auto& length : {"1001", "1000000000000", "999999999999999999"}) {
    RawClient client(served.port());
    // Nothing of the body is sent: the answer must not wait for it.
    const auto answer = client.ask(
        "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::string(length) + "\r\n\r\n");
    EXPECT_EQ(answer.status, 413);
    EXPECT_TRUE(client.is_closed());
  }
  RawClient upload(served.port());
  EXPECT_EQ(
      upload.ask("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5001\r\n\r\n").status,
      413);
  EXPECT_EQ(served.handled().size(), 1U);
}

TEST(Limits, OfAChunkedBodyCloseSoonAfterTheLimit) {
  Served served([](http::Settings& settings) { settings.json_limit = 1000; });
  RawClient client(served.port());
  client.send(
      "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  // The server takes the limit and at most 64 KiB more; kernel buffers hold some of the rest.
  const std::string chunk = "400\r\n" + std::string(1024, 'a') + "\r\n";
  int sent = 0;
  while (sent < 64 * 1024 && client.send(chunk)) ++sent;
  EXPECT_LT(sent, 64 * 1024) << "64 MiB were taken";
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(served.handled().empty());

  RawClient one_large_chunk(served.port());
  EXPECT_EQ(one_large_chunk
                .ask("POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n")
                .status,
            413);
}

TEST(Limits, OfARouteWithoutBodyIsNothing) {
  Served served;
  EXPECT_EQ(RawClient(served.port())
                .ask("GET /instant HTTP/1.1\r\nHost: localhost\r\n"
                     "Content-Length: 3\r\n\r\nabc")
                .status,
            413);
  EXPECT_EQ(RawClient(served.port())
                .ask("POST /nothing HTTP/1.1\r\nHost: localhost\r\n"
                     "Content-Length: 0\r\n\r\n")
                .status,
            204);
  EXPECT_EQ(RawClient(served.port())
                .ask("POST /nothing HTTP/1.1\r\nHost: localhost\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .status,
            204);
}

TEST(Limits, OfAllBodiesInMemoryIs503) {
  Served served([](http::Settings& settings) { settings.bodies_limit = 100; });
  const auto answer =
      RawClient(served.port()).ask(post_json("/act", "\"" + std::string(200, 'a') + "\""));
  EXPECT_EQ(answer.status, 503);
  EXPECT_FALSE(answer.header("Retry-After").empty());
  EXPECT_EQ(RawClient(served.port()).ask(post_json("/act", "[1]")).status, 200);
}

TEST(Deadlines, EndASlowHeadHoweverBusyItSeems) {
  Served served([](http::Settings& settings) { settings.header_deadline = 400ms; });
  RawClient client(served.port());
  client.send("GET /instant HTTP/1.1\r\nHost: localhost\r\n");
  // A byte now and then does not move an absolute deadline; the sends end when it is closed.
  bool closed = false;
  for (int i = 0; i < 1000 && !closed; ++i) {
    client.send("X");
    closed = client.is_closed(20ms);
  }
  EXPECT_TRUE(closed);
  EXPECT_EQ(served.finished(), std::vector<int>{408});

  RawClient silent(served.port());
  EXPECT_EQ(silent.ask("GET /inst").status, 408);
  EXPECT_TRUE(silent.is_closed());
}

TEST(Deadlines, EndASlowBody) {
  Served served([](http::Settings& settings) {
    settings.body_deadline = 500ms;
    settings.slowest_body = 0;
  });
  const std::string head =
      "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
      "\r\nContent-Length: 100\r\n\r\n{";
  RawClient client(served.port());
  EXPECT_EQ(client.ask(head).status, 408);
  EXPECT_TRUE(client.is_closed());

  RawClient dripping(served.port());
  dripping.send(head);
  bool closed = false;
  for (int i = 0; i < 90 && !closed; ++i) {
    dripping.send("a");
    closed = dripping.is_closed(20ms);
  }
  EXPECT_TRUE(closed);
  EXPECT_TRUE(served.handled().empty());
}

TEST(Deadlines, EndABodyUnderTheSlowestRate) {
  Served served([](http::Settings& settings) {
    settings.slow_window = 300ms;
    settings.slowest_body = 100'000;
  });
  RawClient client(served.port());
  EXPECT_EQ(client
                .ask("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                     "a few bytes")
                .status,
            408);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(served.files_left(), 0U);
}

TEST(Deadlines, CloseAnIdleConnectionSilently) {
  Served served([](http::Settings& settings) { settings.idle_deadline = 300ms; });
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/instant")).status, 200);
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(client.held().empty());
}

TEST(Deadlines, CutAReaderThatTakesNothing) {
  Served served([](http::Settings& settings) { settings.write_deadline = 400ms; });
  for (const auto* path : {"/large", "/file/20000"}) {
    SCOPED_TRACE(path);
    RawClient client(served.port(), false, 4096);
    client.send(get(path));
    while (served.server->figures().connections == 0) std::this_thread::sleep_for(1ms);
    for (int i = 0; i < 1000 && served.server->figures().connections > 0; ++i) {
      std::this_thread::sleep_for(20ms);
    }
    EXPECT_EQ(served.server->figures().connections, 0U);
    const auto answer = client.receive();
    EXPECT_FALSE(answer.status == 200 && answer.whole);
  }
}

TEST(Limits, OfConnectionsAreTold) {
  Served served([](http::Settings& settings) { settings.connections_per_client = 3; });
  {
    RawClient first(served.port());
    RawClient second(served.port());
    RawClient third(served.port());
    EXPECT_EQ(first.ask(get("/instant")).status, 200);
    EXPECT_EQ(second.ask(get("/instant")).status, 200);
    EXPECT_EQ(third.ask(get("/instant")).status, 200);
    RawClient fourth(served.port());
    EXPECT_EQ(fourth.receive().status, 503);
    EXPECT_TRUE(fourth.is_closed());
    EXPECT_EQ(third.ask(get("/instant")).status, 200);
  }
  // Room again once they have gone.
  int status = 0;
  for (int i = 0; i < 200 && status != 200; ++i) {
    status = RawClient(served.port()).ask(get("/instant")).status;
  }
  EXPECT_EQ(status, 200);
}

}  // namespace
}  // namespace qidi::http_test
