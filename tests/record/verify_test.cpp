// The check by itself, fed by hand: what it finds in a small record, and what it doesn't.
#include "record/verify.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace qidi::record {
namespace {

SealedEvent event(const std::string& stream, std::uint64_t sequence, const Digest& previous,
                  std::int64_t recorded) {
  Envelope e;
  e.stream = stream;
  e.sequence = sequence;
  e.kind = "filed";
  e.body = "{}";
  e.recorded = domain::Instant{std::chrono::seconds{recorded}};
  e.previous_hash = previous;
  return seal(std::move(e));
}

/// Four events in two streams.
std::vector<SealedEvent> small_record() {
  std::vector<SealedEvent> events;
  events.push_back(event("case/a", 1, {}, 100));
  events.push_back(event("case/b", 1, {}, 100));
  events.push_back(event("case/a", 2, events[0].hash, 160));
  events.push_back(event("case/a", 3, events[2].hash, 220));
  for (std::size_t i = 0; i < events.size(); ++i) events[i].global_index = i;
  return events;
}

std::vector<std::string> kinds_found(const std::vector<SealedEvent>& events,
                                     const std::vector<SignedHead>& heads = {},
                                     const PublicKey* key = nullptr) {
  Verifier verifier(heads);
  for (const auto& one : events) verifier.leaf(one.global_index, one.hash);
  for (const auto& one : events) verifier.event(one);
  verifier.finish(key);
  std::vector<std::string> kinds;
  for (const auto& finding : verifier.findings()) {
    kinds.push_back(finding.stream + "#" + std::to_string(finding.sequence) + " " + finding.kind);
    EXPECT_FALSE(finding.message.empty());
  }
  return kinds;
}

using Kinds = std::vector<std::string>;

class Verify : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (std::filesystem::temp_directory_path() / "qidi-verify-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    key_.emplace(*SigningKey::open_or_create(folder_));
    shown_.emplace(*PublicKey::read(folder_ + "/head_public.pem"));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  SignedHead head_over(std::size_t size) {
    MerkleFrontier log;
    const auto events = small_record();
    for (std::size_t i = 0; i < size; ++i) log.append(events[i].hash);
    return *key_->sign(size, log.root(), domain::Instant{std::chrono::seconds{300}});
  }
  std::string folder_;
  std::optional<SigningKey> key_;
  std::optional<PublicKey> shown_;
};

TEST_F(Verify, FindsNothingInAnHonestRecord) {
  EXPECT_EQ(kinds_found({}), Kinds{});
  EXPECT_EQ(kinds_found(small_record()), Kinds{});
  for (std::size_t size = 0; size <= 4; ++size) {
    EXPECT_EQ(kinds_found(small_record(), {head_over(size), head_over(4)}, &*shown_), Kinds{});
  }
}

TEST_F(Verify, CountsWhatNoHeadCoversYet) {
  Verifier verifier(std::vector{head_over(3), head_over(1)});
  for (const auto& one : small_record()) verifier.leaf(one.global_index, one.hash);
  EXPECT_EQ(verifier.after_last_head(), 1U);
  EXPECT_EQ(verifier.size(), 4U);
}

TEST_F(Verify, FindsARecordThatEndsBeforeItsHead) {
  auto events = small_record();
  events.pop_back();
  EXPECT_EQ(kinds_found(events, {head_over(4)}, &*shown_), (Kinds{"#0 tail_cut"}));
}

TEST_F(Verify, FindsAnotherRecordThanTheHeads) {
  auto events = small_record();
  events[1] = event("case/b", 1, {}, 101);
  events[1].global_index = 1;
  EXPECT_EQ(kinds_found(events), Kinds{}) << "without a head nobody can tell";
  EXPECT_EQ(kinds_found(events, {head_over(1), head_over(2), head_over(4)}, &*shown_),
            (Kinds{"#0 head_mismatch", "#0 head_mismatch"}));
}

TEST_F(Verify, SaysThatAHeadWithoutAKeyProvesNothing) {
  EXPECT_EQ(kinds_found(small_record(), {head_over(4)}), (Kinds{"#0 key_missing"}));
  auto forged = head_over(4);
  forged.signed_at += std::chrono::seconds{1};
  EXPECT_EQ(kinds_found(small_record(), {forged}, &*shown_), (Kinds{"#0 head_bad_signature"}));
}

TEST_F(Verify, TellsSpoiltLinesOfTheHeadsFile) {
  HeadsRead read;
  read.heads = {head_over(4)};
  read.spoilt_lines = {2};
  Verifier verifier(std::move(read));
  ASSERT_EQ(verifier.findings().size(), 1U);
  EXPECT_EQ(verifier.findings()[0].kind, "head_spoilt");
}

TEST_F(Verify, FindsTimeGoingBackInAnHonestlyHashedEvent) {
  auto events = small_record();
  events[3] = event("case/a", 3, events[2].hash, 159);
  events[3].global_index = 3;
  EXPECT_EQ(kinds_found(events), (Kinds{"case/a#3 recorded_back"}));
}

TEST_F(Verify, BlamesNoNeighbourOfAChangedEvent) {
  for (std::size_t i = 0; i < 4; ++i) {
    const auto honest = small_record();
    const auto named = [&](const std::string& kind) {
      return honest[i].envelope.stream + "#" + std::to_string(honest[i].envelope.sequence) + " " +
             kind;
    };
    auto events = honest;
    events[i].envelope.recorded += std::chrono::hours{100000};
    EXPECT_EQ(kinds_found(events), (Kinds{named("hash_mismatch")}));
    events = honest;
    events[i].envelope.sequence += 1000;
    for (const auto& kind : kinds_found(events)) {
      EXPECT_TRUE(kind.find("#100") != std::string::npos) << kind;
    }
  }
}

TEST_F(Verify, FindsAHoleInTheLeavesOnceAndNamesItsEvent) {
  Verifier verifier(std::vector<SignedHead>{});
  const auto events = small_record();
  for (const std::size_t i : {0, 2, 3}) verifier.leaf(i, events[i].hash);
  verifier.leaf(std::uint64_t{1} << 60, events[0].hash);
  for (const auto& one : events) verifier.event(one);
  verifier.finish(nullptr);
  Kinds kinds;
  for (const auto& finding : verifier.findings()) kinds.push_back(finding.stream + finding.kind);
  EXPECT_EQ(kinds, (Kinds{"leaf_gap", "leaf_gap", "case/bleaf_mismatch"}));
}

}  // namespace
}  // namespace qidi::record
