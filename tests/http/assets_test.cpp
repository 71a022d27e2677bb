// Files from memory: codings by weight, tags, caching (RFC 9110; frontend.md).
#include "http/assets.h"

#include <gtest/gtest.h>

#include "http/negotiation.h"

namespace qidi::http_test {
namespace {

using http::choose_coding;
using http::Coding;

TEST(Codings, AreChosenByWeightThenBySize) {
  EXPECT_EQ(choose_coding("", true, true), Coding::identity);
  EXPECT_EQ(choose_coding("gzip, deflate, br, zstd", true, true), Coding::brotli);
  EXPECT_EQ(choose_coding("gzip, deflate, br", true, false), Coding::gzip);
  EXPECT_EQ(choose_coding("gzip, br", false, false), Coding::identity);
  EXPECT_EQ(choose_coding("br;q=0.5, gzip;q=0.9", true, true), Coding::gzip);
  EXPECT_EQ(choose_coding("gzip;q=0, br;q=0", true, true), Coding::identity);
  EXPECT_EQ(choose_coding("*", true, true), Coding::brotli);
  EXPECT_EQ(choose_coding("*;q=0.1", true, true), Coding::brotli);
  EXPECT_EQ(choose_coding("br;q=0, *", true, true), Coding::gzip);
  EXPECT_EQ(choose_coding("*;q=0", true, true), Coding::identity);
  EXPECT_EQ(choose_coding("identity, gzip;q=0.5", true, true), Coding::identity);
  EXPECT_EQ(choose_coding("GZIP ; Q=1.000", true, true), Coding::gzip);
  EXPECT_EQ(choose_coding(" ,, gzip ,", true, true), Coding::gzip);
}

TEST(Codings, WithoutAPlainWeightAreNotTaken) {
  for (const auto* list : {"gzip;q=", "gzip;q=x", "gzip;q=-1", "gzip;q=1.0000", "gzip;q=.5",
                           "gzip;q=0.0001", "gzip;level=9", "gzipped", "g zip"}) {
    EXPECT_EQ(choose_coding(list, true, true), Coding::identity) << list;
  }
}

http::Request ask(std::string path, std::vector<http::Field> headers = {}) {
  http::Request request;
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

http::AssetStore store() {
  const auto text = [](const char* content) {
    return std::make_shared<const std::string>(content);
  };
  http::AssetStore assets;
  assets.add({"/index.html", "text/html; charset=utf-8", "page", text("page"), text("gz"),
              text("b"), false});
  assets.add(
      {"/assets/a-1f.js", "text/javascript", "js", text("script"), text("gz"), nullptr, true});
  assets.add({"/logo.png", "image/png", "", text("png"), nullptr, nullptr, false});
  assets.add({"/pages/circulars.html", "text/html", "case", text("circular page"), nullptr, nullptr,
              false});
  assets.add(
      {"/pages/index.html", "text/html", "first", text("first page"), nullptr, nullptr, false});
  assets.fall_back_to("/index.html", {"/api/", "/health/"});
  return assets;
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& field : response.headers) {
    if (field.name == name) return field.value;
  }
  return "";
}

TEST(Assets, APageWithCodeOfItsOwnBeginsWithTheFileThatNamesIt) {
  const auto assets = store();
  EXPECT_EQ(*assets.answer(ask("/circulars"))->body, "circular page");
  EXPECT_EQ(*assets.answer(ask("/circulars/2022-10"))->body, "circular page");
  EXPECT_EQ(*assets.answer(ask("/"))->body, "first page");
  EXPECT_EQ(*assets.answer(ask("/ledgers/circulars"))->body, "page");
}

TEST(Assets, AreServedAsTheClientTakesThem) {
  const auto assets = store();
  const auto plain = assets.answer(ask("/assets/a-1f.js"));
  ASSERT_TRUE(plain);
  EXPECT_EQ(*plain->body, "script");
  EXPECT_EQ(header(*plain, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(*plain, "ETag"), "\"js\"");
  EXPECT_EQ(header(*plain, "Vary"), "Accept-Encoding");
  const auto packed = assets.answer(ask("/assets/a-1f.js", {{"accept-encoding", "br, gzip"}}));
  EXPECT_EQ(*packed->body, "gz");
  EXPECT_EQ(header(*packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(*packed, "ETag"), "\"js-gz\"");
  const auto page = assets.answer(ask("/index.html", {{"Accept-Encoding", "br"}}));
  EXPECT_EQ(header(*page, "Cache-Control"), "no-cache");
  EXPECT_EQ(header(*page, "Content-Encoding"), "br");
  EXPECT_EQ(header(*assets.answer(ask("/logo.png")), "Vary"), "");
}

TEST(Assets, HeldAlreadyAre304PerCoding) {
  const auto assets = store();
  const auto status = [&](const char* tag, const char* coding) {
    return assets.answer(ask("/index.html", {{"If-None-Match", tag}, {"Accept-Encoding", coding}}))
        ->status;
  };
  EXPECT_EQ(status("\"page\"", ""), 304);
  EXPECT_EQ(status("\"page-br\"", "br"), 304);
  EXPECT_EQ(status("\"page\"", "br"), 200);
  EXPECT_EQ(status("\"other\"", ""), 200);
  EXPECT_EQ(assets.answer(ask("/logo.png", {{"If-None-Match", "*"}}))->status, 200);
}

TEST(Assets, LeaveTheRestToOthers) {
  const auto assets = store();
  EXPECT_EQ(*assets.answer(ask("/cases/7"))->body, "page");
  EXPECT_EQ(*assets.answer(ask("/"))->body, "first page");
  EXPECT_FALSE(assets.answer(ask("/api/v1/nowhere")));
  EXPECT_FALSE(assets.answer(ask("/assets/gone-2e.js")));
  auto post = ask("/index.html");
  post.method = http::Method::post;
  EXPECT_FALSE(assets.answer(post));
}

TEST(Cookies, AreFoundByTheirWholeName) {
  const auto request = ask("/", {{"Cookie", "a=1; __Host-s=abc; b=\"q\""}, {"cookie", "c=x=y; d"}});
  EXPECT_EQ(request.cookie("__Host-s"), "abc");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "q");
  EXPECT_EQ(request.cookie("c"), "x=y");
  for (const auto* none : {"s", "Host-s", "A", "d", "", "x"}) EXPECT_FALSE(request.cookie(none));
}

}  // namespace
}  // namespace qidi::http_test
