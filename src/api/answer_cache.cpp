// A list in order of use and a table into it.
#include "api/answer_cache.h"

namespace qidi::api {

std::string key_about(const std::string& about, const std::string& variant) {
  return about + '\n' + variant;
}

std::uint64_t AnswerCache::mark() const {
  const std::lock_guard guard(mutex_);
  return forgotten_;
}

std::optional<KeptAnswer> AnswerCache::find(const std::string& key, domain::Day day) {
  const std::lock_guard guard(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  if (found->second->answer.day != day) {
    drop(found->second);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::keep(const std::string& key, KeptAnswer answer, std::uint64_t mark) {
  const std::lock_guard guard(mutex_);
  if (mark != forgotten_) return;
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  const auto bytes = key.size() + answer.body->size() + (answer.gzip ? answer.gzip->size() : 0) +
                     sizeof(Entry) + 64;
  if (bytes > bytes_limit_ / 4) return;
  entries_.push_front({key, std::move(answer), bytes});
  by_key_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > bytes_limit_) drop(std::prev(entries_.end()));
}

void AnswerCache::forget(const std::string& about) {
  const std::lock_guard guard(mutex_);
  ++forgotten_;
  const auto beginning = key_about(about, "");
  for (auto found = by_key_.lower_bound(beginning);
       found != by_key_.end() && found->first.starts_with(beginning);) {
    const auto entry = found->second;
    ++found;
    drop(entry);
  }
}

void AnswerCache::forget_all() {
  const std::lock_guard guard(mutex_);
  ++forgotten_;
  entries_.clear();
  by_key_.clear();
  bytes_ = 0;
}

void AnswerCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->bytes;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace qidi::api
