// Signing in and out, one's own password and second factor. Hashing runs in a lane of its own, so
// that a flood of guesses starves nobody (reliability.md R12, R64-R67).
#include "answers/json_out.h"
#include "api/account_acts.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/session_json.h"
#include "api/sign_in.h"
#include "identity/password.h"
#include "identity/password_policy.h"
#include "identity/totp.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

/// The own account's command; its person is the actor, with a role or without.
domain::AccountCommand own_command(const Subject& subject, const std::string& key,
                                   domain::AccountCommandBody body) {
  domain::AccountCommand command;
  command.command_id = subject.account + "/" + key;
  command.account_id = subject.account;
  command.actor = subject.actor;
  command.actor.id = subject.account;
  command.body = std::move(body);
  return command;
}

/// Answers with the session as it is now, under a new token: the old one is dead.
void answer_rotated(Service& service, const http::Request& request, bool second_factor_passed,
                    const http::Reply& reply) {
  auto& identities = service.identities();
  const auto token = Identities::token_in(request);
  const auto keys = identities.sessions().rotate(token, second_factor_passed);
  if (!keys) return reply(http::plain_problem(401, "not_signed_in", "登录已过期，请重新登录"));
  reply(session_response(service, *keys, ""));
}

struct PasswordChange {
  std::string old;
  std::string fresh;
};

Read<PasswordChange> password_change_of(const http::Request& request) {
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"old", "new"}));
  QIDI_TRY(old, text_member(body, "old"));
  QIDI_TRY(fresh, text_member(body, "new"));
  return PasswordChange{std::move(old), std::move(fresh)};
}

/// Why the new password won't do.
std::optional<http::Problem> against(const PasswordChange& change,
                                     const identity::PasswordPolicy& policy,
                                     const office::Credential& credential,
                                     const domain::Account& account) {
  const std::vector<std::string> words{account.unit_name, account.department, account.phone};
  if (auto why = identity::objection(change.fresh, policy, account.login, account.name, words)) {
    return field_invalid("new", *why);
  }
  if (policy.remember == 0) return std::nullopt;
  auto used = credential.earlier_hashes;
  used.push_back(credential.password_hash);
  if (identity::is_among(used, change.fresh)) {
    return field_invalid("new", identity::objection_to_reuse(policy));
  }
  return std::nullopt;
}

void change_password(Service& service, const Asked& request, const http::Reply& reply) {
  const auto& subject = subject_of(*request);
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto change = password_change_of(*request);
  if (!change) return reply(http::to_response(change.error()));
  const auto people = service.identities().people().get();
  const auto* account = people->find(subject.account);
  auto credential = credential_of(service, subject.account);
  if (!credential) return reply(response_of(credential.error()));
  if (account == nullptr || !*credential) {
    return reply(http::plain_problem(401, "not_signed_in", "登录已过期，请重新登录"));
  }
  // Whoever has got hold of a session guesses at the password no faster than at the door.
  auto& throttle = service.identities().throttle();
  const auto guess = attempt_of(*request, account->login);
  const auto verdict = throttle.admit(guess, std::chrono::steady_clock::now());
  if (!verdict.is_allowed()) return reply(too_many_guesses(verdict));
  if (!identity::verify_password((*credential)->password_hash, change->old)) {
    return reply(http::to_response(field_invalid("old", "现用密码不对")));
  }
  throttle.give_back(guess, verdict, std::chrono::steady_clock::now());
  if (auto problem = against(*change, service.doors().passwords, **credential, *account)) {
    return reply(http::to_response(*problem));
  }
  const auto next = office::with_password(**credential, identity::hash_password(change->fresh),
                                          service.now(), false);
  perform_account(
      service, own_command(subject, *key, domain::ChangePassword{}),
      [next](office::CredentialBook& book) { return book.put_credential(next); }, reply,
      [&service, request, reply, has_factor = !next.totp_secret.empty()](const auto& receipt) {
        auto& identities = service.identities();
        auto owed = identities.owed_by(receipt.id);
        owed.password = false;
        identities.owes(receipt.id, owed);
        identities.sessions().close_others_of(Identities::token_in(*request));
        answer_rotated(service, *request, has_factor, reply);
      });
}

/// Secrets offered and not yet confirmed, by account; forgotten with the process.
class OfferedSecrets {
 public:
  std::string offer(const std::string& account) {
    auto secret = identity::random_totp_secret();
    const std::lock_guard guard(mutex_);
    if (offered_.size() >= most) offered_.clear();
    offered_[account] = secret;
    return secret;
  }
  std::optional<std::string> find(const std::string& account) const {
    const std::lock_guard guard(mutex_);
    const auto found = offered_.find(account);
    if (found == offered_.end()) return std::nullopt;
    return found->second;
  }
  void forget(const std::string& account) {
    const std::lock_guard guard(mutex_);
    offered_.erase(account);
  }

 private:
  static constexpr std::size_t most = 10'000;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> offered_;
};

