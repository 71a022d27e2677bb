// Signed heads and the file they are kept in: signatures, keys, torn and spoilt lines.
#include "record/heads.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "record/page_of.h"

namespace qidi::record {
namespace {

class Heads : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (std::filesystem::temp_directory_path() / "qidi-heads-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string folder_;
};

// On Debian 12 with OpenSSL before 3.0.20 nothing could be signed, so that no data directory could
// be made: the signer's id was given to the beginning of a signature, where those refuse it.
TEST_F(Heads, AreSignedOnceAndVerifiedForEver) {
  auto key = SigningKey::open_or_create(folder_ + "/keys");
  ASSERT_TRUE(key);
  struct stat info {};
  ASSERT_EQ(stat((folder_ + "/keys/head_key.pem").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  const auto now = *domain::parse_instant("2022-09-27T10:00:00+08:00");
  auto head = key->sign(7, sm3("root"), now);
  ASSERT_TRUE(head);
  auto shown = PublicKey::read(folder_ + "/keys/head_public.pem");
  ASSERT_TRUE(shown);
  EXPECT_TRUE(shown->verifies(*head));

  auto forged = *head;
  forged.size = 8;
  EXPECT_FALSE(shown->verifies(forged));
  forged = *head;
  forged.signature[20] = forged.signature[20] == 'a' ? 'b' : 'a';
  EXPECT_FALSE(shown->verifies(forged));

  auto reopened = SigningKey::open_or_create(folder_ + "/keys");
  ASSERT_TRUE(reopened);
  EXPECT_EQ(reopened->sign(1, sm3("x"), now)->key_id, head->key_id);
}

TEST_F(Heads, OfTheFormatsPageIsGoodUnderItsKey) {
  const auto page = tests::page_of("docs/formats/heads.md");
  const auto between = [&](const std::string& from, const std::string& to) {
    const auto start = page.find(from);
    return page.substr(start, page.find(to, start) + to.size() - start);
  };
  std::ofstream(folder_ + "/key.pem")
      << between("-----BEGIN PUBLIC KEY", "-----END PUBLIC KEY-----\n");
  const auto key = PublicKey::read(folder_ + "/key.pem");
  ASSERT_TRUE(key);
  auto head = head_from(between("{\"size\":", "}"));
  ASSERT_TRUE(head);
  EXPECT_EQ(head->size, 2U);
  EXPECT_TRUE(key->verifies(*head));
  head->signed_at += std::chrono::seconds{1};
  EXPECT_FALSE(key->verifies(*head));
}

TEST_F(Heads, AnotherKeySignsInVain) {
  auto ours = SigningKey::open_or_create(folder_ + "/ours");
  auto theirs = SigningKey::open_or_create(folder_ + "/theirs");
  ASSERT_TRUE(ours && theirs);
  auto head = *theirs->sign(7, sm3("root"), domain::Instant{std::chrono::seconds{1}});
  const auto shown = *PublicKey::read(folder_ + "/ours/head_public.pem");
  EXPECT_FALSE(shown.verifies(head));
  head.key_id = ours->sign(7, sm3("root"), domain::Instant{std::chrono::seconds{1}})->key_id;
  EXPECT_FALSE(shown.verifies(head)) << "also when it calls itself ours";
}

TEST_F(Heads, GetTheirPublicKeyBackWhenItIsLost) {
  ASSERT_TRUE(SigningKey::open_or_create(folder_ + "/keys"));
  std::filesystem::remove(folder_ + "/keys/head_public.pem");
  const auto key = SigningKey::open_or_create(folder_ + "/keys");
  const auto shown = PublicKey::read(folder_ + "/keys/head_public.pem");
  ASSERT_TRUE(key && shown);
  EXPECT_TRUE(shown->verifies(*key->sign(1, sm3("x"), domain::Instant{std::chrono::seconds{1}})));
  std::ofstream(folder_ + "/keys/head_key.pem", std::ios::trunc) << "no key";
  EXPECT_FALSE(SigningKey::open_or_create(folder_ + "/keys"));
}

TEST_F(Heads, AreNotSignedWithAKeyThatTheShownOneWouldCallForged) {
  ASSERT_TRUE(SigningKey::open_or_create(folder_ + "/keys"));
  const auto other = SigningKey::open_or_create(folder_ + "/other");
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->show_in(folder_ + "/keys"));
  EXPECT_TRUE(other->show_in(folder_ + "/elsewhere"));
  EXPECT_EQ(PublicKey::read(folder_ + "/elsewhere/head_public.pem")->id(),
            PublicKey::read(folder_ + "/other/head_public.pem")->id());
  std::filesystem::remove(folder_ + "/keys/head_key.pem");
  EXPECT_FALSE(SigningKey::open_or_create(folder_ + "/keys")) << "no new key behind an old public";
}

TEST_F(Heads, SurviveALastLineTornAtEveryByte) {
  auto key = SigningKey::open_or_create(folder_ + "/keys");
  ASSERT_TRUE(key);
  const auto file = folder_ + "/heads";
  const auto head = *key->sign(7, sm3("root"), domain::Instant{std::chrono::seconds{1}});
  const auto line = to_line(head) + "\n";
  for (std::size_t kept = 1; kept + 1 < line.size(); ++kept) {
    std::filesystem::remove(file);
    ASSERT_TRUE(append_head(file, head));
    std::ofstream(file, std::ios::app) << line.substr(0, kept);
    EXPECT_TRUE(read_heads(file)->torn_tail) << kept;
    EXPECT_EQ(read_heads(file)->heads.size(), 1U);
    ASSERT_TRUE(append_head(file, head));
    const auto read = read_heads(file);
    EXPECT_EQ(read->heads.size(), 2U);
    EXPECT_FALSE(read->torn_tail);
    EXPECT_TRUE(read->spoilt_lines.empty());
    EXPECT_EQ(to_line(read->heads[1]), to_line(head));
  }
  std::ofstream(file, std::ios::app) << "{\"size\":8}\n";
  EXPECT_EQ(read_heads(file)->spoilt_lines, (std::vector<std::size_t>{3}));
}

}  // namespace
}  // namespace qidi::record
