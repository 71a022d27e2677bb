// What an account's events make of it, and the names of things about accounts.
#include "domain/people/account.h"

#include <array>
#include <cassert>

namespace qidi::domain {

namespace {

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

struct KindName {
  std::string_view kind;
  std::string_view chinese;
};

/// In the order of AccountEventBody.
constexpr std::array<KindName, std::variant_size_v<AccountEventBody>> kinds{{
    {"account_opened", "开设账号"},
    {"role_granted", "授予角色"},
    {"account_changed", "变更账号信息"},
    {"account_disabled", "停用账号"},
    {"account_enabled", "启用账号"},
    {"password_reset", "重置密码"},
    {"password_changed", "修改密码"},
    {"second_factor_set", "设置动态口令"},
    {"second_factor_cleared", "清除动态口令"},
    {"identity_linked", "绑定统一身份"},
    {"identity_unlinked", "解除统一身份"},
    {"contact_changed", "变更联系方式"},
    {"second_factor_clearing_asked", "申请清除动态口令"},
    {"sign_in_unlocked", "解除登录限制"},
}};

/// In the order of AccountCommandBody.
constexpr std::array<std::string_view, std::variant_size_v<AccountCommandBody>> acts{
    "open",
    "grant_role",
    "change",
    "disable",
    "enable",
    "reset_password",
    "change_password",
    "set_second_factor",
    "clear_second_factor",
    "link_identity",
    "unlink_identity",
    "change_contact",
    "ask_clear_second_factor",
    "unlock_sign_in"};

}  // namespace

Actor console_actor() {
  Actor actor;
  actor.id = std::string(console_id);
  actor.role = Role::job;
  return actor;
}

bool is_console(const Actor& actor) {
  return actor.id == console_id && actor.role == Role::job;
}

std::string_view kind_of(const AccountEventBody& body) {
  return kinds[body.index()].kind;
}

std::string_view chinese_kind_of_account(std::string_view kind) {
  for (const auto& known : kinds) {
    if (known.kind == kind) return known.chinese;
  }
  return "";
}

std::string_view act_name(const AccountCommandBody& body) {
  return acts[body.index()];
}

bool is_administrator(Role role) {
  return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin;
}

bool is_grantable(Role role) {
  return role != Role::job && role != Role::importer;
}

bool is_staff(Role role) {
  switch (role) {
    case Role::window_clerk:
    case Role::clerk:
    case Role::head:
    case Role::government_leader:
    case Role::region_government:
    case Role::office:
    case Role::superior:
      return true;
    default:
      return false;
  }
}

std::string_view chinese_of(Role role) {
  switch (role) {
    case Role::project_unit:
      return "项目单位";
    case Role::help_agent:
      return "帮办代办人员";
    case Role::window_clerk:
      return "窗口人员";
    case Role::clerk:
      return "经办人";
    case Role::head:
      return "部门负责人";
    case Role::government_leader:
      return "本级政府负责人";
    case Role::region_government:
      return "盟行政公署、市人民政府";
    case Role::office:
      return "领导小组办公室";
    case Role::superior:
      return "上级部门";
    case Role::job:
      return "系统作业";
    case Role::importer:
      return "台账导入";
    case Role::system_admin:
      return "系统管理员";
    case Role::security_admin:
      return "安全管理员";
    case Role::audit_admin:
      return "审计管理员";
  }
  return "";
}

std::optional<std::string> login_from(std::string_view text) {
  if (text.size() < 3 || text.size() > 64) return std::nullopt;
  std::string login;
  for (const char c : text) {
    const bool is_small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (!is_small && !is_capital && c != '.' && c != '_' && c != '-') return std::nullopt;
    login += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  // Whoever sits at the console signs in nowhere; nobody shall look like it.
  if (login == console_id) return std::nullopt;
  return login;
}

void evolve(Account& account, const AccountEvent& event) {
  if (account.version == 0) account.opened = event.recorded;
  ++account.version;
  account.changed = event.recorded;
  std::visit(Cases{
                 [&](const AccountOpened& opened) {
                   static_cast<Person&>(account) = opened;
                   account.login = opened.login;
                   account.enabled = true;
                 },
                 [&](const RoleGranted& granted) {
                   account.role = granted.role;
                   account.has_role = true;
                 },
                 [&](const AccountChanged& changed) { static_cast<Person&>(account) = changed; },
                 [&](const AccountDisabled&) { account.enabled = false; },
                 [&](const AccountEnabled&) { account.enabled = true; },
                 [&](const PasswordReset&) {},
                 [&](const PasswordChanged&) {},
                 [&](const SecondFactorSet&) { account.second_factor = true; },
                 [&](const SecondFactorCleared&) {
                   account.second_factor = false;
                   account.clearing.reset();
                 },
                 [&](const IdentityLinked& linked) {
                   account.issuer = linked.issuer;
                   account.subject = linked.subject;
                 },
                 [&](const IdentityUnlinked&) {
                   account.issuer.clear();
                   account.subject.clear();
                 },
                 [&](const ContactChanged& changed) {
                   account.phone = changed.phone;
                   account.email = changed.email;
                 },
                 [&](const SecondFactorClearingAsked& asked) {
                   account.clearing = {event.actor.id, asked.reason, event.recorded};
                 },
                 [&](const SignInUnlocked&) {},
             },
             event.body);
}

bool clearing_waits(const Account& account, Instant now) {
  return account.clearing && now < account.clearing->at + clearing_lasts;
}

Account fold_account(const std::string& id, const std::vector<AccountEvent>& events) {
  Account account;
  account.id = id;
  for (const auto& event : events) evolve(account, event);
  return account;
}

Actor actor_of(const Account& account) {
  assert(account.has_role);
  return {account.id, account.name, account.role, account.department, account.region};
}

}  // namespace qidi::domain
