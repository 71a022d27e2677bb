// The bytes under the hash, and SM3 over them.
#include "record/envelope.h"

#include <openssl/evp.h>

#include <cassert>
#include <memory>

namespace qidi::record {

namespace {

/// Eight bytes, the highest first.
void put_number(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out += static_cast<char>((number >> shift) & 0xFF);
  }
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out.append(text);
}

/// Two's complement, so that a day before 1970 has its bytes, too.
void put_integer(std::string& out, std::int64_t number) {
  put_number(out, sizeof number);
  put_number(out, static_cast<std::uint64_t>(number));
}

/// SM3, fetched once per thread: looking it up by name costs as much as hashing.
struct Sm3 {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> digest{EVP_MD_fetch(nullptr, "SM3", nullptr),
                                                         EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  EVP_MD_CTX_free};
};

}  // namespace

Digest sm3(std::string_view bytes) {
  thread_local const Sm3 sm3;
  assert(sm3.digest && sm3.context);
  Digest digest{};
  unsigned int length = 0;
  const bool done = EVP_DigestInit_ex2(sm3.context.get(), sm3.digest.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(sm3.context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(sm3.context.get(), digest.data(), &length) == 1;
  assert(done && length == digest.size());
  (void)done;
  return digest;
}

std::string to_hex(const Digest& digest) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const auto byte : digest) {
    text += hex[byte >> 4];
    text += hex[byte & 15];
  }
  return text;
}

std::string hashed_bytes(const Envelope& envelope) {
  std::string out;
  out.reserve(envelope.body.size() + 320);
  put_text(out, "qidi-event-1");
  put_text(out, envelope.stream);
  put_integer(out, static_cast<std::int64_t>(envelope.sequence));
  put_text(out, envelope.kind);
  put_integer(out, envelope.kind_version);
  put_text(out, envelope.body);
  put_text(out, envelope.actor);
  put_text(out, envelope.actor_name);
  put_text(out, envelope.role);
  put_text(out, envelope.department);
  put_text(out, envelope.region);
  put_text(out, envelope.command_id);
  put_integer(out, envelope.recorded.time_since_epoch().count());
  put_integer(out, envelope.legal_day.time_since_epoch().count());
  put_integer(out, envelope.calendar_revision);
  put_text(out, std::string_view(reinterpret_cast<const char*>(envelope.previous_hash.data()),
                                 envelope.previous_hash.size()));
  return out;
}

Digest hash_of(const Envelope& envelope) {
  return sm3(hashed_bytes(envelope));
}

SealedEvent seal(Envelope envelope) {
  SealedEvent event;
  event.hash = hash_of(envelope);
  event.envelope = std::move(envelope);
  return event;
}

}  // namespace qidi::record
