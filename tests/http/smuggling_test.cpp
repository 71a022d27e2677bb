// Heads and bodies that two readers may understand differently: each is refused and the connection
// closed, and what follows on it is never run as a request (reliability.md R18, R19).
#include <gtest/gtest.h>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

struct Smuggled {
  const char* name;
  std::string bytes;
  int status;
};

const std::string hidden = "GET /read/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string with(std::string_view fields, std::string_view body = "") {
  return "POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
         std::string(fields) + "\r\n" + std::string(body);
}

/// What frames the body: lengths and codings in every wrong dress.
std::vector<Smuggled> framings() {
  std::vector<Smuggled> all;
  const auto add = [&](const char* name, std::string_view fields, int status = 400,
                       std::string_view body = "0\r\n\r\n") {
    all.push_back({name, with(fields, body), status});
  };
  add("length and chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
  add("chunked and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n");
  add("length 0 and chunked", "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n");
  add("two equal lengths", "Content-Length: 5\r\nContent-Length: 5\r\n");
  add("two lengths", "Content-Length: 5\r\nContent-Length: 0\r\n");
  add("a list of lengths", "Content-Length: 5, 5\r\n");
  add("a signed length", "Content-Length: +5\r\n");
  add("a negative length", "Content-Length: -5\r\n");
  add("a hexadecimal length", "Content-Length: 0x5\r\n");
  add("a fraction", "Content-Length: 5.0\r\n");
  add("a length with an exponent", "Content-Length: 5e0\r\n");
  add("a length with words", "Content-Length: 5 bytes\r\n");
  add("an empty length", "Content-Length: \r\n");
  add("a length past 64 bits", "Content-Length: 18446744073709551621\r\n");
  add("a length of 30 digits", "Content-Length: 000000000000000000000000000005\r\n");
  add("a length in full-width digits", "Content-Length: \xef\xbc\x95\r\n");
  add("a length after a space before the colon", "Content-Length : 5\r\n");
  add("a length after a tab before the colon", "Content-Length\t: 5\r\n");
  add("a folded length", "Content-Length:\r\n 5\r\n");
  add("a folded field", "X-A: b\r\n c\r\nContent-Length: 5\r\n");
  add("a field folded with a tab", "X-A: b\r\n\tc\r\nContent-Length: 5\r\n");
  add("a field that begins with a space", " Content-Length: 5\r\n");
  add("two codings fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
  add("chunked then identity fields",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n");
  add("identity and chunked", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n");
  add("gzip then length", "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n");
  add("an unknown coding", "Transfer-Encoding: xchunked\r\n", 501);
  add("identity", "Transfer-Encoding: identity\r\n", 501);
  add("gzip", "Transfer-Encoding: gzip\r\n", 501);
  add("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", 501);
  add("chunked, identity", "Transfer-Encoding: chunked, identity\r\n", 501);
  add("chunked twice in one", "Transfer-Encoding: chunked, chunked\r\n", 501);
  add("a quoted coding", "Transfer-Encoding: \"chunked\"\r\n", 501);
  add("chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n", 501);
  add("an empty coding", "Transfer-Encoding: \r\n", 501);
  add("chunked with a vertical tab",
      "Transfer-Encoding: \x0b"
      "chunked\r\n");
  add("chunked with a NUL", std::string("Transfer-Encoding: chunked\0\r\n", 29));
  add("a coding after a space before the colon", "Transfer-Encoding : chunked\r\n");
  add("a coding folded", "Transfer-Encoding:\r\n chunked\r\n");
  add("a coding with a bare return", "Transfer-Encoding: chunked\rX: y\r\n");
  add("a field without a name", ": x\r\n");
  add("a field without a colon", "Content-Length 5\r\n");
  add("a name with a control", "Content\x01Length: 5\r\n");
  add("a name beyond ASCII", "Content-Length\xc2\xa0: 5\r\n");
  add("a bare feed after a field", "X-A: b\nContent-Length: 5\r\n");
  add("a bare feed hiding a coding", "X-A: b\nTransfer-Encoding: chunked\r\n");
  add("a bare return hiding a field", "X-A: b\rContent-Length: 5\r\n");
  add("a return twice", "X-A: b\r\r\nContent-Length: 5\r\n");
  add("a delete character", "X-A: b\x7f\r\n");
  return all;
}

std::vector<Smuggled> request_lines() {
  const std::string rest = "\r\nHost: localhost\r\n\r\n";
  const auto line = [&](const char* name, const std::string& text, int status = 400) {
    return Smuggled{name, text + rest, status};
  };
  return {
      line("a bare feed ends the line", "GET /instant HTTP/1.1\nX: y"),
      line("two spaces", "GET  /instant HTTP/1.1"),
      line("a space in the target", "GET /in stant HTTP/1.1"),
      line("a tab for a space", "GET\t/instant HTTP/1.1"),
      line("a space at the end", "GET /instant HTTP/1.1 "),
      line("no version", "GET /instant"),
      line("a version of two digits", "GET /instant HTTP/1.10"),
      line("a lower-case version", "GET /instant http/1.1"),
      line("version 2", "GET /instant HTTP/2.0", 505),
      line("version 0.9", "GET /instant HTTP/0.9", 505),
      line("version 1.2", "GET /instant HTTP/1.2", 505),
      line("a space before the method", " GET /instant HTTP/1.1"),
      line("a lower-case method", "get /instant HTTP/1.1", 501),
      line("an unknown method", "BREW /instant HTTP/1.1", 501),
      line("TRACE", "TRACE /instant HTTP/1.1", 501),
      line("CONNECT", "CONNECT localhost:80 HTTP/1.1", 501),
      line("a method with a bracket", "GE(T /instant HTTP/1.1"),
      line("a relative target", "GET instant HTTP/1.1"),
      line("a fragment", "GET /instant#part HTTP/1.1"),
      line("a target beyond ASCII", "GET /\xe7\xab\x8b HTTP/1.1"),
      line("a star", "GET * HTTP/1.1"),
      line("another scheme", "GET ftp://localhost/instant HTTP/1.1"),
      line("another host in the target", "GET http://evil.example/instant HTTP/1.1"),
      line("a user in the target", "GET http://a@localhost/instant HTTP/1.1"),
  };
}

std::vector<Smuggled> hosts() {
  const auto fields = [](const char* name, const std::string& text) {
    return Smuggled{name, "GET /instant HTTP/1.1\r\n" + text + "\r\n", 400};
  };
  return {
      fields("no host", "Accept: a\r\n"),
      fields("two hosts", "Host: localhost\r\nHost: localhost\r\n"),
      fields("two different hosts", "Host: localhost\r\nHost: evil.example\r\n"),
      fields("an empty host", "Host: \r\n"),
      fields("a host with a path", "Host: localhost/x\r\n"),
      fields("a host with a user", "Host: a@localhost\r\n"),
      fields("a host with a space", "Host: local host\r\n"),
      fields("a list of hosts", "Host: localhost, evil.example\r\n"),
  };
}

std::vector<Smuggled> chunks() {
  const auto body = [](const char* name, std::string_view text) {
    return Smuggled{name, with("Transfer-Encoding: chunked\r\n", text), 400};
  };
  return {
      body("a chunk size with a sign", "+5\r\nhello\r\n0\r\n\r\n"),
      body("a chunk size in hexadecimal dress", "0x5\r\nhello\r\n0\r\n\r\n"),
      body("a chunk size with a space before", " 5\r\nhello\r\n0\r\n\r\n"),
      body("a chunk size with a space behind", "5 \r\nhello\r\n0\r\n\r\n"),
      body("no chunk size", "\r\nhello\r\n0\r\n\r\n"),
      body("a chunk size of words", "five\r\nhello\r\n0\r\n\r\n"),
      body("a chunk size of 16 digits", "0000000000000005\r\nhello\r\n0\r\n\r\n"),
      body("a bare feed after the size", "5\nhello\r\n0\r\n\r\n"),
      body("a bare return after the size", "5\rhello\r\n0\r\n\r\n"),
      body("a chunk longer than its size", "5\r\nhello!\r\n0\r\n\r\n"),
      body("a bare feed after the chunk", "5\r\nhello\n0\r\n\r\n"),
      body("a bare feed in the extension", "5;a\nb\r\nhello\r\n0\r\n\r\n"),
      body("a NUL in the extension", std::string_view("5;\0\r\nhello\r\n0\r\n\r\n", 18)),
      body("a bare feed in the trailer", "5\r\nhello\r\n0\r\nX: y\n\r\n"),
      body("a bare feed ends the body", "5\r\nhello\r\n0\r\n\n"),
  };
}

TEST(Smuggling, IsRefusedAndWhatFollowsIsNeverRun) {
  Served served;
  std::size_t cases = 0;
  for (const auto& group : {framings(), request_lines(), hosts(), chunks()}) {
    for (const auto& smuggled : group) {
      SCOPED_TRACE(smuggled.name);
      RawClient client(served.port());
      const auto answer = client.ask(smuggled.bytes + hidden);
      EXPECT_EQ(answer.status, smuggled.status);
      EXPECT_EQ(answer.header("Connection"), "close");
      EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
      EXPECT_TRUE(client.is_closed());
      ++cases;
    }
  }
  EXPECT_GE(cases, 95U);
  EXPECT_TRUE(served.handled().empty()) << served.handled().front();
}

TEST(Smuggling, IsRefusedHoweverTheBytesAreCut) {
  Served served;
  for (const std::size_t piece : {1U, 2U, 7U}) {
    for (const auto& smuggled : {framings().front(), framings()[17], chunks().front()}) {
      SCOPED_TRACE(smuggled.name);
      RawClient client(served.port());
      for (std::size_t at = 0; at < smuggled.bytes.size(); at += piece) {
        client.send(smuggled.bytes.substr(at, piece));
      }
      EXPECT_EQ(client.receive().status, smuggled.status);
      EXPECT_TRUE(client.is_closed());
    }
  }
  EXPECT_TRUE(served.handled().empty());
}

TEST(Smuggling, DoesNotForbidWhatIsPlainlyRight) {
  Served served;
  const std::vector<std::string> fine{
      "GET /instant HTTP/1.1\r\nhOsT:localhost\r\n\r\n",
      "\r\nGET /instant HTTP/1.1\r\nHost: \t localhost \t \r\n\r\n",
      "GET /instant HTTP/1.0\r\n\r\n",
      "GET http://localhost/instant HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /instant?a=b HTTP/1.1\r\nHost: localhost:8080\r\nX-Empty:\r\n\r\n",
      with("Transfer-Encoding: CHUNKED\r\n", "5;a=b\r\n[1,2,\r\n02\r\n3]\r\n0\r\nX-T: y\r\n\r\n"),
      with("Content-Length: 0002\r\n", "{}"),
  };
  for (const auto& bytes : fine) {
    SCOPED_TRACE(bytes);
    RawClient client(served.port());
    EXPECT_EQ(client.ask(bytes).status, 200);
  }
}

}  // namespace
}  // namespace qidi::http_test
