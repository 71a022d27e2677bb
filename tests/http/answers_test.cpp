// What every answer carries, and what no answer ever lets through (reliability.md R73, R74, R77).
#include <gtest/gtest.h>

#include <thread>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

void expect_house_headers(const Answer& answer) {
  for (const auto* name :
       {"Date", "X-Request-Id", "Content-Security-Policy", "X-Content-Type-Options",
        "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy", "Cache-Control"}) {
    EXPECT_EQ(answer.count(name), 1) << name << " of " << answer.status;
  }
  EXPECT_EQ(answer.header("X-Request-Id").size(), 16U);
  EXPECT_TRUE(answer.header("Date").ends_with(" GMT"));
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(answer.header("Strict-Transport-Security"), "");
  const auto policy = answer.header("Content-Security-Policy");
  for (const auto* part :
       {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
        "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types vue"}) {
    EXPECT_NE(policy.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(Answers, OfEveryKindCarryTheHouseHeaders) {
  Served served([](http::Settings& settings) { settings.json_limit = 10; });
  const std::vector<std::pair<std::string, int>> asked{
      {get("/instant"), 200},
      {get("/read/x"), 200},
      {get("/file/1"), 200},
      {get("/nowhere"), 404},
      {get("/act"), 405},
      {get("/dropped"), 500},
      {get("/tagged", "If-None-Match: \"v7\"\r\n"), 304},
      {"OPTIONS /act HTTP/1.1\r\nHost: localhost\r\n\r\n", 204},
      {"GET /instant\r\n\r\n", 400},
      {post_json("/act", "\"longer than ten\""), 413},
      {get("/instant", "Host: b\r\n"), 400},
      {"GET /instant HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
      {post_json("/act", "{}", "Origin: http://evil.example\r\n"), 403},
      {"POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", 415},
      {get("/" + std::string(9000, 'a')), 414},
      {get("/instant", "X: " + std::string(17'000, 'a') + "\r\n"), 431},
  };
  for (const auto& [bytes, status] : asked) {
    SCOPED_TRACE(bytes.substr(0, 60));
    RawClient client(served.port());
    const auto answer = client.ask(bytes);
    EXPECT_EQ(answer.status, status);
    expect_house_headers(answer);
    EXPECT_EQ(answer.header("Cache-Control"), status == 304 ? "no-cache, private" : "no-store");
    EXPECT_EQ(answer.count("Content-Type"), status == 204 || status == 304 ? 0 : 1);
    EXPECT_EQ(answer.header("Server"), "");
    if (status >= 400) {
      EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
      EXPECT_NE(answer.body.find("\"status\":" + std::to_string(status)), std::string::npos);
      EXPECT_NE(answer.body.find("\"refusal\":\""), std::string::npos);
    }
  }
}

TEST(Answers, NeverLetAValueEndItsHeader) {
  Served served;
  RawClient client(served.port());
  for (const auto* value :
       {"a%0d%0aSet-Cookie:%20x=y", "a%0aSet-Cookie:%20x=y", "a%0dSet-Cookie:%20x=y",
        "a%0d%0a%0d%0aGET%20/", "a%e2%80%a8Set-Cookie:%20x=y"}) {
    const auto answer = client.ask(get(std::string("/echo_header?v=") + value));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.count("Set-Cookie"), 0);
    EXPECT_EQ(answer.count("X-Echo"), 1);
    EXPECT_EQ(answer.count("X-Direct"), 1);
    EXPECT_EQ(answer.head.find("X-Bad"), std::string::npos);
    EXPECT_EQ(answer.body, "");
  }
}

TEST(Answers, ToHeadAreThoseToGetWithoutTheBody) {
  Served served;
  RawClient client(served.port());
  for (const auto* path : {"/instant", "/read/abc", "/tagged"}) {
    const auto full = client.ask(get(path));
    auto head = get(path);
    head.replace(0, 3, "HEAD");
    const auto bare = client.ask(head, true);
    EXPECT_EQ(bare.status, 200);
    EXPECT_EQ(bare.header("Content-Length"), full.header("Content-Length"));
    EXPECT_EQ(bare.header("Content-Type"), full.header("Content-Type"));
  }
  EXPECT_EQ(client.ask("HEAD /file/5 HTTP/1.1\r\nHost: localhost\r\n\r\n", true).status, 200);
  EXPECT_EQ(client.ask("HEAD /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", true).status, 404);
  EXPECT_EQ(client.ask(get("/instant")).body, "{\"hello\":1}");  // nothing was left in between
}

TEST(Answers, AreGivenOnceWhateverAHandlerDoes) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/thrice")).body, "first");
  EXPECT_EQ(client.ask(get("/later")).body, "later");
  const auto dropped = client.ask(get("/dropped"));
  EXPECT_EQ(dropped.status, 500);
  EXPECT_NE(dropped.body.find("unanswered"), std::string::npos);
  EXPECT_EQ(client.ask(get("/read/still")).body, "still");
}

TEST(Answers, ToWhatTheClientHoldsAre304) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/tagged")).header("ETag"), "\"v7\"");
  for (const auto* held : {"\"v7\"", "W/\"v7\"", "\"v6\", \"v7\"", "*"}) {
    const auto answer = client.ask(get("/tagged", "If-None-Match: " + std::string(held) + "\r\n"));
    EXPECT_EQ(answer.status, 304);
    EXPECT_EQ(answer.header("ETag"), "\"v7\"");
    EXPECT_EQ(answer.count("Content-Length"), 0);
  }
  EXPECT_EQ(client.ask(get("/tagged", "If-None-Match: \"v6\"\r\n")).status, 200);
  EXPECT_EQ(client.ask(get("/tagged", "If-None-Match: v7\r\n")).status, 200);
}

TEST(Answers, ToPipelinedRequestsComeInOrder) {
  Served served;
  RawClient client(served.port());
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += get("/read/" + std::to_string(i)) + get("/instant") +
           post_json("/act", "[" + std::to_string(i) + "]");
  }
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client.receive().body, std::to_string(i));
    EXPECT_EQ(client.receive().body, "{\"hello\":1}");
    EXPECT_EQ(client.receive().body, "[" + std::to_string(i) + "]");
  }
}

