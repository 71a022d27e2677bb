// Query codes name one case for ever, and say nothing of any other. Clause N20.
#include "identity/query_code.h"

#include <gtest/gtest.h>

#include <set>

#include "cites.h"

namespace qidi::identity {
namespace {

const QueryCodes codes("a secret of the directory");

TEST(QueryCodes, NameTheirPlaceHoweverTheyAreTyped) {
  cites("notice-1@5304", "notice-2@b0bb");
  for (const std::uint64_t place : {0ULL, 1ULL, 2ULL, 77'123ULL, (1ULL << 35) - 1}) {
    const auto code = codes.code_of(place);
    EXPECT_EQ(code.size(), 17U) << code;
    EXPECT_EQ(codes.place_in(code), place);
    std::string typed = " ";
    for (const char c : code) {
      if (c == '-') continue;
      typed += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
      typed += ' ';
    }
    EXPECT_EQ(codes.place_in(typed), place) << typed;
  }
  EXPECT_EQ(codes.code_of(5), QueryCodes("a secret of the directory").code_of(5));
}

TEST(QueryCodes, AreNoneWithOneCharacterChanged) {
  const auto code = codes.code_of(4711);
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '-') continue;
    for (const char c : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
      auto other = code;
      other[at] = c;
      EXPECT_EQ(codes.place_in(other).has_value(), c == code[at]) << other;
    }
  }
}

TEST(QueryCodes, OfNeighboursHaveNothingInCommon) {
  std::set<std::string> beginnings;
  for (std::uint64_t place = 0; place < 1000; ++place) {
    beginnings.insert(codes.code_of(place).substr(0, 5));
  }
  EXPECT_GT(beginnings.size(), 990U) << "the place itself would show in the first digits";
}

TEST(QueryCodes, OfAnotherSecretAndOtherTextsAreNone) {
  EXPECT_FALSE(QueryCodes("another").place_in(codes.code_of(1)));
  EXPECT_EQ(QueryCodes("").code_of(1), "");
  EXPECT_FALSE(QueryCodes("").place_in(codes.code_of(1)));
  EXPECT_EQ(codes.code_of(1ULL << 35), "");
  for (const auto* text :
       {"", "-", "ABCDE", "ABCDE-FGHJK-MNPQ!", "查询码", "ABCDE-FGHJK-MNPQR-S"}) {
    EXPECT_FALSE(codes.place_in(text)) << text;
  }
}

}  // namespace
}  // namespace qidi::identity
