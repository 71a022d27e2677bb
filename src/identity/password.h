// Keeping passwords as Argon2id hashes (RFC 9106, reliability R66) and checking guesses against
// them. Promises: the password is hashed whole, byte for byte, never cut; one check costs one
// Argon2 run whether the login is known or not. A run takes its time (tens of milliseconds) and 48
// MiB: never call it on a thread that serves sockets, and run few at once (R12). Without that
// memory the process stops, as with any allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qidi::identity {

/// What one Argon2 run costs.
struct HashCost {
  std::uint32_t memory_kib = 0;
  std::uint32_t passes = 0;
  std::uint32_t lanes = 0;
  bool operator==(const HashCost&) const = default;
};

/// What every new hash costs: measured at 80 ms on one core of a 2020s server; R66 asks 50 to 150.
inline constexpr HashCost house_cost{.memory_kib = 48 * 1024, .passes = 2, .lanes = 1};

/// The password's hash as text, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, with a salt of its own.
std::string hash_password(std::string_view password);

/// Whether the password is the one hashed. Text that is no hash of ours is never matched, and costs
/// a run of the house's cost all the same.
bool verify_password(std::string_view encoded, std::string_view password);

/// The same for a login that may be unknown: without a hash the run is made on a decoy and the
/// answer is no, so that the time tells nothing (R65).
bool verify_password_of(const std::optional<std::string>& encoded, std::string_view password);

/// Whether the hash was made at another cost than today's: hash the password anew when it is seen.
bool needs_rehash(std::string_view encoded);

/// A hash that no password matches, fresh each time and of the house's cost.
std::string decoy_hash();

/// The cost written in a hash; nothing when the text is no Argon2id hash that this room would make
/// or check (at most 1 GiB, 16 passes, 4 lanes).
std::optional<HashCost> cost_of(std::string_view encoded);

/// Whether the password is one of those hashed, for the rule that the last few are not used again.
/// One Argon2 run for each hash.
bool is_among(std::span<const std::string> hashes, std::string_view password);

}  // namespace qidi::identity
