// See sign_in_throttle.h.
#include "identity/sign_in_throttle.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "identity/client_network.h"
#include "identity/secret_token.h"

namespace qidi::identity {
namespace {

std::int64_t seconds_of(SignInThrottle::Time now) {
  const auto passed = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  return std::max<std::int64_t>(0, passed.count());
}

}  // namespace

std::string normal_login(std::string_view typed) {
  while (typed.starts_with(' ')) typed.remove_prefix(1);
  while (typed.ends_with(' ')) typed.remove_suffix(1);
  std::string login(typed);
  for (auto& letter : login) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return login;
}

SignInThrottle::SignInThrottle(ThrottleLimits limits)
    : limits_(limits),
      secret_(random_token()),
      logins_(limits.logins_counted),
      addresses_(limits.addresses_counted) {}

/// 64 bits of a hash under this process's secret: nobody outside can make two texts fall together.
std::uint64_t SignInThrottle::key_of(char kind, std::string_view one,
                                     std::string_view other) const {
  std::string text = secret_;
  text += kind;
  text += std::to_string(one.size());
  text += ' ';
  text += one;
  text += other;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = (key << 8) | digest[i];
  return key == 0 ? 1 : key;  // zero marks an empty place in the table
}

bool SignInThrottle::knows(std::uint64_t login_key, std::uint64_t device_key) const {
  const auto found = devices_.find(login_key);
  return found != devices_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](const Device& each) { return each.key == device_key; });
}

Verdict SignInThrottle::admit(const Attempt& attempt, Time now) {
  const auto login = normal_login(attempt.login);
  const auto login_key = key_of('l', login);
  const auto device_key = key_of('d', login, attempt.device);
  const auto address_key = key_of('a', network_of(attempt.address));
  const auto second = seconds_of(now);
  const std::lock_guard lock(mutex_);
  Verdict verdict;
  verdict.from_known_device = !attempt.device.empty() && knows(login_key, device_key);
  const auto refuse = [&](Verdict::Reason reason, std::int64_t wait, std::uint64_t& counter) {
    verdict.reason = reason;
    verdict.retry_after = std::chrono::seconds(wait);
    ++counter;
    return verdict;
  };
  if (verdict.from_known_device) {
    const auto wait = logins_.seconds_to_wait(device_key, limits_.device, second);
    if (wait > 0 && !use_unlocking(login_key, device_key, now)) {
      return refuse(Verdict::Reason::device_exhausted, wait, tally_.refused_for_device);
    }
    verdict.by_unlocking = wait > 0;
    logins_.add(device_key, second);
  } else {
    const auto wait = addresses_.seconds_to_wait(address_key, limits_.address, second);
    if (wait > 0) {
      return refuse(Verdict::Reason::address_exhausted, wait, tally_.refused_for_address);
    }
    const auto for_login = logins_.seconds_to_wait(login_key, limits_.login, second);
    if (for_login > 0 && !use_unlocking(login_key, address_key, now)) {
      logins_.note_place(login_key, address_key, second);
      return refuse(Verdict::Reason::login_exhausted, for_login, tally_.refused_for_login);
    }
    verdict.by_unlocking = for_login > 0;
    addresses_.add(address_key, second);
    logins_.add(login_key, second);
    logins_.note_place(login_key, address_key, second);
  }
  ++tally_.admitted;
  return verdict;
}

/// Whether the login was unlocked and this place or device has not used up its part of it.
bool SignInThrottle::use_unlocking(std::uint64_t login_key, std::uint64_t from, Time now) {
  const auto found = unlocked_.find(login_key);
  if (found == unlocked_.end()) return false;
  auto& unlocking = found->second;
  const auto known = unlocking.used_by.find(from);
  const auto used = known == unlocking.used_by.end() ? 0 : known->second;
  if (now >= unlocking.until || unlocking.used >= limits_.unlocked_guesses ||
      used >= limits_.unlocked_guesses_of_place) {
    return false;
  }
  ++unlocking.used;
  ++unlocking.used_by[from];
  return true;
}

