// The path on which an account or a token changes, as handle_command is a case's: clock, load,
// fold, decide, commit. The login is reserved in the same commit, so that no two have one.
#include <algorithm>

#include "office/contact_seals.h"
#include "office/organ_desk.h"
#include "office/people.h"
#include "record/account_codec.h"

namespace qidi::office {

namespace {

using domain::RefusalCode;

/// The instant and author of everything that one command records.
struct Writing {
  domain::Instant now;
  const domain::Actor& actor;
  const std::string& command_id;

  /// An append of bodies already encoded, each with its kind.
  StreamAppend append(const std::string& stream, const std::vector<record::SealedEvent>& stored,
                      const std::vector<std::pair<std::string, std::string>>& kinds_and_bodies) {
    StreamAppend append;
    append.stream = stream;
    append.expected_version = stored.size();
    auto previous = stored.empty() ? record::Digest{} : stored.back().hash;
    for (const auto& [kind, body] : kinds_and_bodies) {
      record::Envelope envelope;
      envelope.stream = stream;
      envelope.sequence = stored.size() + append.events.size() + 1;
      envelope.kind = kind;
      envelope.body = body;
      envelope.actor = actor.id;
      envelope.actor_name = actor.name;
      envelope.role = domain::name_of(actor.role);
      envelope.department = actor.department;
      envelope.region = actor.region;
      envelope.command_id = command_id;
      envelope.recorded = now;
      envelope.legal_day = domain::day_of(now);
      envelope.previous_hash = previous;
      append.events.push_back(record::seal(std::move(envelope)));
      previous = append.events.back().hash;
    }
    return append;
  }
};

Unexpected<Fault> unreadable(std::string why) {
  return Unexpected{Fault{FaultKind::unreadable, std::move(why)}};
}

Result<domain::Account, Fault> open_account(EventLog& log, const std::string& id,
                                            const std::vector<record::SealedEvent>& stored) {
  domain::Account account;
  account.id = id;
  AccountEvents events(log);
  for (const auto& sealed : stored) {
    QIDI_TRY(event, events.open(sealed.envelope));
    evolve(account, event);
  }
  return account;
}

/// Whether an identity is somebody's, by its stream.
bool is_taken(const std::vector<record::SealedEvent>& identity) {
  return !identity.empty() && identity.back().envelope.kind == record::identity_taken;
}

/// Whether no other enabled account has the duty of this one.
Result<bool, Fault> is_last_of_duty(EventLog& log, const domain::Account& account) {
  std::map<std::string, domain::Account> others;
  QIDI_CHECK(log.each_of_streams(
      stream_of_account(""), [&](const record::SealedEvent& sealed) -> Result<void, Fault> {
        auto event = record::open_account_event(sealed.envelope);
        if (!event) return unreadable(sealed.envelope.stream + "：" + event.error());
        evolve(others[sealed.envelope.stream], *event);
        return {};
      }));
  others.erase(stream_of_account(account.id));
  return std::none_of(others.begin(), others.end(), [&](const auto& entry) {
    const auto& other = entry.second;
    return other.enabled && other.has_role && other.role == account.role;
  });
}

/// The register that a role's organ is held against, where the act gives either.
Result<domain::OrganRegister, Fault> organs_for(EventLog& log,
                                                const domain::AccountCommandBody& body) {
  const auto* open = std::get_if<domain::OpenAccount>(&body);
  const bool asks = (open != nullptr && open->role) ||
                    std::holds_alternative<domain::GrantRole>(body) ||
                    std::holds_alternative<domain::ChangeAccount>(body);
  if (!asks) return domain::OrganRegister{};
  return read_organ_register(log);
}

/// The first answer again, or a refusal when the id was used for something else.
Result<std::optional<AccountAnswer>, Fault> answered_before(EventLog& log,
                                                            const std::string& command_id,
                                                            const record::Digest& content) {
  QIDI_TRY(answered, log.find_command(command_id));
  if (!answered) return std::optional<AccountAnswer>{};
  if (answered->content != content) {
    return std::optional<AccountAnswer>{
        refuse(RefusalCode::command_id_reused, "command_id", command_id)};
  }
  auto fields = record::read_account_receipt(answered->receipt);
  if (!fields) return unreadable(fields.error());
  return std::optional<AccountAnswer>{
      AccountReceipt{fields->command_id, fields->id, fields->version, fields->events, true}};
}

Result<AccountAnswer, Fault> committed(EventLog& log, std::span<const StreamAppend> appends,
                                       const record::Digest& content, AccountReceipt receipt) {
  const auto kept = record::encode(record::AccountReceiptFields{receipt.command_id, receipt.id,
                                                                receipt.version, receipt.events});
  QIDI_TRY(position, log.commit(appends, CommandRecord{receipt.command_id, content, kept}));
  (void)position;
  return AccountAnswer{std::move(receipt)};
}

template <class Bodies>
std::vector<std::pair<std::string, std::string>> encoded(const Bodies& bodies) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const auto& body : bodies) {
    list.emplace_back(domain::kind_of(body), record::encode_body(body));
  }
  return list;
}

