// Events and commands of accounts and tokens as canonical JSON and back (docs/formats/accounts.md).
// N8; GB/T 22239-2019 安全审计.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/account.h"
#include "domain/people/token.h"
#include "domain/result.h"
#include "record/envelope.h"

namespace qidi::record {

/// The body's canonical JSON.
std::string encode_body(const domain::AccountEventBody& body);
std::string encode_body(const domain::TokenEventBody& body);

/// The domain's event out of the kept one; the error says what cannot be read.
Result<domain::AccountEvent, std::string> open_account_event(const Envelope& envelope);
Result<domain::TokenEvent, std::string> open_token_event(const Envelope& envelope);

/// The exact content of a command, apart from its id: what a repetition must equal.
std::string canonical_command(const domain::AccountCommand& command);
std::string canonical_command(const domain::TokenCommand& command);

/// What is kept beside the command's id.
struct AccountReceiptFields {
  std::string command_id;
  std::string id;
  unsigned long long version = 0;
  std::vector<std::string> events;
};
std::string encode(const AccountReceiptFields& fields);
Result<AccountReceiptFields, std::string> read_account_receipt(std::string_view json);

/// The one event of a login's stream: whose the login is.
struct LoginReserved {
  std::string account;
};
inline constexpr std::string_view login_reserved = "login_reserved";
std::string encode(const LoginReserved& event);

/// The events of an identity's stream: whose it is from then on, or nobody's.
struct IdentityTaken {
  std::string account;
};
inline constexpr std::string_view identity_taken = "identity_taken";
inline constexpr std::string_view identity_freed = "identity_freed";
std::string encode(const IdentityTaken& event);

/// A list of texts as a JSON array, for columns beside the record. What cannot be read is empty.
std::string write_text_list(const std::vector<std::string>& texts);
std::vector<std::string> read_text_list(std::string_view json);

}  // namespace qidi::record
