// Who may change an account and how: every refusal of account.h. 三员分立 stands in `may`.
// GB/T 22239-2019 访问控制; R82.
#include "domain/casework/organs_named.h"
#include "domain/people/account.h"
#include "domain/people/phone.h"
#include "domain/people/rights.h"
#include "domain/projects/project_code.h"

namespace qidi::domain {

namespace {

using Bodies = std::vector<AccountEventBody>;

Unexpected<Refusal> no(RefusalCode code, std::string field = {}, std::string_view addition = {}) {
  return Unexpected{refuse(code, std::move(field), addition)};
}

/// Whose each act is, beside the console, who may all but what only the person himself may.
bool may(const AccountCommand& command) {
  const auto act = act_name(command.body);
  if (act == "change_password" || act == "set_second_factor" || act == "change_contact") {
    return command.actor.id == command.account_id;
  }
  // Vouched for by the service itself, for the account whose login it told.
  const auto* link = std::get_if<LinkIdentity>(&command.body);
  if (link != nullptr && link->by_login) return command.actor.id == command.account_id;
  if (is_console(command.actor)) return true;
  // To say whom an account belongs to is to hand over its power, as resetting a password is.
  if (act == "link_identity" || act == "unlink_identity") {
    return command.actor.role == Role::security_admin;
  }
  if (act == "grant_role" || act == "reset_password" || act == "clear_second_factor" ||
      act == "ask_clear_second_factor" || act == "unlock_sign_in") {
    return command.actor.role == Role::security_admin;
  }
  return command.actor.role == Role::system_admin;
}

bool is_region_code(std::string_view text) {
  if (text.size() < 6 || text.size() > 12) return false;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

/// One plain address of ASCII (RFC 5321, without quoted parts): nothing in it can end a header or
/// name a second one.
bool is_mail_address(std::string_view text) {
  constexpr std::size_t longest = 254;
  const auto at = text.find('@');
  if (text.size() > longest || at == std::string_view::npos || at == 0 || at + 1 == text.size()) {
    return false;
  }
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool fits = is_plain || c == '.' || c == '-' ||
                      (i < at ? marks.find(c) != std::string_view::npos : i == at);
    if (!fits) return false;
  }
  return text.find("..") == std::string_view::npos && text.front() != '.' && text.back() != '.' &&
         text[at + 1] != '.' && text[at - 1] != '.';
}

/// Both may be empty: whoever wants no mail and no call says so.
std::optional<Refusal> against_contact(const std::string& phone, const std::string& email) {
  if (!phone.empty() && !is_phone(phone)) {
    return refuse(RefusalCode::field_invalid, "phone", "手机或带区号的固定电话");
  }
  if (!email.empty() && !is_mail_address(email)) {
    return refuse(RefusalCode::field_invalid, "email", "应为一个电子邮箱地址");
  }
  return std::nullopt;
}

/// What holds for every person, whatever the role.
std::optional<Refusal> against_person(const Person& person) {
  if (person.name.empty()) return refuse(RefusalCode::field_missing, "name");
  constexpr std::size_t longest = 300;
  for (const auto& [field, text] :
       {std::pair{"name", &person.name}, std::pair{"phone", &person.phone},
        std::pair{"department", &person.department}, std::pair{"unit_name", &person.unit_name}}) {
    if (text->size() > longest) return refuse(RefusalCode::field_invalid, field, "过长");
  }
  if (!person.region.empty() && !is_region_code(person.region)) {
    return refuse(RefusalCode::field_invalid, "region", "应为行政区划代码");
  }
  if (!person.unit_code.empty() && !is_credit_code(person.unit_code)) {
    return refuse(RefusalCode::credit_code_invalid, "unit_code");
  }
  return against_contact("", person.email);
}

/// What a role owes: staff their organ, a unit its code.
std::optional<Refusal> against_role(const Person& person, Role role) {
  if (!is_grantable(role)) return refuse(RefusalCode::field_invalid, "role", "不是人员的角色");
  const bool acts_in_region = is_staff(role) || role == Role::help_agent;
  if (acts_in_region && person.region.empty()) {
    return refuse(RefusalCode::field_missing, "region", chinese_of(role));
  }
  if (is_staff(role) && person.department.empty()) {
    return refuse(RefusalCode::field_missing, "department", chinese_of(role));
  }
  if (role == Role::project_unit && !is_credit_code(person.unit_code)) {
    return refuse(RefusalCode::credit_code_invalid, "unit_code");
  }
  return std::nullopt;
}

/// Cases know an organ by its very name: whoever acts for one that the region's register does not
/// hold would see none of them (docs/decisions/0017). A region that keeps no register binds nobody.
std::optional<Refusal> against_organ_of(const Person& person, Role role,
                                        const AccountFacts& facts) {
  if (!acts_for_holder(role) && role != Role::superior) return std::nullopt;
  return against_organ({person.region, person.department}, "department", facts.organs,
                       day_of(facts.now));
}

/// Why an act is done, in a person's words: owed, and of a length that fits a line of the record.
std::optional<Refusal> against_reason(const std::string& reason) {
  constexpr std::size_t longest = 1500;
  if (reason.empty()) return refuse(RefusalCode::field_missing, "reason");
  if (reason.size() > longest) return refuse(RefusalCode::field_invalid, "reason", "过长");
  return std::nullopt;
}

/// The longest issuer or subject; OpenID Connect bounds a subject at 255 characters.
constexpr std::size_t longest_identity = 255;

/// The deciding of one command against an account that is there.
struct Deciding {
  const Account& account;
  const AccountCommand& command;
  const AccountFacts& facts;

