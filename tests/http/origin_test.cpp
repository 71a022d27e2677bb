// Whom a browser may bring here: DNS rebinding and foreign pages (reliability.md R61).
#include "http/origin.h"

#include <gtest/gtest.h>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

TEST(Hosts, OnLoopbackAreLoopbacksOwnAndTheConfigured) {
  Served served([](http::Settings& settings) { settings.names = {"shenpi.example.cn"}; });
  const auto status_of = [&](const std::string& host) {
    return RawClient(served.port())
        .ask("GET /instant HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
        .status;
  };
  for (const auto* ours : {"localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "[::1]",
                           "[::1]:9", "shenpi.example.cn", "Shenpi.Example.cn:443"}) {
    EXPECT_EQ(status_of(ours), 200) << ours;
  }
  for (const auto* foreign : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                              "evil.example:8080", "192.168.1.1", "[::2]", "xshenpi.example.cn"}) {
    EXPECT_EQ(status_of(foreign), 421) << foreign;
  }
}

TEST(Hosts, ElsewhereAreTheConfiguredOrAny) {
  EXPECT_TRUE(http::host_is_ours("anything.cn", false, {}));
  EXPECT_TRUE(http::host_is_ours("a.cn:8080", false, {"a.cn"}));
  EXPECT_FALSE(http::host_is_ours("b.cn", false, {"a.cn"}));
  EXPECT_FALSE(http::host_is_ours("anything.cn", true, {}));
}

TEST(Origins, OfWritesAreThisHostOrNone) {
  Served served;
  const auto status_of = [&](const std::string& fields) {
    return RawClient(served.port()).ask(post_json("/act", "{}", fields)).status;
  };
  EXPECT_EQ(status_of(""), 200);
  EXPECT_EQ(status_of("Origin: http://localhost\r\n"), 200);
  EXPECT_EQ(status_of("Origin: http://localhost:80\r\n"), 200);
  EXPECT_EQ(status_of("Origin: https://localhost\r\n"), 200);  // a gateway ended TLS
  EXPECT_EQ(status_of("Sec-Fetch-Site: same-origin\r\n"), 200);
  EXPECT_EQ(status_of("Sec-Fetch-Site: none\r\n"), 200);
  for (const auto* foreign :
       {"Origin: null", "Origin: http://evil.example", "Origin: http://localhost:8081",
        "Origin: http://localhost.evil.example", "Origin: http://127.0.0.1", "Origin: localhost",
        "Origin: file://localhost", "Origin: http://localhost/", "Origin: http://localhost@evil",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"}) {
    EXPECT_EQ(status_of(std::string(foreign) + "\r\n"), 403) << foreign;
  }
  EXPECT_EQ(served.handled().size(), 6U);
  EXPECT_EQ(RawClient(served.port()).ask(get("/instant", "Origin: http://evil.example\r\n")).status,
            200);
}

TEST(Bodies, OfJsonRoutesSayThatTheyAreJson) {
  Served served;
  const auto status_of = [&](const std::string& type) {
    return RawClient(served.port())
        .ask("POST /act HTTP/1.1\r\nHost: localhost\r\n" + type + "Content-Length: 2\r\n\r\n{}")
        .status;
  };
  EXPECT_EQ(status_of("Content-Type: application/json\r\n"), 200);
  EXPECT_EQ(status_of("Content-Type: Application/JSON ; charset=utf-8\r\n"), 200);
  EXPECT_EQ(status_of("Content-Type: application/merge-patch+json\r\n"), 200);
  EXPECT_EQ(status_of(""), 415);
  EXPECT_EQ(status_of("Content-Type: text/plain\r\n"), 415);
  EXPECT_EQ(status_of("Content-Type: text/plain;application/json\r\n"), 415);
  EXPECT_EQ(status_of("Content-Type: application/x-www-form-urlencoded\r\n"), 415);
  EXPECT_EQ(status_of("Content-Type: application/jsonp\r\n"), 415);
}

}  // namespace
}  // namespace qidi::http_test
