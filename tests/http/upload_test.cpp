// Uploads: to a file of their own as they come, gone afterwards unless kept (reliability.md R16,
// R23).
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <thread>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

std::string upload(std::string_view type, std::string_view body,
                   std::string_view path = "/upload") {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string part(std::string_view head, std::string_view content) {
  return "--B\r\nContent-Disposition: form-data; " + std::string(head) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}

constexpr const char* form_type = "multipart/form-data; boundary=B";

void expect_no_files(const Served& served) {
  // The file goes with the last reference, which a worker may hold a moment longer.
  for (int i = 0; i < 2000 && served.files_left() > 0; ++i) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(served.files_left(), 0U);
}

TEST(Uploads, ComeWholeRawOrAsAForm) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(upload("application/pdf", "%PDF-1.7")).body, "|application/pdf||%PDF-1.7");
  const auto form = part("name=note", "立项") +
                    part("name=file; filename=\"a.pdf\"\r\nContent-Type: application/pdf", "%PDF") +
                    part("name=more", "x") + "--B--\r\n";
  EXPECT_EQ(client.ask(upload(form_type, form)).body,
            "a.pdf|application/pdf|note=立项;more=x;|%PDF");
  EXPECT_EQ(client.ask(upload(form_type, part("name=note", "x") + "--B--")).body, "||note=x;|");
  expect_no_files(served);
}

TEST(Uploads, ComeWholeHoweverLongAndHoweverCut) {
  Served served;
  std::string content;
  for (int i = 0; content.size() < 3'000'000; ++i) content += std::to_string(i) + "\r\n--";
  const auto form = part("name=file; filename=a", content) + "--B--";
  RawClient client(served.port());
  EXPECT_EQ(client.ask(upload(form_type, form)).body, "a|||" + content);
  client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: " +
              std::string(form_type) + "\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (std::size_t at = 0; at < form.size(); at += 77'777) {
    const auto piece = form.substr(at, 77'777);
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    client.send(size + piece + "\r\n");
  }
  EXPECT_EQ(client.ask("0\r\n\r\n").body, "a|||" + content);
  expect_no_files(served);
}

TEST(Uploads, AreOnlyTheOwnersToReadAndKeptOnlyWhenAsked) {
  Served served;
  RawClient client(served.port());
  EXPECT_EQ(client.ask(upload("text/plain", "kept", "/upload?keep=1")).status, 200);
  ASSERT_EQ(served.files_left(), 1U);
  for (const auto& file : std::filesystem::directory_iterator(served.settings.upload_folder)) {
    struct stat facts {};
    ASSERT_EQ(::stat(file.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    EXPECT_EQ(facts.st_size, 4);
  }
  struct stat folder {};
  ASSERT_EQ(::stat(served.settings.upload_folder.c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 0777U, 0700U);
}

TEST(Uploads, ThatAreNoFormAre400AndLeaveNothing) {
  Served served([](http::Settings& settings) { settings.upload_limit = 1024 * 1024; });
  const auto file = part("name=file; filename=a", std::string(300'000, 'x'));
  std::string many;
  for (int i = 0; i < 65; ++i) many += part("name=a", "x");
  for (const auto& form :
       {file, file + "--B", file + file + "--B--", std::string("no form at all"), many + "--B--",
        part("name=text", std::string(70'000, 'x')) + "--B--", part("name=a", "\xff") + "--B--",
        part("name=a", std::string_view("\0", 1)) + "--B--", file + "--B-!"}) {
    RawClient client(served.port());
    EXPECT_EQ(client.ask(upload(form_type, form)).status, 400) << form.substr(0, 60);
  }
  EXPECT_EQ(RawClient(served.port()).ask(upload("multipart/form-data", "x")).status, 400);
  EXPECT_EQ(RawClient(served.port()).ask(upload("multipart/mixed; boundary=B", "x")).status, 400);
  EXPECT_TRUE(served.handled().empty());
  expect_no_files(served);
}

TEST(Uploads, PastTheLimitOrBrokenOffLeaveNothing) {
  Served served([](http::Settings& settings) { settings.upload_limit = 1024 * 1024; });
  {
    RawClient chunked(served.port());
    chunked.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(65536, 'a') + "\r\n";
    for (int i = 0; i < 20 && chunked.send(chunk); ++i) {
    }
    EXPECT_EQ(chunked.receive().status, 413);
  }
  expect_no_files(served);
  {
    RawClient leaves(served.port());
    leaves.send(upload("text/plain", std::string(900'000, 'a')).substr(0, 600'000));
    // It once left before the server had begun to write: the folder was empty when it was looked
    // at, and no longer a moment later.
    for (int i = 0; i < 5000 && served.files_left() == 0; ++i) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(served.files_left(), 1U);
  }
  expect_no_files(served);
  EXPECT_TRUE(served.handled().empty());
}

TEST(Uploads, ThatCannotBeStoredAre503) {
  Served served;
  std::filesystem::remove_all(served.settings.upload_folder);
  const auto answer = RawClient(served.port()).ask(upload("text/plain", "x"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body.find(served.folder), std::string::npos);
  std::filesystem::create_directory(served.settings.upload_folder);
  EXPECT_EQ(RawClient(served.port()).ask(upload("text/plain", "x")).status, 200);
}

}  // namespace
}  // namespace qidi::http_test
