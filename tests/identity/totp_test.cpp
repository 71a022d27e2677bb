// One-time codes against RFC 6238's appendix B, and the rule that each step serves once.
#include "identity/totp.h"

#include <gtest/gtest.h>

#include <set>

namespace qidi::identity {
namespace {

// "12345678901234567890", the RFC's key, in base32.
constexpr std::string_view rfc_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

domain::Instant at(std::int64_t seconds) {
  return domain::Instant(std::chrono::seconds(seconds));
}

TEST(Totp, GivesTheCodesOfRfc6238) {
  // The appendix prints eight digits; six are the last six of them.
  const std::pair<std::int64_t, std::string> vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
  };
  for (const auto& [seconds, digits] : vectors) {
    EXPECT_EQ(code_at(rfc_secret, step_of(at(seconds))), digits.substr(2)) << seconds;
  }
}

TEST(Totp, TakesTheCodeOfTheStepBeforeAndAfterAndNoOther) {
  const auto now = at(1234567890);
  const auto present = step_of(now);
  for (std::int64_t away = -3; away <= 3; ++away) {
    const auto code = code_at(rfc_secret, present + away).value();
    const auto accepted = accepted_step(rfc_secret, code, now, 0);
    if (away >= -1 && away <= 1) {
      EXPECT_EQ(accepted, present + away);
    } else {
      EXPECT_EQ(accepted, std::nullopt) << away;
    }
  }
}

TEST(Totp, NoCodeServesTwiceNorAfterALaterOne) {
  const auto now = at(1234567890);
  const auto present = step_of(now);
  const auto before = code_at(rfc_secret, present - 1).value();
  const auto code = code_at(rfc_secret, present).value();
  const auto first = accepted_step(rfc_secret, code, now, 0);
  ASSERT_EQ(first, present);
  EXPECT_EQ(accepted_step(rfc_secret, code, now, *first), std::nullopt);
  EXPECT_EQ(accepted_step(rfc_secret, code, at(1234567890 + 29), *first), std::nullopt);
  EXPECT_EQ(accepted_step(rfc_secret, before, now, *first), std::nullopt);
  const auto after = code_at(rfc_secret, present + 1).value();
  EXPECT_EQ(accepted_step(rfc_secret, after, now, *first), present + 1);
}

TEST(Totp, ReadsSpacesAndFullWidthDigitsAndNothingElse) {
  const auto now = at(59);  // 287082
  EXPECT_EQ(accepted_step(rfc_secret, "287 082", now, 0), 1);
  EXPECT_EQ(accepted_step(rfc_secret, "２８７０８２", now, 0), 1);
  for (const auto* code : {"", "28708", "2870820", "94287082", "287083", "28708x", "\xEF\xBC"}) {
    EXPECT_EQ(accepted_step(rfc_secret, code, now, 0), std::nullopt) << code;
  }
}

TEST(Totp, ASecretThatIsNoBase32AcceptsNothing) {
  EXPECT_EQ(code_at("", 1), std::nullopt);
  EXPECT_EQ(code_at("A1B8", 1), std::nullopt);
  EXPECT_EQ(accepted_step("", "000000", at(59), 0), std::nullopt);
  EXPECT_EQ(code_at("gezdgnbvgy3tqojqgezdgnbvgy3tqojq", 1), "287082");
  EXPECT_EQ(code_at(rfc_secret, -1), std::nullopt);
}

TEST(Totp, SecretsAre160BitsAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto secret = random_totp_secret();
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_TRUE(code_at(secret, 1).has_value());
    seen.insert(secret);
  }
  EXPECT_EQ(seen.size(), 100U);
}

TEST(Totp, AddressIsPercentEncoded) {
  EXPECT_EQ(otpauth_uri("GEZDGNBV", "clerk 1&x"),
            "otpauth://totp/%E8%B5%B7%E5%BA%95:clerk%201%26x?secret=GEZDGNBV"
            "&issuer=%E8%B5%B7%E5%BA%95&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace qidi::identity