AccountReceipt receipt_of(const std::string& command_id, const std::string& id,
                          const StreamAppend& append) {
  AccountReceipt receipt{command_id, id, append.expected_version + append.events.size(), {}, false};
  for (const auto& event : append.events) receipt.events.push_back(event.envelope.kind);
  return receipt;
}

/// What linking or unlinking does to the streams of identities: one identity, one account.
Result<void, Fault> keep_identities(EventLog& log, Writing& writing, const domain::Account& account,
                                    const domain::LinkIdentity* link,
                                    const std::vector<record::SealedEvent>& identity,
                                    std::vector<StreamAppend>& appends) {
  const bool unlinks = appends.front().events.front().envelope.kind == "identity_unlinked";
  if (link == nullptr && !unlinks) return {};
  if (!account.subject.empty()) {
    const auto stream = stream_of_identity(account.issuer, account.subject);
    QIDI_TRY(former, log.load(stream));
    appends.push_back(writing.append(stream, former,
                                     {{std::string(record::identity_freed),
                                       record::encode(record::IdentityTaken{account.id})}}));
  }
  if (link != nullptr) {
    appends.push_back(writing.append(stream_of_identity(link->issuer, link->subject), identity,
                                     {{std::string(record::identity_taken),
                                       record::encode(record::IdentityTaken{account.id})}}));
  }
  return {};
}

Result<domain::Instant, Fault> instant_of(EventLog& log, Clock& clock) {
  QIDI_TRY(last, log.last_recorded());
  // Recorded instants never go back, whatever the machine's clock does.
  return std::max(clock.now(), last.value_or(domain::Instant{}));
}

}  // namespace

Result<AccountAnswer, Fault> perform_account_act(EventLog& log, Clock& clock,
                                                 const domain::AccountCommand& command) {
  QIDI_TRY(now, instant_of(log, clock));
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command.command_id, content));
  if (before) return std::move(*before);

  const auto stream = stream_of_account(command.account_id);
  QIDI_TRY(stored, log.load(stream));
  QIDI_TRY(account, open_account(log, command.account_id, stored));
  domain::AccountFacts facts;
  facts.now = now;
  QIDI_TRY(organs, organs_for(log, command.body));
  facts.organs = std::move(organs);
  std::string login;
  if (const auto* open = std::get_if<domain::OpenAccount>(&command.body)) {
    login = domain::login_from(open->login).value_or("");
    QIDI_TRY(reserved, log.load(stream_of_login(login)));
    facts.login_taken = !reserved.empty();
  }
  if (std::holds_alternative<domain::DisableAccount>(command.body) && account.has_role &&
      is_administrator(account.role)) {
    QIDI_TRY(is_last, is_last_of_duty(log, account));
    facts.last_of_duty = is_last;
  }
  const auto* link = std::get_if<domain::LinkIdentity>(&command.body);
  std::vector<record::SealedEvent> identity;
  if (link != nullptr) {
    QIDI_TRY(known, log.load(stream_of_identity(link->issuer, link->subject)));
    identity = std::move(known);
    facts.identity_taken = is_taken(identity);
  }
  auto outcome = decide_account(&account, command, facts);
  if (!outcome) return AccountAnswer{outcome.error()};

  Writing writing{now, command.actor, command.command_id};
  auto sealed = seal_contacts(*outcome, stored.size() + 1, command.salt);
  std::vector<StreamAppend> appends{writing.append(stream, stored, encoded(*outcome))};
  appends.front().sealed = std::move(sealed);
  if (!login.empty()) {
    appends.push_back(
        writing.append(stream_of_login(login), {},
                       {{std::string(record::login_reserved),
                         record::encode(record::LoginReserved{command.account_id})}}));
  }
  if (!outcome->empty()) {
    QIDI_CHECK(keep_identities(log, writing, account, link, identity, appends));
  }
  auto receipt = receipt_of(command.command_id, command.account_id, appends.front());
  return committed(log, appends, content, std::move(receipt));
}

Result<AccountAnswer, Fault> perform_token_act(EventLog& log, Clock& clock,
                                               const domain::TokenCommand& command) {
  QIDI_TRY(now, instant_of(log, clock));
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command.command_id, content));
  if (before) return std::move(*before);

  const auto stream = stream_of_token(command.token_id);
  QIDI_TRY(stored, log.load(stream));
  domain::Token token;
  token.id = command.token_id;
  for (const auto& sealed : stored) {
    auto event = record::open_token_event(sealed.envelope);
    if (!event) return unreadable(sealed.envelope.stream + "：" + event.error());
    evolve(token, *event);
  }
  const auto outcome = decide_token(&token, command);
  if (!outcome) return AccountAnswer{outcome.error()};
  Writing writing{now, command.actor, command.command_id};
  const auto append = writing.append(stream, stored, encoded(*outcome));
  return committed(log, {&append, 1}, content,
                   receipt_of(command.command_id, command.token_id, append));
}

}  // namespace qidi::office