std::optional<Lockout> SignInThrottle::lockout_of(std::string_view login, Time now) {
  const auto login_key = key_of('l', normal_login(login));
  const auto second = seconds_of(now);
  const std::lock_guard lock(mutex_);
  Lockout found;
  auto wait = logins_.seconds_to_wait(login_key, limits_.login, second);
  found.new_devices = wait > 0;
  if (const auto devices = devices_.find(login_key); devices != devices_.end()) {
    for (const auto& device : devices->second) {
      const auto for_device = logins_.seconds_to_wait(device.key, limits_.device, second);
      if (for_device > 0) ++found.known_devices;
      wait = std::max(wait, for_device);
    }
  }
  if (wait <= 0) return std::nullopt;
  const auto failures = logins_.failures_of(login_key, second);
  found.retry_after = std::chrono::seconds(wait);
  found.wrong_in_quarter_hour = failures.quarter_hour;
  found.wrong_in_day = failures.day;
  found.places = failures.places;
  found.more_places = failures.places == FailureTable::most_places;
  if (const auto unlocking = unlocked_.find(login_key);
      unlocking != unlocked_.end() && unlocking->second.until > now &&
      unlocking->second.used < limits_.unlocked_guesses) {
    found.unlocked_for = std::chrono::ceil<std::chrono::seconds>(unlocking->second.until - now);
  }
  return found;
}

void SignInThrottle::unlock(std::string_view login, Time now) {
  const auto login_key = key_of('l', normal_login(login));
  const std::lock_guard lock(mutex_);
  std::erase_if(unlocked_, [&](const auto& one) { return one.second.until <= now; });
  unlocked_[login_key] = {now + limits_.unlocked_for};
}

void SignInThrottle::take_back(const Attempt& attempt, const Verdict& verdict, Time now) {
  if (!verdict.is_allowed()) return;
  const auto login = normal_login(attempt.login);
  const auto second = seconds_of(now);
  const auto login_key = key_of('l', login);
  const auto from = verdict.from_known_device ? key_of('d', login, attempt.device)
                                              : key_of('a', network_of(attempt.address));
  if (verdict.from_known_device) {
    logins_.take_back(from, second);
  } else {
    logins_.take_back(login_key, second);
    addresses_.take_back(from, second);
  }
  const auto unlocking = unlocked_.find(login_key);
  if (!verdict.by_unlocking || unlocking == unlocked_.end()) return;
  // An unlocking since then is another one, of which nothing was used.
  const auto used = unlocking->second.used_by.find(from);
  if (used == unlocking->second.used_by.end() || used->second == 0) return;
  --used->second;
  --unlocking->second.used;
}

void SignInThrottle::succeeded(const Attempt& attempt, const Verdict& verdict, Time now) {
  const auto login = normal_login(attempt.login);
  const std::lock_guard lock(mutex_);
  take_back(attempt, verdict, now);
  ++tally_.right;
  // The owner is in: what is left of the unlocking is nobody's.
  unlocked_.erase(key_of('l', login));
  if (!attempt.device.empty()) learn(key_of('l', login), key_of('d', login, attempt.device), now);
}

void SignInThrottle::give_back(const Attempt& attempt, const Verdict& verdict, Time now) {
  const std::lock_guard lock(mutex_);
  take_back(attempt, verdict, now);
}

void SignInThrottle::know_device(std::string_view login, std::string_view device, Time last_used) {
  const auto normal = normal_login(login);
  const std::lock_guard lock(mutex_);
  if (!device.empty()) learn(key_of('l', normal), key_of('d', normal, device), last_used);
}

void SignInThrottle::forget_devices(std::string_view login) {
  const std::lock_guard lock(mutex_);
  devices_.erase(key_of('l', normal_login(login)));
}

void SignInThrottle::learn(std::uint64_t login_key, std::uint64_t device_key, Time now) {
  auto& devices = devices_[login_key];
  const auto found = std::find_if(devices.begin(), devices.end(),
                                  [&](const Device& each) { return each.key == device_key; });
  if (found != devices.end()) {
    found->last_used = std::max(found->last_used, now);
    return;
  }
  if (devices.size() >= std::max<std::size_t>(1, limits_.devices_of_account)) {
    devices.erase(
        std::min_element(devices.begin(), devices.end(),
                         [](const auto& a, const auto& b) { return a.last_used < b.last_used; }));
  }
  devices.push_back({device_key, now});
}

ThrottleTally SignInThrottle::tally() const {
  const std::lock_guard lock(mutex_);
  return tally_;
}

std::size_t SignInThrottle::bytes_of_counters() const {
  const std::lock_guard lock(mutex_);
  return logins_.bytes() + addresses_.bytes();
}

}  // namespace qidi::identity
