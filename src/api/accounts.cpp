// Accounts for the three administrators: who is there, opening one, changing one. What each of them
// may do is the domain's to say (domain/people/account.h, 三员分立); reliability.md R82.
#include <algorithm>

#include "answers/json_out.h"
#include "api/account_acts.h"
#include "api/account_told.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/people/rights.h"
#include "identity/password.h"
#include "identity/secret_token.h"
#include "record/envelope.h"

namespace qidi::api {

namespace {

using Asked = std::shared_ptr<const http::Request>;

Answered all_accounts(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto people = service.identities().people().get();
  answers::JsonList list;
  for (const auto* account : people->list({})) list.add(account_json(service, *account));
  return http::Response::json(answers::JsonObject().raw("accounts", list.done()).done());
}

/// The other heads of the person's organ who can sign in: who hands his cases over.
long long other_heads(const office::People& people, const domain::Account& account) {
  office::AccountFilter filter;
  filter.region_prefix = account.region;
  filter.department = account.department;
  filter.enabled = true;
  const auto found = people.list(filter);
  return std::count_if(found.begin(), found.end(), [&](const domain::Account* other) {
    return other->id != account.id && other->has_role && other->role == domain::Role::head &&
           other->region == account.region;
  });
}

/// How many open cases an account's person answers for: cases name him, not his account.
Answered open_cases_of(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto people = service.identities().people().get();
  const auto* account = people->find(std::string(request.segment("account")));
  if (account == nullptr) return Unexpected{not_found("没有这个账号")};
  long long cases = 0;
  long long heads = 0;
  if (account->has_role && domain::acts_for_holder(account->role)) {
    heads = other_heads(*people, *account);
    office::LedgerPageQuery query;
    query.as_of = service.today();
    query.list = office::LedgerQuery::List::all;
    query.region_prefix = domain::region_prefix_of(account->region);
    query.department = account->department;
    query.officer = account->name;
    for (int state = 0; state < domain::case_state_count; ++state) {
      const auto one = static_cast<domain::CaseState>(state);
      if (!domain::is_final(one)) query.states.push_back(one);
    }
    auto lease = service.reader();
    if (!lease) return fault_answer(lease.error());
    auto count = (*lease)->view().count(query);
    if (!count) return fault_answer(count.error());
    cases = *count;
  }
  auto response = http::Response::json(answers::JsonObject()
                                           .text("account", account->id)
                                           .text("officer", account->name)
                                           .text("department", account->department)
                                           .number("cases", cases)
                                           .number("heads", heads)
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

Read<void> read_person(const boost::json::object& body, domain::Person& person) {
  const auto take = [&](std::string_view name, std::string& into) -> Read<void> {
    if (!body.contains(name)) return {};
    QIDI_TRY(text, text_member(body, name));
    into = std::move(text);
    return {};
  };
  QIDI_CHECK(take("name", person.name));
  QIDI_CHECK(take("department", person.department));
  QIDI_CHECK(take("region", person.region));
  QIDI_CHECK(take("unit_code", person.unit_code));
  QIDI_CHECK(take("unit_name", person.unit_name));
  QIDI_CHECK(take("email", person.email));
  return {};
}

domain::AccountCommand command_of(const Subject& subject, const std::string& key,
                                  std::string account, domain::AccountCommandBody body) {
  domain::AccountCommand command;
  command.command_id = subject.account + "/" + key;
  command.account_id = std::move(account);
  command.actor = subject.actor;
  command.body = std::move(body);
  return command;
}

Read<domain::AccountCommandBody> change_of(const http::Request& request,
                                           const domain::Account& account,
                                           const openid::SignOn* sign_on) {
  const auto change = request.segment("change");
  QIDI_TRY(body, json_body(request));
  QIDI_TRY(reason, text_member(body, "reason"));
  if (change == "grant_role") {
    QIDI_CHECK(only_members(body, {"role"}));
    QIDI_TRY(name, text_member(body, "role"));
    const auto role = domain::role_from(name);
    if (!role || !domain::is_grantable(*role)) {
      return Unexpected{field_invalid("role", "没有这个岗位：" + quoted(name))};
    }
    return domain::AccountCommandBody{domain::GrantRole{*role}};
  }
  if (change == "change") {
    QIDI_CHECK(
        only_members(body, {"name", "department", "region", "unit_code", "unit_name", "email"}));
    domain::ChangeAccount asked;
    static_cast<domain::Person&>(asked) = account;
    QIDI_CHECK(read_person(body, asked));
    return domain::AccountCommandBody{std::move(asked)};
  }
  if (change == "link_identity") {
    QIDI_CHECK(only_members(body, {"subject"}));
    QIDI_TRY(subject, text_member(body, "subject"));
    if (!sign_on) return Unexpected{not_found("本系统没有接入统一身份认证")};
    return domain::AccountCommandBody{
        domain::LinkIdentity{sign_on->settings().issuer, std::move(subject)}};
  }
  QIDI_CHECK(only_members(body, {"reason"}));
  if (change == "unlink_identity") {
    return domain::AccountCommandBody{domain::UnlinkIdentity{reason}};
  }
  if (change == "disable") return domain::AccountCommandBody{domain::DisableAccount{reason}};
  if (change == "enable") return domain::AccountCommandBody{domain::EnableAccount{reason}};
  if (change == "reset_password") return domain::AccountCommandBody{domain::ResetPassword{}};
  if (change == "clear_second_factor") {
    return domain::AccountCommandBody{domain::ClearSecondFactor{}};
  }
  if (change == "ask_clear_second_factor") {
    return domain::AccountCommandBody{domain::AskToClearSecondFactor{reason}};
  }
  if (change == "unlock_sign_in") return domain::AccountCommandBody{domain::UnlockSignIn{reason}};
  return Unexpected{not_found("没有这种账号变更")};
}

/// A first password that a person can type: four groups of four, 80 bits.
std::string first_password() {
  std::string password;
  for (int group = 0; group < 4; ++group) {
    if (group > 0) password += '-';
    password += identity::random_label(4);
  }
  return password;
}

/// What becomes of the account's secrets, and the password to tell.
struct NewSecrets {
  SecretsWith keep;
  std::optional<std::string> password;
};

NewSecrets secrets_for(const domain::AccountCommandBody& body, const std::string& account,
                       domain::Instant now) {
  NewSecrets secrets;
  const bool opens = std::holds_alternative<domain::OpenAccount>(body);
  if (opens || std::holds_alternative<domain::ResetPassword>(body)) {
    secrets.password = first_password();
    secrets.keep = [account, now, hash = identity::hash_password(*secrets.password)](
                       office::CredentialBook& book) -> Result<void, office::Fault> {
      QIDI_TRY(found, book.find_credential(account));
      auto credential = found.value_or(office::Credential{});
      credential.account = account;
      return book.put_credential(office::with_password(std::move(credential), hash, now, true));
    };
  }
  if (std::holds_alternative<domain::ClearSecondFactor>(body)) {
    secrets.keep = [account](office::CredentialBook& book) -> Result<void, office::Fault> {
      QIDI_TRY(found, book.find_credential(account));
      if (!found) return {};
      found->totp_secret.clear();
      found->totp_step = 0;
      return book.put_credential(*found);
    };
  }
  return secrets;
}

/// Whatever changes what the account may do ends its sessions, and its devices are strangers again:
/// the next session begins under the new rights (R64).
bool ends_sessions(const domain::AccountCommandBody& body) {
  return std::holds_alternative<domain::DisableAccount>(body) ||
         std::holds_alternative<domain::ResetPassword>(body) ||
         std::holds_alternative<domain::GrantRole>(body) ||
         std::holds_alternative<domain::ClearSecondFactor>(body) ||
         std::holds_alternative<domain::LinkIdentity>(body) ||
         std::holds_alternative<domain::UnlinkIdentity>(body);
}

void perform(Service& service, domain::AccountCommand command, int status,
             const http::Reply& reply) {
  const bool unlocks = std::holds_alternative<domain::UnlockSignIn>(command.body);
  auto secrets = secrets_for(command.body, command.account_id, service.now());
  const bool ends = ends_sessions(command.body);
  perform_account(
      service, std::move(command), secrets.keep, reply,
      [&service, reply, status, ends, unlocks,
       password = secrets.password](const office::AccountReceipt& receipt) {
        const auto people = service.identities().people().get();
        const auto* account = people->find(receipt.id);
        if (ends && account != nullptr) {
          service.identities().sessions().close_all_of(receipt.id);
          service.identities().throttle().forget_devices(account->login);
        }
        // The same act sent again is not a second unlocking.
        if (unlocks && account != nullptr && !receipt.repeated) {
          service.identities().throttle().unlock(account->login, std::chrono::steady_clock::now());
        }
        const bool tells = password && !receipt.repeated;
        auto response = http::Response::json(
            answers::JsonObject()
                .raw("account",
                     account_json(service, account == nullptr ? domain::Account{} : *account))
                .raw("first_password", tells ? answers::json_text(*password) : "null")
                .flag("repeated", receipt.repeated)
                .done(),
            status);
        response.set("Cache-Control", "no-store");
        reply(std::move(response));
      });
}

void open(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto body = json_body(*request);
  if (!body) return reply(http::to_response(body.error()));
  auto known = only_members(
      *body, {"login", "name", "department", "region", "unit_code", "unit_name", "email"});
  if (!known) return reply(http::to_response(known.error()));
  auto login = text_member(*body, "login");
  if (!login) return reply(http::to_response(login.error()));
  domain::OpenAccount asked;
  asked.login = *login;
  if (auto read = read_person(*body, asked); !read) {
    return reply(http::to_response(read.error()));
  }
  const auto& subject = subject_of(*request);
  // Made out of the command's own id, so that the same opening sent again means the same account.
  const auto id = record::to_hex(record::sm3("account\n" + subject.account + "/" + *key));
  perform(service, command_of(subject, *key, id.substr(0, 32), std::move(asked)), 201, reply);
}

void change(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  const auto people = service.identities().people().get();
  const auto* account = people->find(request->segment("account"));
  if (account == nullptr) return reply(http::to_response(not_found("没有这个账号")));
  auto asked = change_of(*request, *account, service.doors().sign_on.get());
  if (!asked) return reply(http::to_response(asked.error()));
  const auto& actor = subject_of(*request).actor;
  // What is counted in memory the rules do not see. Who may not unlock is told that first.
  const bool unlocks = actor.role == domain::Role::security_admin &&
                       std::holds_alternative<domain::UnlockSignIn>(*asked);
  if (unlocks && !service.identities().throttle().lockout_of(account->login,
                                                             std::chrono::steady_clock::now())) {
    return reply(http::plain_problem(409, "sign_in_not_locked",
                                     "这个账号现在没有被限制登录；可能限制已到期，请刷新后查看"));
  }
  perform(service, command_of(subject_of(*request), *key, account->id, std::move(*asked)), 200,
          reply);
}

}  // namespace

void add_account_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/accounts";
  add_question(routes, base, http::Lane::read,
               [&service](const http::Request& request) { return all_accounts(service, request); });
  add_question(
      routes, base + "/{account}/open-cases", http::Lane::read,
      [&service](const http::Request& request) { return open_cases_of(service, request); });
  const auto add = [&](std::string pattern, auto handle) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = std::move(pattern);
    route.lane = http::Lane::secret;
    route.body = http::BodyKind::json;
    route.handle = [&service, handle](const Asked& request, const http::Reply& reply) {
      handle(service, request, reply);
    };
    routes.add(std::move(route));
  };
  add(base, open);
  add(base + "/{account}/{change}", change);
}

}  // namespace qidi::api
