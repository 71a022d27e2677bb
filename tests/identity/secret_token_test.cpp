// Tokens: their length, alphabet and hash.
#include "identity/secret_token.h"

#include <gtest/gtest.h>

#include <set>

namespace qidi::identity {
namespace {

TEST(SecretToken, IsFortyThreeCharactersOfBase64UrlAndNeverTheSameTwice) {
  std::set<std::string> seen;
  std::set<char> characters;
  for (int i = 0; i < 1000; ++i) {
    const auto token = random_token();
    EXPECT_EQ(token.size(), 43U);
    characters.insert(token.begin(), token.end());
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 1000U);
  const std::set<char> alphabet = [] {
    const std::string_view all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return std::set<char>(all.begin(), all.end());
  }();
  EXPECT_EQ(characters, alphabet);
}

TEST(SecretToken, IsHashedBySha256) {
  // FIPS 180-4's example "abc", and the empty message.
  EXPECT_EQ(token_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(token_hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(SecretToken, ComparesWholeTexts) {
  EXPECT_TRUE(same_secret("", ""));
  EXPECT_TRUE(same_secret("token", "token"));
  EXPECT_FALSE(same_secret("token", "tokem"));
  EXPECT_FALSE(same_secret("token", "toke"));
  EXPECT_FALSE(same_secret("", "t"));
  EXPECT_FALSE(same_secret(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

TEST(SecretToken, LabelsLeaveOutWhatIsEasilyMisread) {
  std::set<char> characters;
  for (int i = 0; i < 200; ++i) {
    const auto label = random_label(8);
    EXPECT_EQ(label.size(), 8U);
    characters.insert(label.begin(), label.end());
  }
  EXPECT_EQ(characters.size(), 32U);
  for (const char misread : {'0', '1', 'l', 'o'}) EXPECT_FALSE(characters.contains(misread));
}

}  // namespace
}  // namespace qidi::identity
