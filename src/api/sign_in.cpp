// See sign_in.h. What is told never shows whether a login exists: unknown ones cost a hash, too.
#include "api/sign_in.h"

#include "api/account_acts.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/session_json.h"
#include "identity/password.h"
#include "identity/password_policy.h"
#include "identity/secret_token.h"
#include "identity/totp.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

constexpr std::string_view a_year = "31536000";

struct SignIn {
  std::string login;
  std::string password;
  std::string code;
};

Read<SignIn> sign_in_of(const http::Request& request) {
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"login", "password", "code"}));
  QIDI_TRY(login, text_member(body, "login"));
  QIDI_TRY(password, text_member(body, "password"));
  QIDI_TRY(code, text_member(body, "code"));
  if (login.empty()) return Unexpected{bad_parameter("login", "请填写登录名")};
  if (password.empty()) return Unexpected{bad_parameter("password", "请填写密码")};
  return SignIn{std::move(login), std::move(password), std::move(code)};
}

http::Problem not_signed_in(std::string refusal, std::string detail, std::string field = {}) {
  return {401, std::move(refusal), "未能登录", std::move(detail), "", std::move(field)};
}

/// What one attempt knows on its way.
struct Guess {
  Asked request;
  SignIn asked;
  identity::Attempt attempt;
  identity::Verdict verdict;
};

void open_session(Service& service, Guess guess, const domain::Account& account,
                  const office::Credential& credential, const http::Reply& reply) {
  const bool has_factor = !credential.totp_secret.empty();
  const auto keys =
      begin_session(service, *guess.request,
                    {account, has_factor, has_factor, password_is_due(service, credential), false});
  std::string fresh;
  if (guess.attempt.device.empty()) {
    fresh = identity::random_token();
    guess.attempt.device = identity::token_hash(fresh);
  }
  service.identities().throttle().succeeded(guess.attempt, guess.verdict,
                                            std::chrono::steady_clock::now());
  reply(session_response(service, keys, fresh));
}

/// The password was right; the code, where one is needed.
void take_code(Service& service, const Guess& guess, const domain::Account& account,
               const office::Credential& credential, const http::Reply& reply) {
  if (credential.totp_secret.empty()) {
    return open_session(service, guess, account, credential, reply);
  }
  if (guess.asked.code.empty()) {
    service.identities().throttle().give_back(guess.attempt, guess.verdict,
                                              std::chrono::steady_clock::now());
    return reply(http::to_response(not_signed_in("code_needed", "请输入动态口令", "code")));
  }
  const auto step = identity::accepted_step(credential.totp_secret, guess.asked.code, machine_now(),
                                            credential.totp_step);
  if (!step) {
    note_sign_in(service, *guess.request, domain::SignInKind::code_wrong, account.id);
    return reply(http::to_response(not_signed_in(
        "code_wrong", "动态口令不对或已用过；请等下一个动态口令，并核对手机时间", "code")));
  }
  auto next = credential;
  next.totp_step = *step;
  // Only once the step is on disk is it used up, whatever happens to the process.
  const bool taken = keep_secrets(
      service, [next](office::CredentialBook& book) { return book.put_credential(next); },
      [&service, guess, account, next, reply](const Result<void, office::Fault>& kept) {
        if (!kept) return reply(response_of(kept.error()));
        open_session(service, guess, account, next, reply);
      });
  if (!taken) reply(too_busy());
}

}  // namespace

domain::Instant machine_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

void set_cookie(http::Response& response, std::string_view name, const std::string& value,
                std::string_view lasts, std::string_view same_site) {
  auto cookie = std::string(name) + "=" + value +
                "; Path=/; Secure; HttpOnly; SameSite=" + std::string(same_site);
  if (!lasts.empty()) cookie += "; Max-Age=" + std::string(lasts);
  response.set("Set-Cookie", cookie);
}

void note_sign_in(Service& service, const http::Request& request, domain::SignInKind kind,
                  const std::string& account, domain::SignInWay way) {
  service.sign_in_notes().note({kind, way, account, request.client}, service.now());
}

