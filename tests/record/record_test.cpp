// SM3, the event's bytes and the Merkle log: against published vectors and against slow, separate
// ways of computing the same.
#include <gtest/gtest.h>

#include "cites.h"
#include "record/canonical.h"
#include "record/merkle.h"
#include "record/page_of.h"

namespace qidi::record {
namespace {

/// RFC 6962, 2.1, as it is written: the slow way.
Digest naive_root(const std::vector<Digest>& leaves, std::size_t from, std::size_t to) {
  if (to == from) return sm3({});
  if (to - from == 1) return leaf_hash(leaves[from]);
  std::size_t k = 1;
  while (k * 2 < to - from) k *= 2;
  return node_hash(naive_root(leaves, from, from + k), naive_root(leaves, from + k, to));
}

std::vector<Digest> some_hashes(std::size_t count) {
  std::vector<Digest> hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.push_back(sm3(std::to_string(i)));
  return hashes;
}

TEST(Sm3, GivesTheStandardsVectors) {
  EXPECT_EQ(to_hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixteen;
  for (int i = 0; i < 16; ++i) sixteen += "abcd";
  EXPECT_EQ(to_hex(sm3(sixteen)),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

Envelope sample() {
  Envelope e;
  e.stream = "case/C1";
  e.sequence = 2;
  e.kind = "accepted";
  e.body = R"({"notice_no":"1号"})";
  e.actor = "c1";
  e.actor_name = "某经办";
  e.role = "clerk";
  e.department = "住建局";
  e.region = "150100";
  e.command_id = "a-2";
  e.recorded = domain::Instant{std::chrono::seconds{1664244000}};
  e.legal_day = domain::make_day(2022, 9, 27);
  e.calendar_revision = 1;
  e.previous_hash = sm3("previous");
  return e;
}

TEST(Envelope, ChangesItsHashWithEveryField) {
  cites("notice-4.3.1@606b");
  const auto hash = hash_of(sample());
  std::vector<Envelope> changed(16, sample());
  changed[0].stream = "case/C2";
  changed[1].sequence = 3;
  changed[2].kind = "granted";
  changed[3].kind_version = 2;
  changed[4].body = "{}";
  changed[5].actor = "c2";
  changed[6].actor_name = "另一经办";
  changed[7].role = "head";
  changed[8].department = "水利局";
  changed[9].region = "150200";
  changed[10].command_id = "a-3";
  changed[11].recorded += std::chrono::seconds{1};
  changed[12].legal_day += std::chrono::days{1};
  changed[13].calendar_revision = 2;
  changed[14].previous_hash = sm3("another");
  // A byte that wanders from one field into the next must not go unseen: lengths are hashed, too.
  changed[15].actor = "c";
  changed[15].actor_name = "1某经办";
  for (std::size_t i = 0; i < changed.size(); ++i) EXPECT_NE(hash_of(changed[i]), hash) << i;
  EXPECT_EQ(hash_of(sample()), hash);
}

TEST(Envelope, HasTheBytesAndHashesOfTheFormatsPage) {
  cites("notice-4.3.1@606b");
  auto first = sample();
  first.sequence = 1;
  first.previous_hash = {};
  const auto page = tests::page_of("docs/formats/event.md");
  std::string hex;
  for (const char c : hashed_bytes(first)) {
    static constexpr char digits[] = "0123456789abcdef";
    if (hex.size() % 65 == 64) hex += '\n';
    hex += digits[static_cast<unsigned char>(c) >> 4];
    hex += digits[static_cast<unsigned char>(c) & 15];
  }
  EXPECT_NE(page.find("```\n" + hex + "\n```"), std::string::npos) << hex;
  auto second = first;
  second.sequence = 2;
  second.kind = "paused";
  second.body = "{}";
  second.legal_day = domain::make_day(1969, 12, 31);
  second.previous_hash = hash_of(first);
  MerkleFrontier log;
  const auto stands = [&](const std::string& what, const Digest& digest) {
    EXPECT_NE(page.find(what + "  " + to_hex(digest) + "\n"), std::string::npos)
        << what << " " << to_hex(digest);
  };
  stands("hash of event 1  ", hash_of(first));
  stands("hash of event 2  ", hash_of(second));
  log.append(hash_of(first));
  stands("root of 1 leaf   ", log.root());
  log.append(hash_of(second));
  stands("root of 2 leaves ", log.root());
  // Written out once here, too, so that the page cannot be changed to fit the code.
  EXPECT_EQ(to_hex(log.root()), "84376c5ab12d3b3487945245db6f54e6c89dc2daad4279c9a7355d2979665364");
}

TEST(Canonical, SortsKeysAndComposesCharacters) {
  EXPECT_EQ(*canonicalise(R"( {"b":1, "a":["x",true,null]} )"), R"({"a":["x",true,null],"b":1})");
  // é as e + combining accent is the same text as é.
  EXPECT_EQ(*canonicalise("\"e\xCC\x81\""), "\"\xC3\xA9\"");
  EXPECT_FALSE(canonicalise(R"({"a":1.5})"));
  EXPECT_FALSE(canonicalise("{"));
  EXPECT_FALSE(canonicalise("1e2"));
  EXPECT_FALSE(canonicalise("\"\xC3\x28\"")) << "no UTF-8";
  EXPECT_FALSE(canonicalise(std::string(40, '[') + std::string(40, ']'))) << "too deep";
  EXPECT_EQ(*canonicalise(R"([-1,18446744073709551615,"\u0041\n\/"])"),
            R"([-1,18446744073709551615,"A\u000a/"])");
}

TEST(Canonical, RefusesANameWrittenTwice) {
  EXPECT_FALSE(canonicalise(R"({"a":1,"a":2})"));
  EXPECT_FALSE(canonicalise(R"({"x":[{"a":1,"\u0061":1}]})"));
  EXPECT_FALSE(canonicalise("{\"\xC3\xA9\":1,\"e\xCC\x81\":1}")) << "one name after NFC";
  EXPECT_EQ(*canonicalise(R"({"a:\":":{"a":":"}})"), R"({"a:\":":{"a":":"}})");
}

TEST(Canonical, IsItsOwnCanonicalForm) {
  for (const auto* json : {R"({"b":[{"y":"\u0001\"\\"},[]],"a":{}})", "[]", "null", R"("项目")"}) {
    const auto once = canonicalise(json);
    ASSERT_TRUE(once) << json;
    EXPECT_EQ(*canonicalise(*once), *once);
  }
}

TEST(Merkle, AgreesWithTheSlowWayAtEverySize) {
  const auto hashes = some_hashes(70);
  MerkleFrontier frontier;
  EXPECT_EQ(frontier.root(), sm3({}));
  for (std::size_t size = 1; size <= hashes.size(); ++size) {
    frontier.append(hashes[size - 1]);
    EXPECT_EQ(frontier.root(), naive_root(hashes, 0, size)) << size;
    const auto again = MerkleFrontier::restore(frontier.serialise());
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, frontier);
  }
  EXPECT_FALSE(MerkleFrontier::restore("short"));
}

TEST(Merkle, TakesWholeRunsByTheirRoots) {
  const auto hashes = some_hashes(70);
  for (unsigned level = 0; level <= 4; ++level) {
    const std::size_t run = std::size_t{1} << level;
    MerkleFrontier frontier;
    std::size_t at = 0;
    for (; at + run <= hashes.size(); at += run) {
      frontier.append_whole(naive_root(hashes, at, at + run), level);
    }
    for (; at < hashes.size(); ++at) frontier.append(hashes[at]);
    EXPECT_EQ(frontier.root(), naive_root(hashes, 0, hashes.size())) << level;
  }
}

TEST(Merkle, ProvesEveryLeafAndEveryBeginning) {
  const auto hashes = some_hashes(40);
  const LeafSource leaves = [&](std::uint64_t i) { return hashes[i]; };
  for (std::uint64_t size = 1; size <= hashes.size(); ++size) {
    const auto root = naive_root(hashes, 0, size);
    for (std::uint64_t at = 0; at < size; ++at) {
      const auto proof = inclusion_proof(leaves, at, size);
      EXPECT_TRUE(verify_inclusion(hashes[at], at, size, proof, root));
      EXPECT_FALSE(verify_inclusion(sm3("other"), at, size, proof, root));
      if (size > 1) {
        EXPECT_FALSE(verify_inclusion(hashes[at], (at + 1) % size, size, proof, root));
      }
    }
    for (std::uint64_t old = 1; old <= size; ++old) {
      const auto old_root = naive_root(hashes, 0, old);
      const auto proof = consistency_proof(leaves, old, size);
      EXPECT_TRUE(verify_consistency(old, size, old_root, root, proof)) << old << " " << size;
      EXPECT_FALSE(verify_consistency(old, size, sm3("other"), root, proof));
      EXPECT_FALSE(verify_consistency(old, size, old_root, sm3("other"), proof));
    }
  }
}

}  // namespace
}  // namespace qidi::record
