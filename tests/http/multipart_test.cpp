// Forms with a file, read as they come: at every split the same, and strict about what is not one
// (RFC 7578; reliability.md R18, R23).
#include "http/multipart.h"

#include <gtest/gtest.h>

namespace qidi::http_test {
namespace {

using http::boundary_in;
using http::MultipartParser;

/// Everything the parser told, as one text.
std::string told(const std::string& boundary, std::string_view form, std::size_t piece) {
  std::string text;
  MultipartParser parser(boundary, {[&](const http::FormPart& part) {
                                      text += "<" + part.name;
                                      if (part.is_file) text += "|" + part.file_name;
                                      if (!part.content_type.empty())
                                        text += "|" + part.content_type;
                                      text += ">";
                                      return true;
                                    },
                                    [&](std::string_view bytes) {
                                      text += bytes;
                                      return true;
                                    },
                                    [&] {
                                      text += "</>";
                                      return true;
                                    }});
  for (std::size_t at = 0; at < form.size(); at += piece) parser.feed(form.substr(at, piece));
  switch (parser.state()) {
    case MultipartParser::State::more:
      return text + " unfinished";
    case MultipartParser::State::malformed:
      return "malformed";
    case MultipartParser::State::done:
      return text;
  }
  return text;
}

std::string part(std::string_view head, std::string_view content) {
  return "--B\r\nContent-Disposition: form-data; " + std::string(head) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}

TEST(Multipart, IsTheSameAtEverySplit) {
  const std::string form =
      part("name=\"note\"", "立项\r\n") +
      part("name=\"file\"; filename=\"a b.pdf\"\r\nContent-Type: application/pdf",
           "%PDF\r\n--\r\n--b\r\n-\r\n--BB is no boundary\r\r\n") +
      part("name=empty", "") + "--B--\r\nepilogue --B";
  // "--BB" begins with the boundary and goes on: by RFC 2046 the line would be a boundary with
  // text behind it, which is refused; so it must not stand in the content.
  EXPECT_EQ(told("B", form, form.size()), "malformed");
  std::string fine = form;
  fine.replace(fine.find("--BB"), 4, "--XB");
  const std::string expected =
      "<note>立项\r\n</><file|a b.pdf|application/pdf>%PDF\r\n--\r\n--b\r\n-\r\n--XB is no "
      "boundary\r\r\n</><empty></>";
  for (std::size_t piece = 1; piece <= fine.size(); ++piece) {
    ASSERT_EQ(told("B", fine, piece), expected) << piece;
  }
}

TEST(Multipart, CutAnywhereIsNeverWhole) {
  const std::string form = part("name=a; filename=b", "content") + "--B--";
  for (std::size_t length = 0; length < form.size(); ++length) {
    const auto text = told("B", form.substr(0, length), 3);
    EXPECT_TRUE(text.ends_with("unfinished")) << length << ": " << text;
  }
  EXPECT_EQ(told("B", form, 1), "<a|b>content</>");
}

TEST(Multipart, RefusesWhatIsNotPlainlyAForm) {
  const std::vector<std::string> wrong{
      "preamble\r\n" + part("name=a", "x") + "--B--",
      "\r\n" + part("name=a", "x") + "--B--",
      "--C\r\n" + part("name=a", "x") + "--B--",
      "--B \r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--",
      "--B\nContent-Disposition: form-data; name=a\n\nx\n--B--",
      "--B\r\nX: y\r\n\r\nx\r\n--B--",
      "--B\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data; filename=a\r\n\r\nx\r\n--B--",
      part("name=a; name=b", "x") + "--B--",
      part("name=a; filename=b; filename=c", "x") + "--B--",
      part("name=\"a", "x") + "--B--",
      part("name=a; filename", "x") + "--B--",
      part("name=a\r\nContent-Disposition: form-data; name=b", "x") + "--B--",
      part("name=a\r\nContent-Transfer-Encoding: base64", "x") + "--B--",
      part("name=a\r\nno colon", "x") + "--B--",
      part("name=\"a\nb\"", "x") + "--B--",
      part(std::string_view("name=\"a\0b\"", 10), "x") + "--B--",
      part("name=\"\xff\"", "x") + "--B--",
      part("name=" + std::string(5000, 'a'), "x") + "--B--",
      part("name=a", "x") + "--B-x",
      part("name=a", "x") + "--Bx",
  };
  for (const auto& form : wrong) {
    EXPECT_EQ(told("B", form, form.size()), "malformed") << form.substr(0, 80);
    EXPECT_EQ(told("B", form, 1), "malformed") << form.substr(0, 80);
  }
}

TEST(Multipart, KeepsNamesAsBrowsersWriteThem) {
  EXPECT_EQ(told("B", part(R"(name="a%22b"; filename="C:\dir\文件.pdf")", "") + "--B--", 5),
            "<a\"b|C:\\dir\\文件.pdf></>");
  EXPECT_EQ(told("B", part(R"(name="a;b"; filename="../../etc/passwd")", "") + "--B--", 5),
            "<a;b|../../etc/passwd></>");
  EXPECT_EQ(told("B", part(R"(name=a; filename="")", "") + "--B--", 5), "<a|></>");
}

TEST(Boundary, IsReadFromTheContentType) {
  EXPECT_EQ(boundary_in("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(boundary_in("Multipart/Form-Data;charset=utf-8; BOUNDARY=\"a b'(c)\""), "a b'(c)");
  for (const auto* none :
       {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a\"b",
        "multipart/form-data; boundary=a\\b", "multipart/form-data boundary=a",
        "multipart/form-data; boundary=\"a\"x"}) {
    EXPECT_FALSE(boundary_in(none)) << none;
  }
  EXPECT_TRUE(boundary_in("multipart/form-data; boundary=" + std::string(70, 'a')));
  EXPECT_FALSE(boundary_in("multipart/form-data; boundary=" + std::string(71, 'a')));
}

}  // namespace
}  // namespace qidi::http_test
