// Tokens of integration clients: a department's own system that reads, acts or imports. Only a
// token's hash is kept; the token itself is shown once. 三员分立: the security administrator's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/casework/refusals.h"
#include "domain/people/actor.h"
#include "domain/result.h"
#include "domain/time/day.h"

namespace qidi::domain {

enum class TokenScope {
  read,    ///< lists, cases, circulars
  act,     ///< acts as the actor that the command states
  import,  ///< ledgers
};
std::string_view name_of(TokenScope scope);
std::optional<TokenScope> token_scope_from(std::string_view name);

/// A token as its events left it. Version 0: there is none.
struct Token {
  std::string id;
  std::string name;                 ///< the client's
  std::vector<std::string> scopes;  ///< names, in the enum's order
  std::string secret_sha256;        ///< hex, lower case
  bool revoked = false;
  Instant added{};
  std::uint64_t version = 0;
  bool allows(TokenScope scope) const;  ///< false once revoked
};

struct TokenAdded {
  std::string name;
  std::vector<std::string> scopes;
  std::string secret_sha256;
};
struct TokenRevoked {
  std::string reason;
};
using TokenEventBody = std::variant<TokenAdded, TokenRevoked>;

struct TokenEvent {
  TokenEventBody body;
  Actor actor;
  Instant recorded{};
  std::uint64_t sequence = 0;
};
std::string_view kind_of(const TokenEventBody& body);

struct AddToken {
  std::string name;
  std::vector<std::string> scopes;
  std::string secret_sha256;
};
struct RevokeToken {
  std::string reason;
};
using TokenCommandBody = std::variant<AddToken, RevokeToken>;

struct TokenCommand {
  std::string command_id;
  std::string token_id;
  Actor actor;
  TokenCommandBody body;
};
std::string_view act_name(const TokenCommandBody& body);

void evolve(Token& token, const TokenEvent& event);
Token fold_token(const std::string& id, const std::vector<TokenEvent>& events);

using TokenDecided = Result<std::vector<TokenEventBody>, Refusal>;
/// `token` is null when there is none of that id.
TokenDecided decide_token(const Token* token, const TokenCommand& command);

}  // namespace qidi::domain
