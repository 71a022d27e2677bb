// What may be chosen as a password, and what is told to whoever chose otherwise.
#include "identity/password_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace qidi::identity {
namespace {

using ::testing::HasSubstr;

const PasswordPolicy no_classes{.classes = false, .days = 0, .remember = 0};

/// The objection, or an empty text.
std::string objected(const std::string& password, const PasswordPolicy& policy = {},
                     std::vector<std::string> words = {}) {
  return objection(password, policy, "clerk", "张三丰", words).value_or("");
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(PasswordPolicy, CountsCodePointsAndNotBytes) {
  // 11 and 12 code points of three and four bytes.
  EXPECT_THAT(objected("马铃薯熟了请来吃饭吧！", no_classes), HasSubstr("现在是 11 个"));
  EXPECT_EQ(objected("马铃薯都熟了请来吃饭吧！", no_classes), "");
  EXPECT_THAT(objected("a9K🐎🌾🪁🫖🧭🪔🧩🛶", no_classes),
              HasSubstr("现在是 11 个"));
  EXPECT_EQ(objected("a9K🐎🌾🪁🫖🧭🪔🧩🛶🪵", no_classes), "");
}

TEST(PasswordPolicy, TakesUpTo128CodePointsAndCutsNothing) {
  std::string longest = "Aa1";
  for (int i = 0; longest.size() < 128; ++i)
    longest += static_cast<char>('a' + (i * 7 + i / 3) % 26);
  EXPECT_EQ(objected(longest), "");
  EXPECT_THAT(objected(longest + "x"), HasSubstr("最多 128 个字符，现在是 129 个"));
}

TEST(PasswordPolicy, AsksForThreeOfFourClassesUnderTheProfileOnly) {
  EXPECT_THAT(objected("kvxmwtzrbnjq"), HasSubstr("四类中的至少三类，现在是 1 类"));
  EXPECT_THAT(objected("kvxmwtzrBNJQ"), HasSubstr("现在是 2 类"));
  EXPECT_EQ(objected("kvxmwtzrBN4Q"), "");
  EXPECT_EQ(objected("kvxm tzrBNJQ"), "");
  EXPECT_EQ(objected("Kvxm马wtzrbnjq"), "");
  EXPECT_EQ(objected("kvxmwtzrbnjq", no_classes), "");
}

TEST(PasswordPolicy, RefusesWhatIsNoUtf8) {
  for (const auto* bytes : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE9\xA9",
                            "\x80", "\xE0\x80\x80"}) {
    EXPECT_THAT(objected(std::string("Kvxm4wtzrbnj") + bytes), HasSubstr("无法识别"));
  }
}

TEST(PasswordPolicy, RefusesTheLoginAndTheNameForwardsAndBackwards) {
  EXPECT_THAT(objected("kvx-CLERK-wtz4rb"), HasSubstr("登录名"));
  EXPECT_THAT(objected("kvx-krelc-Wtz4rb"), HasSubstr("登录名"));
  EXPECT_THAT(objected("kvX4张三丰wtzrbnj"), HasSubstr("姓名"));
  // A login of two letters stands in half of all passwords.
  EXPECT_FALSE(objection("kvLixmwtzrbn4Q", {}, "li", "李"));
}

TEST(PasswordPolicy, RefusesCommonPasswordsDressedUp) {
  for (const auto* password : {
           "Admin@123456",
           "Password123!",
           "P@ssw0rd2022!",
           "P@$$w0rdP@$$w0rd",
           "Huawei@123456",
           "Huawei12#$2022",
           "Qwertyuiop12",
           "1qaz2wsx3edC",
           "1qaz@WSX3edc",
           "!QAZ2wsx#EDC",
           "Zaq1xsw2cde3",
           "Asdfghjkl123!",
           "Woaini1314520!",
           "Woaini5201314",
           "Iloveyou2022!",
           "Aa123456789!",
           "Abcd1234!@#$",
           "Abc123456789.",
           "Abcdefg1234567",
           "A1!A1!A1!A1!A1!",
           "Neimenggu@2022",
           "Huhehaote2022!",
           "Baotou@123456",
           "Nmg@Huhehaote2022",
           "Qidi-demo-2022",
           "Admin888888!!",
           "AAAAaaaa1111",
           "Aabbccddeeff11",
           "Test@Test@2022",
           "Administrator1!",
           "Nimda@nimdA123",
           "Welcome2022!!!",
           "Zhangwei@19900101",
           "Ordos20220930!",
           "Dragon1234567!",
           "Shenpi@2022123",
           "\uFF30\uFF41ssword123!!",
           "内蒙古Abc123456",
           "管理员Admin123!",
           "Passw0rd!Passw0rd!",
           "147258369Aa!",
           "Kx7!Kx7!Kx7!Kx7!",
       }) {
    EXPECT_THAT(objected(password), HasSubstr("容易被猜到")) << password;
  }
}

TEST(PasswordPolicy, RefusesTheCommonestEvenWhereFewerCharactersAreAsked) {
  const PasswordPolicy lax{.classes = false, .minimum = 6};
  for (const auto* password :
       {"123456",     "12345678", "888888",   "112233",   "123123",   "abc123",
        "qwerty",     "1q2w3e4r", "password", "woaini",   "5201314",  "iloveyou",
        "admin123",   "letmein",  "dragon",   "monkey1",  "sunshine", "147258369",
        "7758521",    "asdfgh",   "zxcvbnm",  "qazwsx",   "aa123456", "a123456789",
        "woaini1314", "q1w2e3r4", "abcd1234", "wang1234", "19900101", "zhangsan"}) {
    EXPECT_THAT(objected(password, lax), HasSubstr("容易被猜到")) << password;
  }
}

TEST(PasswordPolicy, RefusesWhatIsMadeOfTheOwnersSurroundings) {
  const std::vector<std::string> words{"察右前旗能源局", "13904710000", "Chayouqianqi"};
  EXPECT_EQ(objected("Chayouqianqi@47"), "");
  EXPECT_THAT(objected("Chayouqianqi@47", {}, words), HasSubstr("容易被猜到"));
  EXPECT_THAT(objected("察右前旗能源局Abc12345", {}, words), HasSubstr("容易被猜到"));
  EXPECT_THAT(objected("Cyq-13904710000", {}, words), HasSubstr("容易被猜到"));
}

TEST(PasswordPolicy, TakesPassphrasesAndOtherScripts) {
  for (const auto* password : {"Correct horse battery staple", "骑马过河看见4只灰鹤 Ok",
                               "Сорок два барана 42 Q", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ 4a", "mQ7!vz-Lp2xk",
                               "Teapot/anvil/43/larch", "wo jintian Chi le 3 wan mian"}) {
    EXPECT_EQ(objected(password), "") << password;
  }
}

TEST(PasswordPolicy, TakesTwelveRandomCharactersAlmostAlways) {
  // Chance lays a pattern now and then: of 100,000 with this seed 16 are refused.
  std::mt19937 random(66);
  const std::string characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*()-_=+";
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string password;
    for (int k = 0; k < 12; ++k) password += characters[random() % characters.size()];
    refused += objected(password, no_classes).empty() ? 0 : 1;
  }
  EXPECT_LE(refused, 3);
}