  bool is_own() const { return command.actor.id == command.account_id; }

  AccountDecided operator()(const OpenAccount&) const {
    return no(RefusalCode::account_exists, "account");
  }
  AccountDecided operator()(const GrantRole& grant) const {
    if (is_own()) return no(RefusalCode::own_account, "role");
    if (account.has_role && account.role == grant.role) return Bodies{};
    if (account.has_role && is_administrator(account.role)) {
      return no(RefusalCode::duties_apart, "role", chinese_of(account.role));
    }
    if (auto refusal = against_role(account, grant.role)) return Unexpected{*refusal};
    if (auto refusal = against_organ_of(account, grant.role, facts)) return Unexpected{*refusal};
    return Bodies{RoleGranted{grant.role}};
  }
  AccountDecided operator()(const ChangeAccount& change) const {
    if (auto refusal = against_person(change)) return Unexpected{*refusal};
    if (account.has_role) {
      if (auto refusal = against_role(change, account.role)) return Unexpected{*refusal};
    }
    // Whoever is of an organ that was closed since can still be given another name.
    const bool moves = change.region != account.region || change.department != account.department;
    if (account.has_role && moves) {
      if (auto refusal = against_organ_of(change, account.role, facts)) return Unexpected{*refusal};
    }
    if (static_cast<const Person&>(change) == account) return Bodies{};
    return Bodies{AccountChanged{change}};
  }
  AccountDecided operator()(const DisableAccount& disable) const {
    if (is_own()) return no(RefusalCode::own_account);
    const bool keeps_the_keys = account.has_role && (account.role == Role::system_admin ||
                                                     account.role == Role::security_admin);
    if (keeps_the_keys && facts.last_of_duty) {
      return no(RefusalCode::last_administrator, "", chinese_of(account.role));
    }
    return Bodies{AccountDisabled{disable.reason}};
  }
  AccountDecided operator()(const EnableAccount& enable) const {
    if (account.enabled) return Bodies{};
    return Bodies{AccountEnabled{enable.reason}};
  }
  AccountDecided operator()(const ResetPassword&) const {
    if (is_own()) return no(RefusalCode::own_account);
    return Bodies{PasswordReset{}};
  }
  AccountDecided operator()(const ChangePassword&) const { return Bodies{PasswordChanged{}}; }
  AccountDecided operator()(const SetSecondFactor&) const { return Bodies{SecondFactorSet{}}; }
  AccountDecided operator()(const ClearSecondFactor&) const {
    if (is_own()) return no(RefusalCode::own_account);
    if (!account.second_factor) return Bodies{};
    // One who can take both password and codes from somebody is that person: so two do it (R67). A
    // site with one of them only does it at the server's console.
    const bool is_second =
        clearing_waits(account, facts.now) && account.clearing->by != command.actor.id;
    if (!is_second && !is_console(command.actor)) {
      return no(RefusalCode::second_administrator_needed);
    }
    return Bodies{SecondFactorCleared{}};
  }
  AccountDecided operator()(const AskToClearSecondFactor& ask) const {
    if (is_own()) return no(RefusalCode::own_account);
    if (auto refusal = against_reason(ask.reason)) return Unexpected{*refusal};
    if (!account.second_factor || clearing_waits(account, facts.now)) return Bodies{};
    return Bodies{SecondFactorClearingAsked{ask.reason}};
  }
  AccountDecided operator()(const UnlockSignIn& unlock) const {
    if (is_own()) return no(RefusalCode::own_account);
    if (auto refusal = against_reason(unlock.reason)) return Unexpected{*refusal};
    return Bodies{SignInUnlocked{unlock.reason}};
  }
  AccountDecided operator()(const LinkIdentity& link) const {
    if (link.issuer.empty() || link.issuer.size() > longest_identity) {
      return no(RefusalCode::field_invalid, "issuer");
    }
    if (link.subject.empty()) return no(RefusalCode::field_missing, "subject");
    if (link.subject.size() > longest_identity) return no(RefusalCode::field_invalid, "subject");
    if (account.issuer == link.issuer && account.subject == link.subject) return Bodies{};
    if (facts.identity_taken) return no(RefusalCode::identity_taken, "subject");
    if (!link.by_login) {
      if (is_own()) return no(RefusalCode::own_account);
      return Bodies{IdentityLinked{link.issuer, link.subject}};
    }
    // A login told by a service gives nobody an account that has an identity already, and never
    // one of the three administrators': theirs are bound by hand.
    if (!account.subject.empty() || (account.has_role && is_administrator(account.role))) {
      return no(RefusalCode::not_permitted, "subject");
    }
    return Bodies{IdentityLinked{link.issuer, link.subject}};
  }
  AccountDecided operator()(const UnlinkIdentity& unlink) const {
    if (is_own()) return no(RefusalCode::own_account);
    if (account.subject.empty()) return Bodies{};
    return Bodies{IdentityUnlinked{unlink.reason}};
  }
  AccountDecided operator()(const ChangeContact& change) const {
    if (auto refusal = against_contact(change.phone, change.email)) return Unexpected{*refusal};
    if (change.phone == account.phone && change.email == account.email) return Bodies{};
    return Bodies{ContactChanged{change.phone, change.email, {}, {}}};
  }
};

AccountDecided decide_opening(const OpenAccount& open, const AccountCommand& command,
                              const AccountFacts& facts) {
  if (open.role && !is_console(command.actor)) {
    return no(RefusalCode::not_permitted, "role", "角色由安全管理员授予");
  }
  const auto login = login_from(open.login);
  if (!login) return no(RefusalCode::login_invalid, "login");
  if (facts.login_taken) return no(RefusalCode::login_taken, "login", *login);
  if (auto refusal = against_person(open)) return Unexpected{*refusal};
  Bodies bodies{AccountOpened{open, *login}};
  if (open.role) {
    if (auto refusal = against_role(open, *open.role)) return Unexpected{*refusal};
    if (auto refusal = against_organ_of(open, *open.role, facts)) return Unexpected{*refusal};
    bodies.push_back(RoleGranted{*open.role});
  }
  return bodies;
}

}  // namespace

AccountDecided decide_account(const Account* account, const AccountCommand& command,
                              const AccountFacts& facts) {
  const bool is_there = account != nullptr && account->version > 0;
  const auto* open = std::get_if<OpenAccount>(&command.body);
  if (!may(command)) return no(RefusalCode::not_permitted);
  if (!is_there) {
    if (open == nullptr) return no(RefusalCode::unknown_account, "account");
    if (command.account_id.empty() || command.account_id == console_id) {
      return no(RefusalCode::field_invalid, "account");
    }
    return decide_opening(*open, command, facts);
  }
  if (command.expected_version && *command.expected_version != account->version) {
    return no(RefusalCode::version_stale, "expected_version");
  }
  const bool enables = std::holds_alternative<EnableAccount>(command.body);
  const bool disables = std::holds_alternative<DisableAccount>(command.body);
  if (!account->enabled && disables) return Bodies{};
  if (!account->enabled && !enables && open == nullptr) return no(RefusalCode::account_disabled);
  return std::visit(Deciding{*account, command, facts}, command.body);
}

}  // namespace qidi::domain
