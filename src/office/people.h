// Everybody who may sign in, as the record has it: all accounts and tokens in memory, in snapshots
// that are replaced whole, and the one path on which an account changes. Accounts are few
// (thousands); secrets are not here (credentials.h).
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/people/account.h"
#include "domain/people/token.h"
#include "office/ports.h"

namespace qidi::office {

/// The stream of an account, a token, and of a login's reservation (one login, one account).
std::string stream_of_account(const std::string& id);
std::string stream_of_token(const std::string& id);
std::string stream_of_login(const std::string& login);
/// The stream of an identity at a sign-on service: whose it is. Named by a hash, since an issuer
/// and a subject may be of any form.
std::string stream_of_identity(const std::string& issuer, const std::string& subject);

struct AccountFilter {
  std::optional<domain::Role> role;
  std::string region_prefix;  ///< "1501", "" for any
  std::string department;
  std::optional<bool> enabled;
  std::string words;  ///< part of login, name, or unit's name
};

/// A snapshot: never changes, so that readers need no lock.
class People {
 public:
  using Known = std::shared_ptr<const People>;

  /// Nobody.
  People() = default;
  /// Folds every account and token of the record.
  static Result<Known, Fault> read(EventReader& reader);

  const domain::Account* find(std::string_view id) const;
  /// `login` as typed: capitals make no difference.
  const domain::Account* find_login(std::string_view login) const;
  /// Whose identity this is at that sign-on service.
  const domain::Account* find_identity(std::string_view issuer, std::string_view subject) const;
  /// By the token's SHA-256 in hex; revoked ones too, so ask `allows`.
  const domain::Token* find_token(std::string_view secret_sha256) const;
  const domain::Token* find_token_by_id(std::string_view id) const;
  const domain::Token* find_token_by_name(std::string_view name) const;
  /// In order of login.
  std::vector<const domain::Account*> list(const AccountFilter& filter) const;
  /// In order of being added.
  std::vector<const domain::Token*> tokens() const;
  std::size_t size() const { return accounts_.size(); }

  /// The next snapshot after an act on this account or token: read again from the log.
  Result<Known, Fault> after_account(EventLog& log, const std::string& id) const;
  Result<Known, Fault> after_token(EventLog& log, const std::string& id) const;

 private:
  void put(domain::Account account);
  void put(domain::Token token);

  std::map<std::string, domain::Account, std::less<>> accounts_;  ///< by id
  std::map<std::string, std::string, std::less<>> by_login_;      ///< login -> id
  std::map<std::string, domain::Token, std::less<>> tokens_;      ///< by id
  std::map<std::string, std::string, std::less<>> by_secret_;     ///< hash -> token id
};

/// Where the snapshot of now hangs: the writer replaces it, anybody takes it.
class PeopleOfNow {
 public:
  explicit PeopleOfNow(People::Known first) : now_(std::move(first)) {}
  People::Known get() const { return now_.load(); }
  void replace(People::Known next) { now_.store(std::move(next)); }

 private:
  std::atomic<People::Known> now_;
};

/// What an accepted act did. Given out only once it is durable.
struct AccountReceipt {
  std::string command_id;
  std::string id;  ///< of the account or token
  unsigned long long version = 0;
  std::vector<std::string> events;  ///< kinds, in order; empty: it was so already
  bool repeated = false;            ///< the same command had been answered before
};

using AccountAnswer = std::variant<AccountReceipt, domain::Refusal>;

/// Handles one command, as handle_command does for cases: idempotent by command id, committed but
/// not yet durable (the caller syncs, then tells). Credentials are the caller's, in the same batch.
Result<AccountAnswer, Fault> perform_account_act(EventLog& log, Clock& clock,
                                                 const domain::AccountCommand& command);
Result<AccountAnswer, Fault> perform_token_act(EventLog& log, Clock& clock,
                                               const domain::TokenCommand& command);

}  // namespace qidi::office
