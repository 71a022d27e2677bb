// A set of case numbers: a bit for each, because they are dense.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace qidi::store {

class CaseSet {
 public:
  void add(std::int64_t case_no);
  bool has(std::uint32_t case_no) const {
    const auto word = case_no / 64;
    return word < words_.size() && (words_[word] >> (case_no % 64) & 1U) != 0;
  }
  void keep_common(const CaseSet& other);
  std::size_t size() const;
  /// In order.
  void each(const std::function<void(std::int64_t)>& each) const;

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace qidi::store
