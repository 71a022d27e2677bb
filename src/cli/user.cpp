// user add, disable, enable, reset, list: accounts from the server's own console, for the first
// administrators and for when nobody can sign in. Recorded under the actor "console".
// GB/T 22239-2019 身份鉴别, 访问控制; R66, R82.
#include <istream>
#include <ostream>

#include "cli/account_desk.h"
#include "cli/columns.h"
#include "cli/json_out.h"
#include "cli/password_settings.h"

namespace qidi::cli {

namespace {

struct FirstPassword {
  std::string text;
  bool is_random = false;
};

/// The line on standard input, or a random one that must be changed at the first sign-in.
Result<FirstPassword, Exit> first_password(Doors& doors, const UserOptions& options,
                                           const std::string& name) {
  if (!options.password_stdin) {
    std::string text;
    for (int group = 0; group < 4; ++group) {
      if (!text.empty()) text += '-';
      text += doors.random_label(5);
    }
    return FirstPassword{std::move(text), true};
  }
  std::string line;
  if (!std::getline(doors.in, line)) {
    return Unexpected{wrong_use(doors, "--password-stdin：标准输入没有密码")};
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  const auto policy = password_settings(options.data);
  if (!policy) return Unexpected{wrong_use(doors, policy.error())};
  if (const auto objection = doors.password_objection(line, *policy, options.login, name)) {
    return Unexpected{wrong_use(doors, *objection)};
  }
  return FirstPassword{std::move(line), false};
}

void print_password(Doors& doors, const FirstPassword& password) {
  if (!password.is_random) return;
  doors.out << "初始密码（只显示这一次，首次登录须修改）：" << password.text << '\n';
}

/// Puts the password and ends whatever sessions the account has.
Result<void, Exit> put_password(Doors& doors, AccountDesk& desk, const std::string& account,
                                const FirstPassword& password) {
  auto& book = desk.credentials();
  auto known = book.find_credential(account);
  if (!known) return Unexpected{report(doors, known.error())};
  auto credential = known->value_or(office::Credential{});
  credential.account = account;
  QIDI_CHECK(desk.check(book.put_credential(office::with_password(
      std::move(credential), doors.hash_password(password.text), desk.now(), password.is_random))));
  return desk.check(book.forget_sessions_of(account));
}

Result<domain::OpenAccount, Exit> asked_account(Doors& doors, const UserOptions& options) {
  domain::OpenAccount open;
  open.login = options.login;
  open.name = options.name;
  open.phone = options.phone;
  open.email = options.email;
  open.department = options.department;
  open.unit_code = options.unit_code;
  open.unit_name = options.unit_name;
  open.role = domain::role_from(options.role);
  if (!open.role || !domain::is_grantable(*open.role)) {
    return Unexpected{wrong_use(
        doors,
        "没有这个角色：" + options.role +
            "；可用 project_unit、help_agent、window_clerk、clerk、head、government_leader、"
            "region_government、office、superior、system_admin、security_admin、audit_admin")};
  }
  if (!options.region.empty()) {
    const auto code = doors.regions().code_of(options.region);
    if (!code) return Unexpected{wrong_use(doors, "没有这个地区：" + options.region)};
    open.region = *code;
  }
  return open;
}

/// The account of a login, or wrong use.
Result<const domain::Account*, Exit> account_named(Doors& doors, const AccountDesk& desk,
                                                   const std::string& login) {
  const auto* account = desk.people().find_login(login);
  if (account == nullptr) return Unexpected{wrong_use(doors, "没有这个账号：" + login)};
  return account;
}

std::string account_json(const domain::Account& account) {
  JsonObject object;
  object.text("id", account.id).text("login", account.login).text("name", account.name);
  if (account.has_role) object.text("role", domain::name_of(account.role));
  if (!account.phone.empty()) object.text("phone", account.phone);
  if (!account.email.empty()) object.text("email", account.email);
  if (!account.region.empty()) object.text("region", account.region);
  if (!account.department.empty()) object.text("department", account.department);
  if (!account.unit_code.empty()) object.text("unit_code", account.unit_code);
  if (!account.unit_name.empty()) object.text("unit_name", account.unit_name);
  return object.flag("enabled", account.enabled)
      .flag("second_factor", account.second_factor)
      .done();
}

}  // namespace

Exit user_add(Doors& doors, const UserOptions& options) {
  QIDI_EXIT_ON(open, asked_account(doors, options));
  QIDI_EXIT_ON(password, first_password(doors, options, options.name));
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  const auto id = desk->new_id();
  QIDI_EXIT_ON(receipt, desk->perform(id, *open));
  QIDI_EXIT_ON(put, put_password(doors, *desk, id, *password));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << "已开设账号 " << domain::login_from(options.login).value_or("") << "（"
            << options.name << "，" << domain::chinese_of(*open->role) << "）\n";
  print_password(doors, *password);
  return Exit::done;
}

Exit user_disable(Doors& doors, const UserOptions& options) {
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  QIDI_EXIT_ON(account, account_named(doors, *desk, options.login));
  const auto& id = (*account)->id;
  QIDI_EXIT_ON(receipt, desk->perform(id, domain::DisableAccount{options.reason}));
  QIDI_EXIT_ON(ended, desk->check(desk->credentials().forget_sessions_of(id)));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << (receipt->events.empty() ? "账号本已停用：" : "已停用账号 ") << (*account)->login
            << '\n';
  return Exit::done;
}

Exit user_enable(Doors& doors, const UserOptions& options) {
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  QIDI_EXIT_ON(account, account_named(doors, *desk, options.login));
  QIDI_EXIT_ON(receipt, desk->perform((*account)->id, domain::EnableAccount{options.reason}));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << (receipt->events.empty() ? "账号本已启用：" : "已启用账号 ") << (*account)->login
            << '\n';
  return Exit::done;
}

Exit user_reset(Doors& doors, const UserOptions& options) {
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  QIDI_EXIT_ON(account, account_named(doors, *desk, options.login));
  const auto& id = (*account)->id;
  QIDI_EXIT_ON(password, first_password(doors, options, (*account)->name));
  QIDI_EXIT_ON(receipt, desk->perform(id, domain::ResetPassword{}));
  if (options.second_factor) {
    QIDI_EXIT_ON(cleared, desk->perform(id, domain::ClearSecondFactor{}));
    auto& book = desk->credentials();
    auto known = book.find_credential(id);
    if (!known) return report(doors, known.error());
    auto credential = known->value_or(office::Credential{});
    credential.account = id;
    credential.totp_secret.clear();
    credential.totp_step = 0;
    QIDI_EXIT_ON(kept, desk->check(book.put_credential(credential)));
  }
  QIDI_EXIT_ON(put, put_password(doors, *desk, id, *password));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << "已重置 " << (*account)->login << " 的密码"
            << (options.second_factor ? "并清除动态口令" : "") << '\n';
  print_password(doors, *password);
  return Exit::done;
}

Exit user_list(Doors& doors, const UserOptions& options) {
  auto store = doors.open_for_reading(options.data);
  if (!store) return report(doors, store.error());
  auto people = office::People::read((*store)->reader());
  if (!people) return report(doors, people.error());
  const auto accounts = (*people)->list({});
  if (options.format == "json") {
    std::string list = "[";
    for (const auto* account : accounts) {
      list += (list.size() > 1 ? ",\n" : "\n") + account_json(*account);
    }
    doors.out << list << (accounts.empty() ? "]" : "\n]") << '\n';
    return Exit::done;
  }
  const auto regions = doors.regions();
  for (const auto* account : accounts) {
    const auto where = account->has_role && account->role == domain::Role::project_unit
                           ? account->unit_name + " " + account->unit_code
                           : (account->region.empty() ? "" : regions.name_of(account->region)) +
                                 " " + account->department;
    doors.out << fitted(account->login, 18) << "  " << fitted(account->name, 18) << "  "
              << fitted(account->has_role ? domain::chinese_of(account->role) : "（未授予角色）",
                        22)
              << "  " << (account->enabled ? "启用" : "停用") << "  " << where << '\n';
  }
  doors.out << "共 " << accounts.size() << " 个账号\n";
  return Exit::done;
}

}  // namespace qidi::cli
