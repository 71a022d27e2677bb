// The secrets of accounts and the open sessions: beside the record, never in it. Nothing here is
// logged, exported, verified or rebuilt; whoever is given the record is given no secret.
// R65-R67; schema V004.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/result.h"
#include "domain/time/day.h"
#include "office/fault.h"

namespace qidi::office {

/// What an account proves itself by. The office hashes nothing: hashes are handed in.
struct Credential {
  std::string account;
  std::string password_hash;                ///< encoded argon2id; empty: no password is right
  std::vector<std::string> earlier_hashes;  ///< the last ones, newest first
  std::string totp_secret;                  ///< base32; empty: no second factor
  std::int64_t totp_step = 0;               ///< the last step used
  domain::Instant password_set{};
  bool must_change = false;  ///< whoever signs in must set a new password first
  bool operator==(const Credential&) const = default;
};

/// A session as it outlives a restart; the token itself is the browser's alone.
struct KeptSession {
  std::string token_hash;  ///< SHA-256, hex
  std::string account;
  std::string csrf;
  domain::Instant begun{};
  domain::Instant seen{};
  std::string client;  ///< address and browser, for the list of one's own sessions
  bool second_factor = false;
  bool operator==(const KeptSession&) const = default;
};

/// Writing is the writer's: on its thread, in its batch, durable after the log's `sync`. Reading is
/// anybody's with a store of his own.
class CredentialBook {
 public:
  virtual ~CredentialBook() = default;
  virtual Result<std::optional<Credential>, Fault> find_credential(const std::string& account) = 0;
  /// Adds or replaces the account's.
  virtual Result<void, Fault> put_credential(const Credential& credential) = 0;
  virtual Result<void, Fault> forget_credential(const std::string& account) = 0;
  /// Adds or replaces the session of this token hash.
  virtual Result<void, Fault> put_session(const KeptSession& session) = 0;
  virtual Result<void, Fault> forget_session(const std::string& token_hash) = 0;
  virtual Result<void, Fault> forget_sessions_of(const std::string& account) = 0;
  /// In order of their beginning.
  virtual Result<std::vector<KeptSession>, Fault> all_sessions() = 0;
  /// A secret of the whole directory, by its name; empty: it has none. It goes along into backups,
  /// so that what was printed with it stays true after a restore.
  virtual Result<std::string, Fault> find_site_secret(const std::string& name) = 0;
  virtual Result<void, Fault> put_site_secret(const std::string& name,
                                              const std::string& secret) = 0;
};

/// The credential with a new password. `remember`: so many last passwords, the present one among
/// them, are kept. The second factor stays.
Credential with_password(Credential credential, std::string password_hash, domain::Instant now,
                         bool must_change, std::size_t remember = 5);

}  // namespace qidi::office
