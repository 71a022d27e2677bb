// See session_book.h.
#include "identity/session_book.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "identity/secret_token.h"

namespace qidi::identity {
namespace {

/// Sessions forgotten under one lock by sweep().
constexpr std::size_t swept_at_once = 256;

std::chrono::seconds whole_seconds(std::chrono::steady_clock::duration passed) {
  return std::chrono::floor<std::chrono::seconds>(std::max(passed, passed.zero()));
}

}  // namespace

SessionBook::SessionBook(std::function<Time()> clock, SessionLimits limits)
    : clock_(std::move(clock)), limits_(limits) {}

bool SessionBook::is_alive(const Entry& entry, Time now) const {
  const Time used{Time::duration(entry.used.load(std::memory_order_relaxed))};
  return now - used < limits_.idle && now - entry.opened < limits_.absolute;
}

Session SessionBook::told(const Entry& entry, Time now) {
  const Time used{Time::duration(entry.used.load(std::memory_order_relaxed))};
  Session session = entry.session;
  session.idle = whole_seconds(now - used);
  session.age = whole_seconds(now - entry.opened);
  return session;
}

Opened SessionBook::open(std::string account, std::string client, domain::Instant begun,
                         bool second_factor_passed, bool by_service) {
  Opened opened{.token = random_token(), .csrf = random_token()};
  Session session{.id = random_label(8),
                  .account = std::move(account),
                  .csrf = opened.csrf,
                  .client = std::move(client),
                  .begun = begun,
                  .second_factor_passed = second_factor_passed,
                  .by_service = by_service};
  auto hash = token_hash(opened.token);
  const auto now = clock_();
  const std::unique_lock lock(mutex_);
  make_room(session.account, now);
  put(std::move(hash), std::move(session), now, now);
  return opened;
}

std::optional<Session> SessionBook::find(std::string_view token) {
  return look_up(token, true);
}

std::optional<Session> SessionBook::peek(std::string_view token) const {
  return look_up(token, false);
}

std::optional<Session> SessionBook::look_up(std::string_view token, bool counts_as_use) const {
  const auto hash = token_hash(token);
  const auto now = clock_();
  const std::shared_lock lock(mutex_);
  const auto found = entries_.find(hash);
  if (found == entries_.end() || !is_alive(*found->second, now)) return std::nullopt;
  auto session = told(*found->second, now);
  if (counts_as_use) {
    // Two requests at once may store in either order; the moments differ by microseconds.
    found->second->used.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  }
  return session;
}

std::optional<Opened> SessionBook::rotate(std::string_view token, bool second_factor_passed) {
  Opened opened{.token = random_token(), .csrf = random_token()};
  const auto old_hash = token_hash(token);
  auto hash = token_hash(opened.token);
  const auto now = clock_();
  const std::unique_lock lock(mutex_);
  const auto found = entries_.find(old_hash);
  if (found == entries_.end() || !is_alive(*found->second, now)) return std::nullopt;
  auto entry = std::move(found->second);
  entries_.erase(found);
  entry->session.id = random_label(8);
  entry->session.csrf = opened.csrf;
  entry->session.second_factor_passed = second_factor_passed;
  entry->used.store(now.time_since_epoch().count(), std::memory_order_relaxed);
  // It keeps its place among the account's sessions: it began when it began.
  auto& hashes = of_account_[entry->session.account];
  *std::find(hashes.begin(), hashes.end(), old_hash) = hash;
  entries_.emplace(std::move(hash), std::move(entry));
  return opened;
}

void SessionBook::close(std::string_view token) {
  const auto hash = token_hash(token);
  const std::unique_lock lock(mutex_);
  erase(hash);
}

bool SessionBook::close_one_of(std::string_view account, std::string_view id) {
  const auto now = clock_();
  const std::unique_lock lock(mutex_);
  const auto owned = of_account_.find(std::string(account));
  if (owned == of_account_.end()) return false;
  const auto is_it = [&](const std::string& hash) { return entries_.at(hash)->session.id == id; };
  const auto found = std::find_if(owned->second.begin(), owned->second.end(), is_it);
  if (found == owned->second.end()) return false;
  const bool was_alive = is_alive(*entries_.at(*found), now);
  erase(std::string(*found));
  return was_alive;
}

std::size_t SessionBook::close_all_of(std::string_view account) {
  return close_of(account, "");
}

std::size_t SessionBook::close_others_of(std::string_view token) {
  const auto session = peek(token);
  return session ? close_of(session->account, token_hash(token)) : 0;
}

std::size_t SessionBook::close_of(std::string_view account, std::string_view spared_hash) {
  const auto now = clock_();
  const std::unique_lock lock(mutex_);
  const auto owned = of_account_.find(std::string(account));
  if (owned == of_account_.end()) return 0;
  const auto hashes = owned->second;
  std::size_t were_alive = 0;
  for (const auto& hash : hashes) {
    if (hash == spared_hash) continue;
    if (is_alive(*entries_.at(hash), now)) ++were_alive;
    erase(hash);
  }
  return were_alive;
}

std::vector<Session> SessionBook::of(std::string_view account) const {
  const auto now = clock_();
  const std::shared_lock lock(mutex_);
  std::vector<Session> sessions;
  const auto owned = of_account_.find(std::string(account));
  if (owned == of_account_.end()) return sessions;
  for (const auto& hash : owned->second) {
    const auto& entry = *entries_.at(hash);
    if (is_alive(entry, now)) sessions.push_back(told(entry, now));
  }
  return sessions;
}

std::size_t SessionBook::sweep() {
  const auto now = clock_();
  std::vector<std::string> dead;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [hash, entry] : entries_) {
      if (!is_alive(*entry, now)) dead.push_back(hash);
    }
  }
  std::size_t swept = 0;
  for (std::size_t from = 0; from < dead.size(); from += swept_at_once) {
    const std::unique_lock lock(mutex_);
    const auto to = std::min(dead.size(), from + swept_at_once);
    // A find() that took its moment just before may have used one in its very last second; that it
    // ends all the same is right too.
    for (auto i = from; i < to; ++i) swept += erase(dead[i]) ? 1 : 0;
  }
  return swept;
}

