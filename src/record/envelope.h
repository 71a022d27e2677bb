// The envelope of an event: the fields that every event carries, and the hash over all of them.
// docs/formats/event.md gives the bytes; rulings 6 and 7; N8.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/time/day.h"

namespace qidi::record {

/// An SM3 digest.
using Digest = std::array<std::uint8_t, 32>;

/// Lower-case hex, 64 characters.
std::string to_hex(const Digest& digest);

/// One event as it is kept for ever. Never changed, never deleted.
struct Envelope {
  std::string stream;          ///< "case/<id>", "system", "import/<id>"
  std::uint64_t sequence = 0;  ///< 1..n within the stream, without gap
  std::string kind;            ///< past tense, snake_case: "returned_once"
  std::uint32_t kind_version = 1;
  std::string body;   ///< canonical JSON: sorted keys, NFC, integers and strings
  std::string actor;  ///< id
  std::string actor_name;
  std::string role;
  std::string department;
  std::string region;
  std::string command_id;
  domain::Instant recorded;  ///< never goes back within a log
  domain::Day legal_day;     ///< the day on which it takes effect
  std::int32_t calendar_revision = 0;
  Digest previous_hash{};  ///< of the stream's event before; zeros for the first
  bool operator==(const Envelope&) const = default;
};

/// An envelope with its hash and, once kept, its place in the global log (not under the hash).
struct SealedEvent {
  Envelope envelope;
  Digest hash{};
  std::uint64_t global_index = 0;  ///< the leaf's position, from 0
  bool operator==(const SealedEvent&) const = default;
};

/// SM3 (GB/T 32905) of any bytes.
Digest sm3(std::string_view bytes);

/// The exact bytes under the hash: a domain tag, then every field of Envelope in order, each with
/// its length before it (8 bytes, the highest first); integers are 8 bytes, two's complement.
std::string hashed_bytes(const Envelope& envelope);
/// SM3 over `hashed_bytes`.
Digest hash_of(const Envelope& envelope);
/// An envelope with its own hash.
SealedEvent seal(Envelope envelope);

}  // namespace qidi::record
