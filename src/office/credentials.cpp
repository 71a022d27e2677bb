// The one calculation on credentials: what a new password leaves of the old.
#include "office/credentials.h"

#include <utility>

namespace qidi::office {

Credential with_password(Credential credential, std::string password_hash, domain::Instant now,
                         bool must_change, std::size_t remember) {
  auto& earlier = credential.earlier_hashes;
  if (!credential.password_hash.empty()) {
    earlier.insert(earlier.begin(), std::move(credential.password_hash));
  }
  const auto kept = remember > 0 ? remember - 1 : 0;
  if (earlier.size() > kept) earlier.resize(kept);
  credential.password_hash = std::move(password_hash);
  credential.password_set = now;
  credential.must_change = must_change;
  return credential;
}

}  // namespace qidi::office
