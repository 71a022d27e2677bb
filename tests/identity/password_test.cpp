// Password hashes. Few Argon2 runs, since each costs tens of milliseconds by design.
#include "identity/password.h"

#include <gtest/gtest.h>

#include <array>

namespace qidi::identity {
namespace {

TEST(Password, IsKeptAsAnArgon2idHashAndFoundAgain) {
  const std::string password = "起底 correct horse";
  const auto encoded = hash_password(password);
  EXPECT_TRUE(encoded.starts_with("$argon2id$v=19$m=49152,t=2,p=1$")) << encoded;
  EXPECT_EQ(encoded.find(password), std::string::npos);
  EXPECT_TRUE(verify_password(encoded, password));
  EXPECT_FALSE(verify_password(encoded, "起底 correct horsf"));
  EXPECT_FALSE(needs_rehash(encoded));
}

TEST(Password, IsHashedWholeWhateverItsLengthAndBytes) {
  std::string longest;
  for (int i = 0; i < 128; ++i) longest += "\xF0\x9F\x90\x8E";  // four bytes each, one code point
  const auto encoded = hash_password(longest);
  auto last_differs = longest;
  last_differs.back() = '\x8F';
  EXPECT_TRUE(verify_password(encoded, longest));
  EXPECT_FALSE(verify_password(encoded, last_differs));
  const std::string with_zero("before\0after", 12);
  const auto zero = hash_password(with_zero);
  EXPECT_TRUE(verify_password(zero, with_zero));
  EXPECT_FALSE(verify_password(zero, "before"));
}

TEST(Password, TwoHashesOfOnePasswordDiffer) {
  EXPECT_NE(hash_password("the same"), hash_password("the same"));
}

TEST(Password, IsCheckedAgainstARowMadeElsewhereAtAnotherCost) {
  // A published answer of the reference implementation: "password", "somesalt", t=2, m=64 MiB, p=1.
  const std::string published =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(verify_password(published, "password"));
  EXPECT_FALSE(verify_password(published, "Password"));
  EXPECT_TRUE(needs_rehash(published));
}

TEST(Password, OfAnUnknownLoginCostsWhatAKnownOneCosts) {
  // By construction: the decoy asks Argon2 for the same work, on a salt and hash of the same sizes.
  const auto real = hash_password("some password");
  const auto decoy = decoy_hash();
  EXPECT_EQ(cost_of(decoy), cost_of(real));
  EXPECT_EQ(cost_of(decoy), house_cost);
  EXPECT_EQ(decoy.size(), real.size());
  EXPECT_EQ(decoy.rfind('$'), real.rfind('$'));
  EXPECT_FALSE(needs_rehash(decoy));
  EXPECT_NE(decoy, decoy_hash());
  EXPECT_FALSE(verify_password(decoy, "some password"));
  EXPECT_FALSE(verify_password_of(std::nullopt, "some password"));
  EXPECT_TRUE(verify_password_of(real, "some password"));
}

TEST(Password, CostIsWithinWhatReliabilityAsks) {
  EXPECT_GE(house_cost.memory_kib, 19U * 1024);
  EXPECT_GE(house_cost.passes, 2U);
}

TEST(Password, TextThatIsNoHashOfOursHasNoCostAndNeedsARehash) {
  const std::string tail = "$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(cost_of("$argon2id$v=19$m=19456,t=2,p=1" + tail));
  for (const std::string& text : {
           std::string(),
           std::string("password"),
           "$argon2i$v=19$m=19456,t=2,p=1" + tail,
           "$argon2id$v=16$m=19456,t=2,p=1" + tail,
           "$argon2id$v=19$m=4294967295,t=2,p=1" + tail,
           "$argon2id$v=19$m=99999999999,t=2,p=1" + tail,
           "$argon2id$v=19$m=19456,t=4000000000,p=1" + tail,
           "$argon2id$v=19$m=19456,t=0,p=1" + tail,
           "$argon2id$v=19$m=19456,t=2,p=0" + tail,
           "$argon2id$v=19$m=19456,t=2" + tail,
           std::string("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ"),
           std::string("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$"),
           "$argon2id$v=19$m=19456,t=2,p=1" + tail + "$more",
           "$argon2id$v=19$m=19456,t=2,p=1" + tail + std::string("\0more", 5),
       }) {
    EXPECT_FALSE(cost_of(text)) << text;
    EXPECT_TRUE(needs_rehash(text)) << text;
  }
  EXPECT_FALSE(verify_password("", ""));
}

TEST(Password, IsFoundAmongEarlierOnes) {
  const std::array hashes{hash_password("first"), hash_password("second")};
  EXPECT_TRUE(is_among(hashes, "second"));
  EXPECT_FALSE(is_among(hashes, "third"));
}

}  // namespace
}  // namespace qidi::identity
