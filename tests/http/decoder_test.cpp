// The reader of bodies and the reader of heads by themselves: the same at every split.
#include <gtest/gtest.h>

#include "http/body_decoder.h"
#include "http/request_head.h"

namespace qidi::http_test {
namespace {

using State = http::BodyDecoder::State;

struct Decoded {
  State state;
  std::string body;
  std::string left;
};

Decoded decode(const http::Framing& framing, std::string_view bytes, std::size_t piece,
               std::uint64_t limit = 1000) {
  http::BodyDecoder decoder(framing, limit);
  std::string body;
  std::string left;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto part = bytes.substr(at, piece);
    decoder.feed(part, [&](std::string_view taken) {
      body += taken;
      return true;
    });
    left += part;
  }
  return {decoder.state(), body, left};
}

http::Framing chunked() {
  http::Framing framing;
  framing.chunked = true;
  return framing;
}

TEST(BodyDecoder, IsTheSameAtEverySplit) {
  const std::string bytes = "5;x=y\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX: y\r\nZ: 1\r\n\r\nGET /";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    const auto decoded = decode(chunked(), bytes, piece);
    EXPECT_EQ(decoded.state, State::done);
    EXPECT_EQ(decoded.body, "hello0123456789");
    EXPECT_EQ(decoded.left, "GET /");
  }
  http::Framing counted;
  counted.content_length = 5;
  for (std::size_t piece = 1; piece <= 8; ++piece) {
    const auto decoded = decode(counted, "helloGET", piece);
    EXPECT_EQ(decoded.body + "|" + decoded.left, "hello|GET");
  }
}

TEST(BodyDecoder, StopsAtItsLimit) {
  EXPECT_EQ(decode(chunked(), "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 1, 5).state, State::done);
  EXPECT_EQ(decode(chunked(), "3\r\nabc\r\n3\r\nde", 1, 5).state, State::too_large);
  EXPECT_EQ(decode(chunked(), "fffffffffffffff\r\n", 1, 5).state, State::too_large);
  EXPECT_EQ(decode(chunked(), "1;" + std::string(20'000, 'x'), 100).state, State::malformed);
  EXPECT_EQ(decode(chunked(), "0\r\nX: " + std::string(20'000, 'x'), 100).state, State::malformed);
  http::Framing counted;
  counted.content_length = 6;
  EXPECT_EQ(decode(counted, "", 1, 5).state, State::too_large);
}

TEST(HeadReader, FindsTheEndAtEverySplit) {
  const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    std::size_t seen = 0;
    std::size_t found = 0;
    for (std::size_t at = piece; found == 0; at += piece) {
      const auto input = std::string_view(bytes).substr(0, at);
      const auto end = http::find_head_end(input, seen, {});
      ASSERT_FALSE(end.fault);
      found = end.length;
      seen = input.size();
    }
    EXPECT_EQ(found, bytes.size() - 4);
  }
}

TEST(HeadReader, KeepsFieldsAsSent) {
  http::Request request;
  http::Framing framing;
  ASSERT_FALSE(
      http::read_head("PATCH /a%20b/?x=1 HTTP/1.1\r\nHost: h\r\nX-Long:  a \t b\t\r\n"
                      "content-length: 12\r\n\r\n",
                      {}, request, framing));
  EXPECT_EQ(request.method, http::Method::patch);
  EXPECT_EQ(request.target, "/a%20b/?x=1");
  EXPECT_EQ(request.path, "/a b/");
  EXPECT_EQ(request.parameter("x"), "1");
  EXPECT_EQ(request.header("x-LONG"), "a \t b");
  EXPECT_EQ(framing.content_length, 12U);
  EXPECT_TRUE(framing.keep_alive);
}

}  // namespace
}  // namespace qidi::http_test