TEST(Answers, KeepOrCloseAsTheClientWishes) {
  Served served;
  RawClient old(served.port());
  EXPECT_EQ(old.ask("GET /instant HTTP/1.0\r\n\r\n").header("Connection"), "close");
  EXPECT_TRUE(old.is_closed());
  RawClient old_keeps(served.port());
  const std::string keeps = "GET /instant HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  EXPECT_EQ(old_keeps.ask(keeps).header("Connection"), "keep-alive");
  EXPECT_EQ(old_keeps.ask(keeps).status, 200);
  RawClient closes(served.port());
  EXPECT_EQ(closes.ask(get("/instant", "Connection: x, Close\r\n")).header("Connection"), "close");
  EXPECT_TRUE(closes.is_closed());
}

TEST(Answers, SayContinueOnlyAfterTheLimits) {
  Served served;
  const auto head = [](const std::string& length) {
    return "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
           "Expect: 100-continue\r\nContent-Length: " +
           length + "\r\n\r\n";
  };
  RawClient client(served.port());
  EXPECT_EQ(client.ask(head("3")).status, 100);
  EXPECT_EQ(client.ask("[1]").body, "[1]");
  EXPECT_EQ(RawClient(served.port()).ask(head("9999999")).status, 413);
  EXPECT_EQ(RawClient(served.port()).ask(get("/instant", "Expect: the-best\r\n")).status, 417);
}

TEST(Answers, AreWholeHoweverLong) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/large")).body.size(), 8U * 1024 * 1024);
  const auto sent = client.ask(get("/file/3000"));
  EXPECT_EQ(sent.header("Content-Length"), "3000000");
  EXPECT_EQ(sent.body.size(), 3'000'000U);
  EXPECT_EQ(sent.body.substr(2'999'000, 3), "jjj");
  EXPECT_TRUE(sent.whole);
  const auto head = client.ask("HEAD /file/5 HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
  EXPECT_EQ(head.header("Content-Length"), "5000");
  EXPECT_EQ(client.ask(get("/file/0")).body, "");
  RawClient old(served.port());
  const auto plain = old.ask("GET /file/300 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(plain.count("Transfer-Encoding"), 0);
  EXPECT_EQ(plain.body.size(), 300'000U);
}

TEST(Answers, ThatBreakOffNeverLookWhole) {
  Served served;
  RawClient client(served.port());
  EXPECT_FALSE(client.ask(get("/broken")).whole);
  EXPECT_TRUE(client.is_closed());
}

TEST(Answers, SurviveAClientThatLeavesMeanwhile) {
  Served served;
  for (int i = 0; i < 20; ++i) {
    RawClient(served.port()).send(get("/large"));
    RawClient(served.port()).send(get("/file/5000"));
    RawClient(served.port()).send(get("/read/1"));
    RawClient(served.port()).send(post_json("/act", "[1]").substr(0, 100));
  }
  EXPECT_EQ(RawClient(served.port()).ask(get("/instant")).status, 200);
}

TEST(Answers, ToManyConnectionsAtOnceAllCome) {
  Served served([](http::Settings& settings) {
    settings.connections_per_client = 2000;
    settings.read_queue = 2000;
    settings.read_patience = 60s;  // all are to come, however busy the machine
  });
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 400; ++i) clients.push_back(std::make_unique<RawClient>(served.port()));
  for (auto& client : clients) client->send(get("/read/a") + get("/instant"));
  for (auto& client : clients) {
    EXPECT_EQ(client->receive().body, "a");
    EXPECT_EQ(client->receive().status, 200);
  }
}

}  // namespace
}  // namespace qidi::http_test