TEST(PasswordPolicy, NeverRepeatsThePasswordInItsSentence) {
  for (const std::string password : {"Kv4!", "Admin@123456", "kvxmwtzrbnjq", "xx-Clerk-4567!"}) {
    EXPECT_EQ(objected(password).find(password), std::string::npos);
    EXPECT_NE(objected(password), "");
  }
}

TEST(PasswordPolicy, LongNonsenseIsJudgedAtOnceAndPatternsOfAnyLengthAreSeen) {
  EXPECT_THAT(objected(repeated("Ab1", 42)), HasSubstr("容易被猜到"));
  EXPECT_THAT(objected(repeated("Aa1!", 32)), HasSubstr("容易被猜到"));
  EXPECT_THAT(objected(repeated("x", 5000)), HasSubstr("最多"));
  EXPECT_THAT(objected(""), HasSubstr("现在是 0 个"));
}

TEST(PasswordPolicy, IsOverdueAfterNinetyDaysOrNever) {
  const domain::Instant set{std::chrono::sys_days(std::chrono::year(2022) / 10 / 8)};
  EXPECT_FALSE(is_overdue({}, set, set + std::chrono::days(90) - std::chrono::seconds(1)));
  EXPECT_TRUE(is_overdue({}, set, set + std::chrono::days(90)));
  EXPECT_FALSE(is_overdue(no_classes, set, set + std::chrono::days(9000)));
}

TEST(PasswordPolicy, KeepsAsManyEarlierHashesAsItRemembersWithThePresentOne) {
  std::vector<std::string> earlier;
  for (const auto* hash : {"1", "2", "3", "4", "5", "6"}) earlier = remembered(earlier, hash, {});
  EXPECT_EQ(earlier, (std::vector<std::string>{"6", "5", "4", "3"}));
  EXPECT_TRUE(remembered(earlier, "7", no_classes).empty());
}

TEST(PasswordPolicy, TellsItsRuleInWords) {
  EXPECT_EQ(
      words_of({}),
      "密码为 12 至 128 个字符，含大写字母、小写字母、数字、其他字符中的至少三类，不能是常见或"
      "有规律的密码，不能含登录名和姓名，不能与最近 5 次用过的相同；每 90 天须更换一次。");
  EXPECT_EQ(words_of(no_classes),
            "密码为 12 至 128 个字符，不能是常见或有规律的密码，不能含登录名和姓名。");
  EXPECT_EQ(objection_to_reuse({}), "密码不能与最近 5 次用过的相同。");
}

}  // namespace
}  // namespace qidi::identity
