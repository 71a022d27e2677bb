// Who may guess a password or a one-time code now (reliability R65, R67). Promises: at most 10
// wrong guesses in any 15 minutes and 100 in any 24 hours for a login, from all unknown devices
// together, whatever their addresses; a device that signed in to the account before has a budget of
// its own, so that nobody can lock its owner out; at most 60 wrong guesses in 15 minutes from an
// address over all logins. A login that does not exist is counted like any other. Memory is of
// fixed size but for the devices of real accounts, 8 each.
//
// A guess is charged when it is admitted, not when it has failed: otherwise a thousand guesses at
// once would all be admitted before the first has failed. What was right is given back. From any
// thread; microseconds.
//
// Unlocking clears no count. It lets in a few guesses more, of each place fewer still, for half an
// hour: enough for an owner who stands before the door, no free run for whoever locked it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "identity/failure_table.h"

namespace qidi::identity {

/// The login under which an account is looked up and counted: without the spaces around it, A-Z
/// lower-cased. Whoever looks accounts up must use the same, or one account has several budgets.
std::string normal_login(std::string_view typed);

/// One guess: who says to be whom, from where.
struct Attempt {
  /// As typed.
  std::string login;
  /// The device cookie's hash; empty when there is none.
  std::string device;
  /// The client's address as text, without a port.
  std::string address;
};

struct Verdict {
  enum class Reason { allowed, login_exhausted, device_exhausted, address_exhausted };
  Reason reason = Reason::allowed;
  /// How long to wait until a guess is admitted again; zero when allowed.
  std::chrono::seconds retry_after{0};
  /// Whether the device had signed in to the account before.
  bool from_known_device = false;
  /// Too many were wrong; admitted because the account was unlocked.
  bool by_unlocking = false;

  bool is_allowed() const { return reason == Reason::allowed; }
};

struct ThrottleLimits {
  FailureLimits login = {};
  FailureLimits device = {};
  FailureLimits address{.quarter_hour = 60, .day = UINT32_MAX};
  std::size_t logins_counted = 65536;
  std::size_t addresses_counted = 32768;
  std::size_t devices_of_account = 8;
  /// What an unlocking lets in: from all places and devices together, from each, and how long.
  std::uint32_t unlocked_guesses = 10;
  std::uint32_t unlocked_guesses_of_place = 3;
  std::chrono::minutes unlocked_for{30};
};

/// How a login stands that is held off, for whoever looks after accounts. No address is in it.
struct Lockout {
  bool new_devices = false;       ///< devices that never signed in to the account are held off
  std::size_t known_devices = 0;  ///< of those that did, so many are
  std::chrono::seconds retry_after{0};      ///< until none is, when nobody guesses on
  std::uint32_t wrong_in_quarter_hour = 0;  ///< on new devices, all together
  std::uint32_t wrong_in_day = 0;
  std::size_t places = 0;                ///< from where new devices tried within a day
  bool more_places = false;              ///< or from more: they are not told apart any further
  std::chrono::seconds unlocked_for{0};  ///< what is left of an unlocking
};

/// What the throttle has said since it began, for metrics and alarms.
struct ThrottleTally {
  std::uint64_t admitted = 0;
  std::uint64_t right = 0;
  std::uint64_t refused_for_login = 0;
  std::uint64_t refused_for_device = 0;
  std::uint64_t refused_for_address = 0;
};

class SignInThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit SignInThrottle(ThrottleLimits limits = {});

  /// Admits the guess and charges it as a wrong one, or refuses it without charge. Then look at the
  /// password; whoever was refused must not have it looked at.
  Verdict admit(const Attempt& attempt, Time now);
  /// The guess was right, and who made it is signed in: the charge of its verdict is given back
  /// (earlier ones are not), and from now on the device is known for the account.
  void succeeded(const Attempt& attempt, const Verdict& verdict, Time now);
  /// The guess was not judged (the server was busy), or was right and more is asked (the password
  /// was, the one-time code is still to come, as a guess of its own): only the charge is given
  /// back.
  void give_back(const Attempt& attempt, const Verdict& verdict, Time now);

  /// How the login is held off; nothing when it is not.
  std::optional<Lockout> lockout_of(std::string_view login, Time now);
  /// Lets in a few guesses at a login although too many were wrong; the counts stay. Anew each
  /// time.
  void unlock(std::string_view login, Time now);

  /// Takes in a device known from before a restart.
  void know_device(std::string_view login, std::string_view device, Time last_used);
  /// The account was disabled or its password reset: its devices are strangers again.
  void forget_devices(std::string_view login);

  ThrottleTally tally() const;
  /// What the counters take, always the same.
  std::size_t bytes_of_counters() const;

 private:
  struct Device {
    std::uint64_t key;
    Time last_used;
  };
  /// What is left of an unlocking.
  struct Unlocking {
    Time until{};
    std::uint32_t used = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> used_by = {};  ///< place or device -> guesses
  };
  std::uint64_t key_of(char kind, std::string_view one, std::string_view other = "") const;
  bool knows(std::uint64_t login_key, std::uint64_t device_key) const;
  void learn(std::uint64_t login_key, std::uint64_t device_key, Time now);
  void take_back(const Attempt& attempt, const Verdict& verdict, Time now);
  bool use_unlocking(std::uint64_t login_key, std::uint64_t from, Time now);

  const ThrottleLimits limits_;
  const std::string secret_;
  mutable std::mutex mutex_;
  FailureTable logins_;
  FailureTable addresses_;
  std::unordered_map<std::uint64_t, std::vector<Device>> devices_;
  std::unordered_map<std::uint64_t, Unlocking> unlocked_;  ///< by login; as many as people unlock
  ThrottleTally tally_;
};

}  // namespace qidi::identity