Answered begin_second_factor(Service& service, OfferedSecrets& offered,
                             const http::Request& request) {
  const auto& subject = subject_of(request);
  const auto people = service.identities().people().get();
  const auto* account = people->find(subject.account);
  if (account != nullptr && account->second_factor) {
    return Unexpected{http::Problem{409, "second_factor_set", "已设置动态口令",
                                    "更换须先由安全管理员清除原有的动态口令", "", ""}};
  }
  const auto secret = offered.offer(subject.account);
  const auto uri = identity::otpauth_uri(secret, account == nullptr ? "" : account->login);
  answers::JsonList square;
  if (service.doors().square_code) {
    for (const auto& row : service.doors().square_code(uri)) square.add_text(row);
  }
  auto response = http::Response::json(answers::JsonObject()
                                           .text("secret", secret)
                                           .text("uri", uri)
                                           .raw("square", square.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

void confirm_second_factor(Service& service, OfferedSecrets& offered, const Asked& request,
                           const http::Reply& reply) {
  const auto& subject = subject_of(*request);
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto body = json_body(*request);
  if (!body) return reply(http::to_response(body.error()));
  auto code = text_member(*body, "code");
  if (!code) return reply(http::to_response(code.error()));
  const auto secret = offered.find(subject.account);
  if (!secret) {
    return reply(http::plain_problem(409, "second_factor_not_begun", "请先取得新的密钥"));
  }
  const auto step = identity::accepted_step(*secret, *code, machine_now(), 0);
  if (!step) return reply(http::to_response(field_invalid("code", "动态口令不对；请核对手机时间")));
  auto credential = credential_of(service, subject.account);
  if (!credential) return reply(response_of(credential.error()));
  auto next = credential->value_or(office::Credential{});
  next.account = subject.account;
  next.totp_secret = *secret;
  next.totp_step = *step;
  perform_account(
      service, own_command(subject, *key, domain::SetSecondFactor{}),
      [next](office::CredentialBook& book) { return book.put_credential(next); }, reply,
      [&service, &offered, request, reply](const auto& receipt) {
        offered.forget(receipt.id);
        auto owed = service.identities().owed_by(receipt.id);
        owed.second_factor = false;
        service.identities().owes(receipt.id, owed);
        answer_rotated(service, *request, true, reply);
      });
}

http::Response signed_out(Service& service, const http::Request& request) {
  note_sign_in(service, request, domain::SignInKind::signed_out, subject_of(request).account);
  service.identities().sessions().close(Identities::token_in(request));
  auto response = http::Response::empty(204);
  response.set("Set-Cookie", std::string(session_cookie) +
                                 "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
  // Not the storage: drafts of what was typed stay, each under its own account.
  response.set("Clear-Site-Data", "\"cache\"");
  return response;
}

Answered demonstration_logins(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& demonstration = service.doors().demonstration;
  const auto people = service.identities().people().get();
  answers::JsonList list;
  for (const auto& login : demonstration.logins) {
    const auto* account = people->find_login(login);
    if (account == nullptr || !account->enabled || !account->has_role) continue;
    list.add(answers::JsonObject()
                 .text("login", account->login)
                 .text("password", demonstration.password)
                 .text("name", account->name)
                 .text("role", domain::name_of(account->role))
                 .text("department", account->department)
                 .text("region", account->region)
                 .text("unit_name", account->unit_name)
                 .done());
  }
  return http::Response::json(answers::JsonObject().raw("logins", list.done()).done());
}

http::Route route(http::Method method, std::string pattern, http::Lane lane, http::BodyKind body,
                  std::function<void(const Asked&, const http::Reply&)> handle) {
  http::Route made;
  made.method = method;
  made.pattern = std::move(pattern);
  made.lane = lane;
  made.body = body;
  made.handle = std::move(handle);
  return made;
}

}  // namespace

void add_session_routes(http::Routes& routes, Service& service) {
  using http::BodyKind;
  using http::Lane;
  using http::Method;
  const std::string base = "/api/v1/session";
  const auto offered = std::make_shared<OfferedSecrets>();
  add_question(routes, base, Lane::instant, [&service](const http::Request& request) -> Answered {
    QIDI_CHECK(only(request, {}));
    auto response = http::Response::json(session_json(service, subject_of(request)));
    response.set("Cache-Control", "no-store");
    return response;
  });
  routes.add(route(Method::post, base, Lane::secret, BodyKind::json,
                   [&service](const Asked& request, const http::Reply& reply) {
                     sign_in(service, request, reply);
                   }));
  routes.add(route(Method::delete_, base, Lane::instant, BodyKind::none,
                   [&service](const Asked& request, const http::Reply& reply) {
                     reply(signed_out(service, *request));
                   }));
  routes.add(route(Method::post, base + "/password", Lane::secret, BodyKind::json,
                   [&service](const Asked& request, const http::Reply& reply) {
                     change_password(service, request, reply);
                   }));
  add_write(routes, Method::post, base + "/second-factor", Lane::secret, BodyKind::none,
            [&service, offered](const http::Request& request) {
              return begin_second_factor(service, *offered, request);
            });
  routes.add(route(Method::post, base + "/second-factor/confirm", Lane::secret, BodyKind::json,
                   [&service, offered](const Asked& request, const http::Reply& reply) {
                     confirm_second_factor(service, *offered, request, reply);
                   }));
  add_question(
      routes, "/api/v1/demonstration-logins", Lane::read,
      [&service](const http::Request& request) { return demonstration_logins(service, request); });
}

}  // namespace qidi::api
