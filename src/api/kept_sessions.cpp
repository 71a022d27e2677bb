// Times are told as how long ago, since a session's own clock is nobody's to set.
#include "api/kept_sessions.h"

#include <algorithm>

#include "identity/secret_token.h"

namespace qidi::api {

namespace {

constexpr std::size_t id_length = 8;

bool may_go_on(const office::People& people, const office::KeptSession& kept,
               const std::optional<office::Credential>& credential) {
  const auto* account = people.find(kept.account);
  return account != nullptr && account->enabled && account->changed <= kept.seen && credential &&
         !credential->must_change && credential->password_set <= kept.seen;
}

}  // namespace

Result<void, office::Fault> keep_sessions(Service& service, office::Store& store,
                                          domain::Instant now) {
  auto& identities = service.identities();
  for (const auto& stored : identities.sessions().dump()) {
    const auto& session = stored.session;
    const auto owed = identities.owed_by(session.account);
    // What is owed is known to this process only: whoever owes signs in again and is told so;
    // whoever came by a sign-on service comes by it again with one click.
    if (owed.password || owed.second_factor || session.by_service) continue;
    QIDI_CHECK(store.credentials().put_session({stored.token_hash, session.account, session.csrf,
                                                session.begun, now - session.idle, session.client,
                                                session.second_factor_passed}));
  }
  return store.log().sync();
}

Result<std::vector<KeptWithCredential>, office::Fault> kept_sessions(office::Store& store) {
  QIDI_TRY(kept, store.credentials().all_sessions());
  std::vector<KeptWithCredential> list;
  for (auto& session : kept) {
    QIDI_TRY(credential, store.credentials().find_credential(session.account));
    QIDI_CHECK(store.credentials().forget_session(session.token_hash));
    list.push_back({std::move(session), std::move(credential)});
  }
  QIDI_CHECK(store.log().sync());
  return list;
}

void take_up_sessions(Service& service, const std::vector<KeptWithCredential>& kept,
                      domain::Instant now) {
  const auto people = service.identities().people().get();
  std::vector<identity::StoredSession> taken;
  for (const auto& [one, credential] : kept) {
    if (!may_go_on(*people, one, credential)) continue;
    identity::StoredSession stored;
    stored.token_hash = one.token_hash;
    auto& session = stored.session;
    session.id = identity::random_label(id_length);
    session.account = one.account;
    session.csrf = one.csrf;
    session.client = one.client;
    session.begun = one.begun;
    session.second_factor_passed = one.second_factor;
    session.idle = std::max(now - one.seen, std::chrono::seconds{0});
    session.age = std::max(now - one.begun, std::chrono::seconds{0});
    taken.push_back(std::move(stored));
  }
  service.identities().sessions().load(taken);
}

}  // namespace qidi::api