bool password_is_due(Service& service, const office::Credential& credential) {
  const bool is_live = service.doors().kind == office::DirectoryKind::live;
  return credential.must_change ||
         (is_live &&
          identity::is_overdue(service.doors().passwords, credential.password_set, machine_now()));
}

identity::Opened begin_session(Service& service, const http::Request& request,
                               const Proven& proven) {
  auto& identities = service.identities();
  const auto& account = proven.account;
  const bool staff = domain::is_staff(account.role) || domain::is_administrator(account.role);
  const bool owes_factor = account.has_role && staff && !proven.has_factor &&
                           service.doors().kind == office::DirectoryKind::live;
  identities.owes(account.id, {proven.password_is_due, owes_factor});
  identities.sessions().sweep();
  // A token from before is dead: nobody's session is ever taken over by another's sign-in.
  identities.sessions().close(Identities::token_in(request));
  note_sign_in(service, request, domain::SignInKind::signed_in, account.id,
               proven.by_service ? domain::SignInWay::service : domain::SignInWay::password);
  return identities.sessions().open(account.id, device_text(request), machine_now(),
                                    proven.factor_passed, proven.by_service);
}

std::string device_text(const http::Request& request) {
  return request.client + "\n" + std::string(request.header("User-Agent").substr(0, 200));
}

Device device_in(std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  return {std::string(text.substr(0, end)),
          std::string(text.substr(std::min(end + 1, text.size())))};
}

identity::Attempt attempt_of(const http::Request& request, const std::string& login) {
  const auto device = request.cookie(device_cookie).value_or("");
  return {login, device.empty() ? "" : identity::token_hash(device), request.client};
}

http::Response too_many_guesses(const identity::Verdict& verdict) {
  return http::plain_problem(429, "too_many_guesses",
                             "密码猜错的次数过多，请稍后再试，或改用以前登录过的设备")
      .set("Retry-After", std::to_string(verdict.retry_after.count()));
}

Result<std::optional<office::Credential>, office::Fault> credential_of(Service& service,
                                                                       const std::string& account) {
  QIDI_TRY(lease, service.reader());
  return lease->credentials().find_credential(account);
}

http::Response session_response(Service& service, const identity::Opened& keys,
                                const std::string& device) {
  const auto subject = service.identities().of_token(keys.token);
  auto response = http::Response::json(session_json(service, subject ? *subject : Subject{}));
  response.set("Cache-Control", "no-store");
  set_cookie(response, session_cookie, keys.token, "");
  if (!device.empty()) set_cookie(response, device_cookie, device, a_year);
  return response;
}

void sign_in(Service& service, const Asked& request, const http::Reply& reply) {
  auto asked = sign_in_of(*request);
  if (!asked) return reply(http::to_response(asked.error()));
  Guess guess{request, std::move(*asked), {}, {}};
  guess.attempt = attempt_of(*request, guess.asked.login);
  guess.verdict =
      service.identities().throttle().admit(guess.attempt, std::chrono::steady_clock::now());
  const auto people = service.identities().people().get();
  const auto* account = people->find_login(identity::normal_login(guess.asked.login));
  const auto whose = account == nullptr ? std::string() : account->id;
  if (!guess.verdict.is_allowed()) {
    note_sign_in(service, *request, domain::SignInKind::held_off, whose);
    return reply(too_many_guesses(guess.verdict));
  }
  std::optional<office::Credential> credential;
  if (account != nullptr) {
    auto found = credential_of(service, account->id);
    if (!found) return reply(response_of(found.error()));
    credential = std::move(*found);
  }
  const auto hash = credential ? std::optional(credential->password_hash) : std::nullopt;
  const bool right = identity::verify_password_of(hash, guess.asked.password);
  if (!right || !credential || !account->enabled) {
    note_sign_in(service, *request, domain::SignInKind::failed, whose);
    // Only who knows the password is told that the account is there and disabled.
    if (right && credential) {
      return reply(http::to_response(
          not_signed_in("account_disabled", "您的账号已停用；请联系本单位的系统管理员")));
    }
    return reply(http::to_response(not_signed_in("sign_in_failed", "登录名或密码不对")));
  }
  take_code(service, guess, *account, *credential, reply);
}

}  // namespace qidi::api
