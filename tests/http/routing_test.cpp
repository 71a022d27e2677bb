// Which route a path finds, and what its parts become (interface.md, HTTP; reliability.md R75).
#include <gtest/gtest.h>

#include "http/decoding.h"
#include "http/raw_client.h"
#include "http/routes.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

using http::Method;

http::Routes table(std::initializer_list<std::pair<Method, const char*>> patterns) {
  http::Routes routes;
  for (const auto& [method, pattern] : patterns) {
    http::Route route;
    route.method = method;
    route.pattern = pattern;
    route.handle = [](auto, auto) {};
    routes.add(std::move(route));
  }
  return routes;
}

std::string found(const http::Routes& routes, Method method, std::string_view path) {
  const auto match = routes.match(method, path);
  if (match.route == nullptr) return match.allowed.empty() ? "none" : "not this method";
  std::string text = match.route->pattern;
  for (const auto& [name, value] : match.captured) text += " " + name + "=" + value;
  return text;
}

TEST(Routing, PrefersWordsToCapturesToTheRest) {
  const auto routes = table({{Method::get, "/cases/{id}"},
                             {Method::get, "/cases/mine"},
                             {Method::post, "/cases/{id}/accept"},
                             {Method::get, "/cases/{id}/files/{file}"},
                             {Method::get, "/files/{rest...}"},
                             {Method::get, "/files/list"},
                             {Method::get, "/"}});
  EXPECT_EQ(found(routes, Method::get, "/"), "/");
  EXPECT_EQ(found(routes, Method::get, "/cases/mine"), "/cases/mine");
  EXPECT_EQ(found(routes, Method::get, "/cases/7"), "/cases/{id} id=7");
  EXPECT_EQ(found(routes, Method::get, "/cases/7/files/a"), "/cases/{id}/files/{file} id=7 file=a");
  EXPECT_EQ(found(routes, Method::get, "/files/list"), "/files/list");
  EXPECT_EQ(found(routes, Method::get, "/files/a/b"), "/files/{rest...} rest=a/b");
  EXPECT_EQ(found(routes, Method::get, "/files/list/b"), "/files/{rest...} rest=list/b");
  EXPECT_EQ(found(routes, Method::get, "/files/"), "/files/{rest...} rest=");
  EXPECT_EQ(found(routes, Method::get, "/cases/"), "none");
  EXPECT_EQ(found(routes, Method::get, "/cases/7/"), "none");
  EXPECT_EQ(found(routes, Method::get, "//cases/7"), "none");
  EXPECT_EQ(found(routes, Method::get, "/cases"), "none");
  EXPECT_EQ(found(routes, Method::get, "/cases/7/accept"), "not this method");
  EXPECT_EQ(found(routes, Method::head, "/cases/7"), "/cases/{id} id=7");
  EXPECT_EQ(found(routes, Method::head, "/cases/7/accept"), "not this method");
}

TEST(Routing, StepsBackWhereTheWordServesAnotherMethod) {
  const auto routes = table({{Method::get, "/cases/{id}"}, {Method::post, "/cases/search"}});
  EXPECT_EQ(found(routes, Method::post, "/cases/search"), "/cases/search");
  EXPECT_EQ(found(routes, Method::get, "/cases/search"), "/cases/{id} id=search");
}

TEST(Routing, TwoRoutesOfOneAddressAreABug) {
  EXPECT_DEATH(table({{Method::get, "/a/{x}"}, {Method::get, "/a/{y}"}}), "");
}

TEST(Routing, SaysWhichMethodsAnAddressKnows) {
  Served served;
  RawClient client(served.port());
  const auto refused = client.ask(get("/act"));
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "POST, OPTIONS");
  EXPECT_NE(refused.body.find("method_not_allowed"), std::string::npos);
  const auto asked = client.ask("OPTIONS /instant HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(asked.status, 204);
  EXPECT_EQ(asked.header("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(client.ask(get("/nowhere")).status, 404);
}

TEST(Paths, NeverClimbNorHideASlash) {
  Served served;
  for (const auto* path : {"/rest/../instant",
                           "/rest/..",
                           "/rest/.",
                           "/rest/./a",
                           "/rest/%2e%2e/instant",
                           "/rest/%2E%2E",
                           "/rest/.%2e/a",
                           "/rest/%2e",
                           "/rest/a%2fb",
                           "/rest/..%2f..%2fetc/passwd",
                           "/rest/a%5cb",
                           "/rest/..%5c..%5cetc",
                           "/rest/a\\b",
                           "/rest/%00",
                           "/rest/a%00.txt",
                           "/rest/%0a",
                           "/rest/%0d%0aX:y",
                           "/rest/%7f",
                           "/rest/%1b",
                           "/rest/%",
                           "/rest/%4",
                           "/rest/%zz",
                           "/rest/%u002e",
                           "/rest/%c0%ae%c0%ae/",
                           "/rest/%e0%80%af",
                           "/rest/%ed%a0%80",
                           "/rest/%f5%80%80%80",
                           "/rest/%ff",
                           "/rest/%e7%ab",
                           "/../",
                           "/.",
                           "/..",
                           "/%2e%2e/"}) {
    SCOPED_TRACE(path);
    EXPECT_EQ(RawClient(served.port()).ask(get(path)).status, 400);
  }
  EXPECT_TRUE(served.handled().empty());
}

TEST(Paths, KeepEveryOtherCharacterAsItIs) {
  Served served;
  RawClient client(served.port());
  const auto rest = [&](const char* path) { return client.ask(get(path)).body; };
  EXPECT_EQ(rest("/rest/%E7%AB%8B%E9%A1%B9"), "立项");
  EXPECT_EQ(rest("/rest/%252e%252e/a"), "%2e%2e/a");  // decoded once, never twice
  EXPECT_EQ(rest("/rest/a+b%20c"), "a+b c");
  EXPECT_EQ(rest("/rest/...a/.b"), "...a/.b");
  EXPECT_EQ(rest("/rest/a;b=c,d@e:f"), "a;b=c,d@e:f");
  EXPECT_EQ(rest("/rest//a"), "/a");
}

TEST(Queries, AreDecodedStrictly) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/query?a=1&b=%E7%AB%8B+x&a=2&&c&d=&=e")).body,
            "a=1;b=立 x;a=2;c=;d=;=e;");
  EXPECT_EQ(client.ask(get("/query?a=b=c&x=%26%3D%3f?")).body, "a=b=c;x=&=??;");
  for (const auto* query : {"a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "%c0%80=a", "a=%ed%b0%80"}) {
    SCOPED_TRACE(query);
    EXPECT_EQ(RawClient(served.port()).ask(get(std::string("/query?") + query)).status, 400);
  }
  std::string many = "/query?";
  for (int i = 0; i < 256; ++i) many += "a&";
  EXPECT_EQ(client.ask(get(many)).status, 200);
  EXPECT_EQ(client.ask(get(many + "a")).status, 400);
}

TEST(Utf8, IsWellFormedOrNone) {
  for (const auto* good :
       {"", "a", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(http::is_utf8(good));
  }
  for (const auto* bad :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41", "\xe0\x9f\xbf", "\xed\xa0\x80",
        "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfe", "\xff",
        "\xe7\xab", "\xf0\x9f\x98"}) {
    EXPECT_FALSE(http::is_utf8(bad));
  }
}

}  // namespace
}  // namespace qidi::http_test
