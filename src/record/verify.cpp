// One pass over the record in the order of the log.
#include "record/verify.h"

#include <algorithm>

namespace qidi::record {

namespace {

constexpr std::uint64_t widest_hole = 1U << 20;

}  // namespace

Verifier::Verifier(std::vector<SignedHead> heads) : heads_(std::move(heads)) {
  for (std::size_t i = 0; i < heads_.size(); ++i) heads_by_size_[heads_[i].size].push_back(i);
  compare_heads();
}

Verifier::Verifier(HeadsRead heads) : Verifier(std::move(heads.heads)) {
  for (const auto line : heads.spoilt_lines) {
    find("", 0, "head_spoilt", "签名根文件第 " + std::to_string(line) + " 行被改坏");
  }
}

void Verifier::find(const std::string& stream, std::uint64_t sequence, std::string kind,
                    std::string message) {
  findings_.push_back({stream, sequence, std::move(kind), std::move(message)});
}

void Verifier::leaf(std::uint64_t position, const Digest& hash) {
  if (position != leaves_.size()) {
    find("", 0, "leaf_gap",
         "日志的叶子应为第 " + std::to_string(leaves_.size()) + " 号，却是第 " +
             std::to_string(position) + " 号");
    // Holes stay holes, so that the leaves after them keep their places; a position out of all
    // reason takes no memory.
    if (position < leaves_.size() || position - leaves_.size() > widest_hole) return;
    leaves_.resize(position);
  }
  leaves_.push_back(hash);
  frontier_.append(hash);
  compare_heads();
}

void Verifier::compare_heads() {
  const auto found = heads_by_size_.find(frontier_.size());
  if (found == heads_by_size_.end()) return;
  for (const auto i : found->second) {
    if (heads_[i].root == frontier_.root()) continue;
    find("", 0, "head_mismatch",
         "前 " + std::to_string(heads_[i].size) + " 条的根值与 " +
             domain::to_text(heads_[i].signed_at) + " 的签名根不符");
  }
}

void Verifier::event(const SealedEvent& sealed) {
  const auto& e = sealed.envelope;
  ++events_;
  if (sealed.global_index != next_index_) {
    find(e.stream, e.sequence, "index_gap",
         "总号应为 " + std::to_string(next_index_) + "，却是 " +
             std::to_string(sealed.global_index) + "：此前的记录被删除或挪动");
  }
  next_index_ = sealed.global_index + 1;

  const auto hash = hash_of(e);
  const bool is_whole = hash == sealed.hash;
  if (!is_whole) find(e.stream, e.sequence, "hash_mismatch", "内容与其散列不符：记录被改动");
  const auto* leaf = sealed.global_index < leaves_.size() ? &leaves_[sealed.global_index] : nullptr;
  if (leaf == nullptr || *leaf != sealed.hash) {
    find(e.stream, e.sequence, "leaf_mismatch", "散列与日志的叶子不符");
  }
  auto& stream = streams_[e.stream];
  if (e.sequence != stream.sequence + 1) {
    find(e.stream, e.sequence, "sequence_gap", "序号应为 " + std::to_string(stream.sequence + 1));
  }
  if (e.previous_hash != stream.hash) {
    find(e.stream, e.sequence, "chain_broken", "前一条的散列不符");
  }
  if (is_whole && e.recorded < last_recorded_) {
    find(e.stream, e.sequence, "recorded_back", "登记时刻倒退");
  }
  // What a changed event says of itself is no measure for the honest ones after it.
  stream.sequence = is_whole ? e.sequence : stream.sequence + 1;
  stream.hash = leaf != nullptr && *leaf == hash ? hash : sealed.hash;
  if (is_whole) last_recorded_ = std::max(last_recorded_, e.recorded);
}

void Verifier::miss(std::uint64_t from, std::uint64_t to) {
  find("", 0, "event_missing",
       from + 1 == to ? "日志第 " + std::to_string(from) + " 号有叶子，记录缺失"
                      : "日志第 " + std::to_string(from) + " 至 " + std::to_string(to - 1) +
                            " 号有叶子，记录缺失");
}

void Verifier::finish(const PublicKey* key) {
  if (next_index_ < leaves_.size()) miss(next_index_, leaves_.size());
  for (const auto& head : heads_) {
    if (head.size > frontier_.size()) {
      find("", 0, "tail_cut",
           domain::to_text(head.signed_at) + " 已签 " + std::to_string(head.size) + " 条，现只有 " +
               std::to_string(frontier_.size()) + " 条");
    }
    if (key != nullptr && !key->verifies(head)) {
      find("", 0, "head_bad_signature", domain::to_text(head.signed_at) + " 的签名根，签名不符");
    }
  }
  if (key == nullptr && !heads_.empty()) {
    find("", 0, "key_missing", "没有公钥，签名根无法核验");
  }
}

std::uint64_t Verifier::after_last_head() const {
  std::uint64_t last = 0;
  for (const auto& head : heads_) last = std::max(last, head.size);
  return frontier_.size() > last ? frontier_.size() - last : 0;
}

}  // namespace qidi::record