std::size_t SessionBook::size() const {
  const std::shared_lock lock(mutex_);
  return entries_.size();
}

std::vector<StoredSession> SessionBook::dump() const {
  const auto now = clock_();
  const std::shared_lock lock(mutex_);
  std::vector<StoredSession> stored;
  for (const auto& [account, hashes] : of_account_) {
    for (const auto& hash : hashes) {
      const auto& entry = *entries_.at(hash);
      if (is_alive(entry, now)) stored.push_back({hash, told(entry, now)});
    }
  }
  return stored;
}

void SessionBook::load(const std::vector<StoredSession>& stored) {
  const auto now = clock_();
  const std::unique_lock lock(mutex_);
  for (const auto& [hash, session] : stored) {
    // A row with an age below zero would live too long.
    const auto age = std::max(session.age, std::chrono::seconds(0));
    const auto idle = std::max(session.idle, std::chrono::seconds(0));
    if (age >= limits_.absolute || idle >= limits_.idle || entries_.contains(hash)) continue;
    make_room(session.account, now);
    put(hash, session, now - age, now - idle);
  }
}

void SessionBook::put(std::string hash, Session session, Time opened, Time used) {
  of_account_[session.account].push_back(hash);
  auto entry = std::make_unique<Entry>();
  entry->session = std::move(session);
  entry->opened = opened;
  entry->used.store(used.time_since_epoch().count(), std::memory_order_relaxed);
  entries_.emplace(std::move(hash), std::move(entry));
}

/// The account's dead go first; then, while it has as many as it may, the one begun first.
void SessionBook::make_room(const std::string& account, Time now) {
  const auto owned = of_account_.find(account);
  if (owned == of_account_.end()) return;
  const auto hashes = owned->second;
  auto left = hashes.size();
  for (const auto& hash : hashes) {
    if (!is_alive(*entries_.at(hash), now) && erase(hash)) --left;
  }
  for (const auto& hash : hashes) {
    if (left < std::max<std::size_t>(1, limits_.per_account)) return;
    if (erase(hash)) --left;
  }
}

bool SessionBook::erase(const std::string& hash) {
  const auto found = entries_.find(hash);
  if (found == entries_.end()) return false;
  const auto owned = of_account_.find(found->second->session.account);
  std::erase(owned->second, hash);
  if (owned->second.empty()) of_account_.erase(owned);
  entries_.erase(found);
  return true;
}

}  // namespace qidi::identity
