// OpenSSL's digest, with its failures (no memory, no SM3 in this build) taken for what they are: a
// program that cannot go on.
#include "record/running_hash.h"

#include <openssl/evp.h>

#include <cassert>

namespace qidi::record {

struct RunningHash::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  &EVP_MD_CTX_free};
};

RunningHash::RunningHash() : state_(std::make_unique<State>()) {
  const bool begun = EVP_DigestInit_ex(state_->context.get(), EVP_sm3(), nullptr) == 1;
  assert(begun);
  (void)begun;
}
RunningHash::~RunningHash() = default;
RunningHash::RunningHash(RunningHash&&) noexcept = default;
RunningHash& RunningHash::operator=(RunningHash&&) noexcept = default;

void RunningHash::add(std::string_view bytes) {
  const bool done = EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1;
  assert(done);
  (void)done;
}

Digest RunningHash::digest() {
  Digest digest{};
  unsigned int length = 0;
  const bool done = EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1;
  assert(done && length == digest.size());
  (void)done;
  return digest;
}

}  // namespace qidi::record
