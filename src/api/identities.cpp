// See identities.h. The account is looked up each time: a disabled one has no effect from the event
// that disabled it (invariant 34), whatever sessions are still open.
#include "api/identities.h"

#include <mutex>

#include "identity/secret_token.h"

namespace qidi::api {

Identities::Identities(office::People::Known first, LineBelow line_below)
    : people_(first ? std::move(first) : std::make_shared<const office::People>()),
      line_below_(std::move(line_below)),
      sessions_([] { return std::chrono::steady_clock::now(); }) {}

std::string_view Identities::token_in(const http::Request& request) {
  return request.cookie(session_cookie).value_or("");
}

std::shared_ptr<const Subject> Identities::of(const http::Request& request) {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = request.header("Authorization");
  if (authorization.starts_with(bearer)) {
    return std::make_shared<const Subject>(of_bearer(authorization.substr(bearer.size())));
  }
  const auto token = token_in(request);
  if (token.empty()) return nullptr;
  // A page's stream of news is no use of the session: else an open page would never sign out.
  const bool in_use = request.path != "/api/v1/events";
  const auto session = in_use ? sessions_.find(token) : sessions_.peek(token);
  if (!session) return nullptr;
  return std::make_shared<const Subject>(of_session(*session));
}

std::shared_ptr<const Subject> Identities::of_token(std::string_view token) {
  const auto session = sessions_.peek(token);
  if (!session) return nullptr;
  return std::make_shared<const Subject>(of_session(*session));
}

Subject Identities::of_session(const identity::Session& session) const {
  const auto people = people_.get();
  const auto* account = people->find(session.account);
  if (account == nullptr || !account->enabled) return {};
  Subject subject;
  subject.kind = Subject::Kind::person;
  subject.account = account->id;
  subject.csrf = session.csrf;
  subject.owed = owed_by(account->id);
  if (session.by_service) {
    // The password was not asked, and the second factor may have been the service's.
    subject.owed.password = false;
    if (session.second_factor_passed) subject.owed.second_factor = false;
  }
  subject.unit_code = account->unit_code;
  subject.unit_name = account->unit_name;
  if (!account->has_role) return subject;
  subject.has_role = true;
  subject.actor = domain::actor_of(*account);
  subject.reach =
      domain::reach_of(account->role, account->region, account->department, account->unit_code);
  if (account->role == domain::Role::superior && subject.reach.kind == domain::Reach::Kind::organ) {
    subject.reach.line = line_below_({account->region, account->department});
  }
  return subject;
}

Subject Identities::of_bearer(std::string_view token) const {
  const auto people = people_.get();
  const auto* known = people->find_token(identity::token_hash(token));
  if (known == nullptr || known->revoked) return {};
  Subject subject;
  subject.kind = Subject::Kind::client;
  subject.account = known->id;
  subject.scopes = known->scopes;
  subject.reach.kind = domain::Reach::Kind::everything;
  return subject;
}

void Identities::owes(const std::string& account, Owed owed) {
  const std::lock_guard guard(mutex_);
  if (owed.password || owed.second_factor) {
    owed_[account] = owed;
  } else {
    owed_.erase(account);
  }
}

Owed Identities::owed_by(const std::string& account) const {
  const std::shared_lock guard(mutex_);
  const auto found = owed_.find(account);
  return found == owed_.end() ? Owed{} : found->second;
}

}  // namespace qidi::api
