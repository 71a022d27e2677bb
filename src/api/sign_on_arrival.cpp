// Whoever the sign-on service vouches for, and what he is here: an account that has this identity,
// or whose login it told where the settings allow that; nobody else is let in. See sign_on.h.
#include <algorithm>

#include "api/account_acts.h"
#include "api/problems.h"
#include "api/sign_in.h"
#include "api/sign_on.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

/// What an arrival carries along its way.
struct Arrival {
  openid::Arrived arrived;
  Asked request;
  http::Reply reply;
  std::shared_ptr<SignOnMemory> memory;
};

void turn_away(Service& service, const Arrival& arrival, std::string_view word,
               const std::string& account) {
  note_sign_in(service, *arrival.request, domain::SignInKind::failed, account,
               domain::SignInWay::service);
  arrival.reply(led_to_sign_in(word));
}

/// Whether the service says that the person works where his account says. A department that is not
/// in the table is another one: what is not known is not let in.
bool is_of_organ(const openid::Settings& settings, const openid::Claims& claims,
                 const domain::Account& account) {
  if (settings.department_claim.empty() || settings.departments.empty()) return true;
  if (!account.has_role || !domain::is_staff(account.role)) return true;
  const auto found = settings.departments.find(claims.text(settings.department_claim));
  return found != settings.departments.end() && found->second.region == account.region &&
         found->second.department == account.department;
}

void open(Service& service, const Arrival& arrival, const domain::Account& account,
          const office::Credential& credential, bool factor_passed) {
  const bool has_factor = !credential.totp_secret.empty();
  const auto keys = begin_session(
      service, *arrival.request,
      {account, has_factor, factor_passed, password_is_due(service, credential), true});
  auto response = http::Response::empty(303);
  response.set("Location", arrival.arrived.to).set("Cache-Control", "no-store");
  set_cookie(response, session_cookie, keys.token, "");
  set_cookie(response, sign_on_cookie, "", "0", "Lax");
  arrival.reply(std::move(response));
}

void admit(Service& service, const Arrival& arrival, const domain::Account& account) {
  const auto& settings = service.doors().sign_on->settings();
  if (!account.enabled) return turn_away(service, arrival, "disabled", account.id);
  if (!is_of_organ(settings, arrival.arrived.claims, account)) {
    return turn_away(service, arrival, "organ_differs", account.id);
  }
  auto found = credential_of(service, account.id);
  if (!found) return arrival.reply(led_to_sign_in("busy"));
  const auto credential = found->value_or(office::Credential{});
  const auto& methods = arrival.arrived.claims.methods;
  const bool has_shown_two = std::find(methods.begin(), methods.end(), "mfa") != methods.end();
  if (!credential.totp_secret.empty() && !has_shown_two) {
    const std::string binding(arrival.request->cookie(sign_on_cookie).value_or(""));
    arrival.memory->owes_code(binding, {account.id, std::chrono::steady_clock::now(), 0});
    auto response = led_to_sign_in("code");
    response.set("Location",
                 "/signin?sign_on=code&to=" + openid::percent_encoded(arrival.arrived.to));
    return arrival.reply(std::move(response));
  }
  open(service, arrival, account, credential, has_shown_two);
}

/// The account whose login the service told, where it may be bound by that.
const domain::Account* by_login(const openid::Settings& settings, const openid::Claims& claims,
                                const office::People& people) {
  if (settings.login_claim.empty()) return nullptr;
  const auto* account = people.find_login(claims.text(settings.login_claim));
  const bool may = account != nullptr && account->enabled && account->subject.empty() &&
                   !(account->has_role && domain::is_administrator(account->role));
  return may && is_of_organ(settings, claims, *account) ? account : nullptr;
}

void bind(Service& service, const Arrival& arrival, const domain::Account& account) {
  domain::AccountCommand command;
  command.command_id = "sign-on/" + arrival.arrived.state;
  command.account_id = account.id;
  if (account.has_role) command.actor = domain::actor_of(account);
  command.actor.id = account.id;
  command.body = domain::LinkIdentity{service.doors().sign_on->settings().issuer,
                                      arrival.arrived.claims.subject, true};
  // A refusal is a page, too: whoever stands before the browser cannot read JSON.
  const auto answered = [reply = arrival.reply](const http::Response& refused) {
    reply(led_to_sign_in(refused.status >= 500 ? "busy" : "stranger"));
  };
  perform_account(service, std::move(command), nullptr, answered,
                  [&service, arrival](const office::AccountReceipt& receipt) {
                    const auto people = service.identities().people().get();
                    const auto* bound = people->find(receipt.id);
                    if (bound == nullptr) return arrival.reply(led_to_sign_in("stranger"));
                    admit(service, arrival, *bound);
                  });
}

}  // namespace

http::Response led_to_sign_in(std::string_view word) {
  auto response = http::Response::empty(303);
  response.set("Location", "/signin?sign_on=" + std::string(word));
  response.set("Cache-Control", "no-store");
  return response;
}

void admit_arrived(Service& service, const std::shared_ptr<SignOnMemory>& memory,
                   openid::Arrived arrived, const Asked& request, const http::Reply& reply) {
  const auto& settings = service.doors().sign_on->settings();
  const auto people = service.identities().people().get();
  const Arrival arrival{std::move(arrived), request, reply, memory};
  const auto& claims = arrival.arrived.claims;
  const auto* account = people->find_identity(settings.issuer, claims.subject);
  if (account != nullptr) return admit(service, arrival, *account);
  if (const auto* named = by_login(settings, claims, *people)) {
    return bind(service, arrival, *named);
  }
  memory->remember(
      {claims.subject, claims.text(settings.name_claim).substr(0, 200),
       claims.text(settings.login_claim.empty() ? "preferred_username" : settings.login_claim)
           .substr(0, 200),
       claims.text(settings.department_claim).substr(0, 200), service.now()});
  turn_away(service, arrival, "stranger", "");
}

}  // namespace qidi::api
