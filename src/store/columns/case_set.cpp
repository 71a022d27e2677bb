// Bits in words.
#include "store/columns/case_set.h"

#include <algorithm>
#include <bit>

namespace qidi::store {

void CaseSet::add(std::int64_t case_no) {
  const auto word = static_cast<std::size_t>(case_no) / 64;
  if (word >= words_.size()) words_.resize(word + 1 + word / 2);
  words_[word] |= std::uint64_t{1} << (static_cast<std::uint64_t>(case_no) % 64);
}

void CaseSet::keep_common(const CaseSet& other) {
  words_.resize(std::min(words_.size(), other.words_.size()));
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}

std::size_t CaseSet::size() const {
  std::size_t count = 0;
  for (const auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

void CaseSet::each(const std::function<void(std::int64_t)>& each) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (auto word = words_[i]; word != 0; word &= word - 1) {
      each(static_cast<std::int64_t>(i * 64) + std::countr_zero(word));
    }
  }
}

}  // namespace qidi::store
