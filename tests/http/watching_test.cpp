// What those who run the server see: metrics on an address of their own, one log line a request
// (reliability.md R78, R83).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "http/access_log.h"
#include "http/metrics.h"
#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

http::Finished finished(std::string_view route, int status, int micros) {
  http::Finished done;
  done.method = "GET";
  done.route = route;
  done.client = "127.0.0.1";
  done.request_id = "00ff";
  done.status = status;
  done.bytes_out = 100;
  done.took = std::chrono::microseconds(micros);
  return done;
}

TEST(Metrics, CountByRouteAndClassAndTime) {
  http::Metrics metrics;
  metrics.note(finished("/a/{id}", 200, 400));
  metrics.note(finished("/a/{id}", 204, 3'000));
  metrics.note(finished("/a/{id}", 503, 9'000'000));
  http::Figures figures;
  figures.connections = 7;
  figures.refused["over_quota"] = 3;
  const auto text = metrics.text(figures);
  const std::string labels = "method=\"GET\",route=\"/a/{id}\"";
  for (const auto& line : {"qidi_http_requests_total{" + labels + ",status=\"2xx\"} 2\n",
                           "qidi_http_requests_total{" + labels + ",status=\"5xx\"} 1\n",
                           "qidi_http_request_seconds_bucket{" + labels + ",le=\"0.000500\"} 1\n",
                           "qidi_http_request_seconds_bucket{" + labels + ",le=\"0.005000\"} 2\n",
                           "qidi_http_request_seconds_bucket{" + labels + ",le=\"2.500000\"} 2\n",
                           "qidi_http_request_seconds_bucket{" + labels + ",le=\"+Inf\"} 3\n",
                           "qidi_http_request_seconds_count{" + labels + "} 3\n",
                           "qidi_http_request_seconds_sum{" + labels + "} 9.003400\n",
                           "qidi_http_sent_bytes_total{" + labels + "} 300\n",
                           std::string("qidi_http_connections 7\n"),
                           std::string("qidi_http_refused_total{reason=\"over_quota\"} 3\n")}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\nin\n" << text;
  }
}

TEST(Metrics, AreServedOnTheirOwnAddressOnly) {
  http::Metrics metrics;
  Served served([](http::Settings& settings) { settings.metrics_listen = "127.0.0.1:0"; });
  ASSERT_NE(served.server->metrics_port(), 0);
  EXPECT_EQ(RawClient(served.port()).ask(get("/metrics")).status, 404);
  RawClient client(served.server->metrics_port());
  EXPECT_EQ(client.ask(get("/metrics")).status, 404);  // nothing was set
  EXPECT_EQ(client.ask(get("/instant")).status, 404);
  EXPECT_TRUE(served.handled().empty());

  http::Settings settings;
  settings.listen = settings.metrics_listen = "127.0.0.1:0";
  http::Server server(settings, served.routes, {});
  server.set_metrics([&] { return metrics.text(server.figures()); });
  ASSERT_FALSE(server.start());
  RawClient scraper(server.metrics_port());
  const auto answer = scraper.ask(get("/metrics"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_NE(answer.body.find("qidi_http_connections 1\n"), std::string::npos);
  EXPECT_EQ(scraper.ask("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").status,
            404);
}

TEST(Log, HasOneLineForARequestWhateverItsNames) {
  const auto at =
      std::chrono::system_clock::time_point(std::chrono::microseconds(1'664'582'400'000'123));
  EXPECT_EQ(http::access_line(finished("/a", 200, 5), at),
            "{\"time\":\"2022-10-01T00:00:00.000123Z\",\"id\":\"00ff\",\"client\":\"127.0.0.1\","
            "\"method\":\"GET\",\"route\":\"/a\",\"status\":200,\"us\":5,\"bytes\":100}");
  auto hostile = finished("", 200, 5);
  const std::string names =
      "a\r\nb\x1b["
      "31m\"\\\x7f\xe2\x80\xae\xe2\x81\xa6\xc2\x85\xe2\x80\xa8\xd8\x9c\xff\xe7\xab立\xe0\x9f\x9f";
  hostile.route = names;
  const auto line = http::access_line(hostile, at);
  EXPECT_NE(line.find("\"route\":\"a\\u000d\\u000ab\\u001b[31m\\\"\\\\\\u007f\\u202e\\u2066\\u0085"
                      "\\u2028\\u061c\\ufffd\\ufffd\\ufffd立\\ufffd\\ufffd\\ufffd\""),
            std::string::npos)
      << line;
}

TEST(Log, NeverWaitsForItsReaderAndSaysWhatItDropped) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::string text;
  // Both are waited for: a reader that was quick to hear of the dropped lines once ended the noting
  // before a later line had found room.
  std::atomic<bool> told{false};
  std::atomic<bool> goes_on{false};
  std::thread reader;
  {
    http::AccessLog log(ends[1], 10'000);
    // Nobody reads: the pipe fills, then the backlog, and noting goes on.
    for (int i = 0; i < 5'000; ++i) log.note(finished("/a", 200, i));
    reader = std::thread([&] {
      char bytes[4096];
      for (ssize_t got = 0; (got = ::read(ends[0], bytes, sizeof bytes)) > 0;) {
        text.append(bytes, static_cast<std::size_t>(got));
        told = text.find("{\"dropped\":") != std::string::npos;
        goes_on = text.find("\"/last\"") != std::string::npos;
      }
    });
    while (!told || !goes_on) {
      log.note(finished("/last", 200, 1));
      std::this_thread::yield();
    }
  }
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  EXPECT_NE(text.find("{\"dropped\":"), std::string::npos);
  EXPECT_NE(text.find("\"/last\""), std::string::npos);
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(Log, HearsOfEveryAnswerOnce) {
  Served served;
  RawClient client(served.port());
  client.ask(get("/instant"));
  client.ask(get("/read/1"));
  client.ask(get("/nowhere"));
  client.ask(get("/file/2"));
  client.ask("rubbish\r\n\r\n");
  client.is_closed();
  served.server->stop();
  EXPECT_EQ(served.finished(), (std::vector<int>{200, 200, 404, 200, 400}));
}

}  // namespace
}  // namespace qidi::http_test
