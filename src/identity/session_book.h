// The sessions of who is signed in, in memory (reliability R64; 等保 身份鉴别: session timeout).
// Promises: a session dies after 30 minutes without use and 12 hours after it began, by a clock
// that nobody sets; a token is known only by its hash, and a token once ended is never found again.
// From any thread. find() is for every request: one hash, one shared lock, a few microseconds.
// Whether the account may still do anything is not asked here: the caller looks it up each time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/time/day.h"

namespace qidi::identity {

struct SessionLimits {
  std::chrono::seconds idle = std::chrono::minutes(30);
  std::chrono::seconds absolute = std::chrono::hours(12);
  /// Sessions one account may have at once; the one begun first makes room for a new one.
  std::size_t per_account = 20;
};

/// What a browser gets: the cookie's token, and the token that its writes must show.
struct Opened {
  std::string token;
  std::string csrf;
};

struct Session {
  /// Short, no secret: names the session in the list that its owner sees.
  std::string id;
  std::string account;
  std::string csrf;
  /// The browser or program, as it named itself.
  std::string client;
  /// When its owner signed in; kept when the token changes.
  domain::Instant begun;
  bool second_factor_passed = false;
  /// Its owner came by a sign-on service: what he owes for his password is not owed here.
  bool by_service = false;
  /// How long it had not been used, and how old it is, when this was told.
  std::chrono::seconds idle{0};
  std::chrono::seconds age{0};
  bool operator==(const Session&) const = default;
};

/// A session as it may be kept over a restart: without its token, only the token's hash.
struct StoredSession {
  std::string token_hash;
  Session session;
  bool operator==(const StoredSession&) const = default;
};

class SessionBook {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit SessionBook(std::function<Time()> clock, SessionLimits limits = {});
  SessionBook(const SessionBook&) = delete;
  SessionBook& operator=(const SessionBook&) = delete;

  /// Begins a session; `begun` is the wall clock's moment, only to be shown.
  Opened open(std::string account, std::string client, domain::Instant begun,
              bool second_factor_passed = false, bool by_service = false);

  /// The living session of a token, which counts as used now.
  std::optional<Session> find(std::string_view token);
  /// The same without counting as use: for what a page asks by itself (live news, a timer).
  std::optional<Session> peek(std::string_view token) const;

  /// A new token, CSRF token and id for a living session (step-up, a change of role); the old ones
  /// are dead. Its age goes on. Nothing when the session is not alive.
  std::optional<Opened> rotate(std::string_view token, bool second_factor_passed);

  void close(std::string_view token);
  /// Ends the account's session of this id; false when it has no such.
  bool close_one_of(std::string_view account, std::string_view id);
  /// Ends all sessions of an account (disabled, password reset); how many there were alive.
  std::size_t close_all_of(std::string_view account);
  /// Ends the account's other sessions (its password was changed in this one).
  std::size_t close_others_of(std::string_view token);

  /// The living sessions of an account, the one begun first first.
  std::vector<Session> of(std::string_view account) const;

  /// Forgets the dead, a few at a time so that find() never waits long; how many there were. Call
  /// it every minute or so.
  std::size_t sweep();
  /// How many sessions are held, the dead not yet swept among them.
  std::size_t size() const;

  /// All living sessions, to be kept over a restart, and taking them in again: `idle` and `age`
  /// tell how long before now; add the time that passed in between. What is dead by then, or held
  /// already, is passed over. Load in the order of dump().
  std::vector<StoredSession> dump() const;
  void load(const std::vector<StoredSession>& stored);

 private:
  struct Entry {
    Session session;
    Time opened;
    std::atomic<Time::rep> used;
  };
  using Entries = std::unordered_map<std::string, std::unique_ptr<Entry>>;

  bool is_alive(const Entry& entry, Time now) const;
  static Session told(const Entry& entry, Time now);
  std::optional<Session> look_up(std::string_view token, bool counts_as_use) const;
  void put(std::string hash, Session session, Time opened, Time used);
  void make_room(const std::string& account, Time now);
  bool erase(const std::string& hash);
  std::size_t close_of(std::string_view account, std::string_view spared_hash);

  const std::function<Time()> clock_;
  const SessionLimits limits_;
  mutable std::shared_mutex mutex_;
  /// By the token's hash.
  Entries entries_;
  /// An account's sessions by their hashes, the one begun first first.
  std::unordered_map<std::string, std::vector<std::string>> of_account_;
};

}  // namespace qidi::identity
