// Answers kept as bytes, so that what has not changed is told from memory. An answer rests on a day
// and on a state of the record; it is never given when either has moved on.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "domain/time/day.h"

namespace qidi::api {

struct KeptAnswer {
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const std::string> gzip;  ///< the same, compressed; may be null
  std::string etag;
  domain::Day day;  ///< the day on which it was true
};

/// The key of one of several answers about the same thing: which one, `variant` tells.
std::string key_about(const std::string& about, const std::string& variant);

/// Least recently used answers go first. Safe from many threads.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t bytes_limit) : bytes_limit_(bytes_limit) {}

  /// A mark to be taken before reading what an answer is made of.
  std::uint64_t mark() const;
  std::optional<KeptAnswer> find(const std::string& key, domain::Day day);
  /// Keeps an answer, unless something was forgotten since the mark: it may then be old already.
  void keep(const std::string& key, KeptAnswer answer, std::uint64_t mark);
  /// Forgets every answer about this: those whose key is `key_about(about, …)`.
  void forget(const std::string& about);
  void forget_all();

 private:
  struct Entry {
    std::string key;
    KeptAnswer answer;
    std::size_t bytes = 0;
  };
  void drop(std::list<Entry>::iterator entry);

  const std::size_t bytes_limit_;
  mutable std::mutex mutex_;
  std::uint64_t forgotten_ = 0;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;                                  ///< most recently used first
  std::map<std::string, std::list<Entry>::iterator> by_key_;  ///< ordered: one thing's together
};

}  // namespace qidi::api
