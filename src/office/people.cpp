// The snapshot: streams into accounts and tokens, and looking them up.
#include "office/people.h"

#include <algorithm>

#include "office/contact_seals.h"
#include "record/account_codec.h"

namespace qidi::office {

namespace {

constexpr std::string_view account_prefix = "account/";
constexpr std::string_view token_prefix = "token/";

Unexpected<Fault> unreadable(std::string why) {
  return Unexpected{Fault{FaultKind::unreadable, std::move(why)}};
}

/// The subjects of a prefix's streams, folded by `add`, which takes an id and an envelope.
template <class Add>
Result<void, Fault> each_subject(EventReader& reader, std::string_view prefix, const Add& add) {
  return reader.each_of_streams(
      std::string(prefix), [&](const record::SealedEvent& event) -> Result<void, Fault> {
        return add(event.envelope.stream.substr(prefix.size()), event.envelope);
      });
}

bool holds_word(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

std::string stream_of_account(const std::string& id) {
  return std::string(account_prefix) + id;
}
std::string stream_of_token(const std::string& id) {
  return std::string(token_prefix) + id;
}
std::string stream_of_login(const std::string& login) {
  return "login/" + login;
}

std::string stream_of_identity(const std::string& issuer, const std::string& subject) {
  return "identity/" + record::to_hex(record::sm3(issuer + "\n" + subject)).substr(0, 32);
}

void People::put(domain::Account account) {
  by_login_[account.login] = account.id;
  accounts_[account.id] = std::move(account);
}

void People::put(domain::Token token) {
  by_secret_[token.secret_sha256] = token.id;
  tokens_[token.id] = std::move(token);
}

Result<People::Known, Fault> People::read(EventReader& reader) {
  auto people = std::make_shared<People>();
  AccountEvents events(reader);
  QIDI_CHECK(each_subject(
      reader, account_prefix,
      [&](const std::string& id, const record::Envelope& envelope) -> Result<void, Fault> {
        QIDI_TRY(event, events.open(envelope));
        auto& account = people->accounts_[id];
        account.id = id;
        evolve(account, event);
        people->by_login_[account.login] = id;
        return {};
      }));
  QIDI_CHECK(each_subject(
      reader, token_prefix,
      [&](const std::string& id, const record::Envelope& envelope) -> Result<void, Fault> {
        auto event = record::open_token_event(envelope);
        if (!event) return unreadable(envelope.stream + "：" + event.error());
        auto& token = people->tokens_[id];
        token.id = id;
        evolve(token, *event);
        people->by_secret_[token.secret_sha256] = id;
        return {};
      }));
  return Known(std::move(people));
}

const domain::Account* People::find(std::string_view id) const {
  const auto found = accounts_.find(id);
  return found == accounts_.end() ? nullptr : &found->second;
}

const domain::Account* People::find_login(std::string_view login) const {
  const auto kept = domain::login_from(login);
  if (!kept) return nullptr;
  const auto found = by_login_.find(*kept);
  return found == by_login_.end() ? nullptr : find(found->second);
}

const domain::Account* People::find_identity(std::string_view issuer,
                                             std::string_view subject) const {
  if (subject.empty()) return nullptr;
  // Accounts are few, and a sign-on is rare.
  for (const auto& [id, account] : accounts_) {
    if (account.issuer == issuer && account.subject == subject) return &account;
  }
  return nullptr;
}

const domain::Token* People::find_token(std::string_view secret_sha256) const {
  const auto found = by_secret_.find(secret_sha256);
  return found == by_secret_.end() ? nullptr : find_token_by_id(found->second);
}

const domain::Token* People::find_token_by_id(std::string_view id) const {
  const auto found = tokens_.find(id);
  return found == tokens_.end() ? nullptr : &found->second;
}

const domain::Token* People::find_token_by_name(std::string_view name) const {
  const domain::Token* newest = nullptr;
  for (const auto* token : tokens()) {
    if (token->name == name && (newest == nullptr || !token->revoked)) newest = token;
  }
  return newest;
}

std::vector<const domain::Account*> People::list(const AccountFilter& filter) const {
  std::vector<const domain::Account*> found;
  for (const auto& [login, id] : by_login_) {
    const auto& account = accounts_.find(id)->second;
    if (filter.role && !(account.has_role && account.role == *filter.role)) continue;
    if (!account.region.starts_with(filter.region_prefix)) continue;
    if (!filter.department.empty() && account.department != filter.department) continue;
    if (filter.enabled && account.enabled != *filter.enabled) continue;
    if (!holds_word(account.login, filter.words) && !holds_word(account.name, filter.words) &&
        !holds_word(account.unit_name, filter.words)) {
      continue;
    }
    found.push_back(&account);
  }
  return found;
}

std::vector<const domain::Token*> People::tokens() const {
  std::vector<const domain::Token*> found;
  for (const auto& [id, token] : tokens_) found.push_back(&token);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto* a, const auto* b) { return a->added < b->added; });
  return found;
}

Result<People::Known, Fault> People::after_account(EventLog& log, const std::string& id) const {
  QIDI_TRY(stored, log.load(stream_of_account(id)));
  domain::Account account;
  account.id = id;
  AccountEvents events(log);
  for (const auto& sealed : stored) {
    QIDI_TRY(event, events.open(sealed.envelope));
    evolve(account, event);
  }
  auto next = std::make_shared<People>(*this);
  if (account.version > 0) next->put(std::move(account));
  return Known(std::move(next));
}

Result<People::Known, Fault> People::after_token(EventLog& log, const std::string& id) const {
  QIDI_TRY(stored, log.load(stream_of_token(id)));
  domain::Token token;
  token.id = id;
  for (const auto& sealed : stored) {
    auto event = record::open_token_event(sealed.envelope);
    if (!event) return unreadable(sealed.envelope.stream + "：" + event.error());
    evolve(token, *event);
  }
  auto next = std::make_shared<People>(*this);
  if (token.version > 0) next->put(std::move(token));
  return Known(std::move(next));
}

}  // namespace qidi::office
