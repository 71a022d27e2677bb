// Tokens: names, fold and decisions.
#include "domain/people/token.h"

#include <algorithm>
#include <array>

#include "domain/people/account.h"

namespace qidi::domain {

namespace {

constexpr std::array<std::string_view, 3> scope_names{"read", "act", "import"};

using Bodies = std::vector<TokenEventBody>;

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

TokenDecided decide_adding(const AddToken& add) {
  if (add.name.empty()) return Unexpected{refuse(RefusalCode::field_missing, "name")};
  if (add.name.size() > 300) return Unexpected{refuse(RefusalCode::field_invalid, "name", "过长")};
  if (add.scopes.empty()) return Unexpected{refuse(RefusalCode::field_missing, "scopes")};
  for (const auto& scope : add.scopes) {
    if (!token_scope_from(scope)) {
      return Unexpected{refuse(RefusalCode::field_invalid, "scopes", scope)};
    }
  }
  if (!is_sha256(add.secret_sha256)) {
    return Unexpected{refuse(RefusalCode::field_invalid, "secret_sha256")};
  }
  TokenAdded added{add.name, {}, add.secret_sha256};
  for (const auto name : scope_names) {
    if (std::find(add.scopes.begin(), add.scopes.end(), name) != add.scopes.end()) {
      added.scopes.emplace_back(name);
    }
  }
  return Bodies{added};
}

}  // namespace

std::string_view name_of(TokenScope scope) {
  return scope_names[static_cast<std::size_t>(scope)];
}

std::optional<TokenScope> token_scope_from(std::string_view name) {
  const auto found = std::find(scope_names.begin(), scope_names.end(), name);
  if (found == scope_names.end()) return std::nullopt;
  return static_cast<TokenScope>(found - scope_names.begin());
}

bool Token::allows(TokenScope scope) const {
  return !revoked && std::find(scopes.begin(), scopes.end(), name_of(scope)) != scopes.end();
}

std::string_view kind_of(const TokenEventBody& body) {
  return std::holds_alternative<TokenAdded>(body) ? "token_added" : "token_revoked";
}

std::string_view act_name(const TokenCommandBody& body) {
  return std::holds_alternative<AddToken>(body) ? "add" : "revoke";
}

void evolve(Token& token, const TokenEvent& event) {
  if (token.version == 0) token.added = event.recorded;
  ++token.version;
  if (const auto* added = std::get_if<TokenAdded>(&event.body)) {
    token.name = added->name;
    token.scopes = added->scopes;
    token.secret_sha256 = added->secret_sha256;
  } else {
    token.revoked = true;
  }
}

Token fold_token(const std::string& id, const std::vector<TokenEvent>& events) {
  Token token;
  token.id = id;
  for (const auto& event : events) evolve(token, event);
  return token;
}

TokenDecided decide_token(const Token* token, const TokenCommand& command) {
  if (!is_console(command.actor) && command.actor.role != Role::security_admin) {
    return Unexpected{refuse(RefusalCode::not_permitted)};
  }
  const bool is_there = token != nullptr && token->version > 0;
  if (const auto* add = std::get_if<AddToken>(&command.body)) {
    if (is_there) return Unexpected{refuse(RefusalCode::account_exists, "token")};
    if (command.token_id.empty()) return Unexpected{refuse(RefusalCode::field_missing, "token")};
    return decide_adding(*add);
  }
  if (!is_there) return Unexpected{refuse(RefusalCode::unknown_account, "token")};
  if (token->revoked) return Bodies{};
  return Bodies{TokenRevoked{std::get<RevokeToken>(command.body).reason}};
}

}  // namespace qidi::domain
