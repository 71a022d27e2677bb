// Accounts and tokens on their whole path, in every store: who may do what (三员分立), one login
// one account, one command one effect, and the snapshot that everybody reads. GB/T 22239-2019; R82.
#include <gtest/gtest.h>

#include "contract/made_events.h"
#include "office/people.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using domain::Role;
using office::AccountReceipt;
using office::People;

constexpr auto credit_code = "91350100M000100Y43";

struct StandingClock : office::Clock {
  domain::Instant instant{std::chrono::seconds{1'666'000'000}};
  domain::Instant now() override { return instant; }
};

domain::Actor person(const std::string& id, Role role) {
  return {id, "某人", role, "", "150000"};
}

domain::OpenAccount opening(const std::string& login, std::optional<Role> role = std::nullopt) {
  domain::OpenAccount open;
  open.login = login;
  open.name = "张某";
  open.region = "150102";
  open.department = "新城区水利局";
  open.role = role;
  return open;
}

class Accounts : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam() == "memory") {
      store_ = std::make_unique<store::MemoryStore>();
      return;
    }
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
  }
  /// "no: " and the refusal's name and field, or the events' kinds joined by spaces.
  std::string told(const Result<office::AccountAnswer, office::Fault>& answer) {
    if (!answer) return "fault: " + answer.error().message;
    if (const auto* no = std::get_if<domain::Refusal>(&*answer)) {
      return "no: " + std::string(domain::name_of(no->code)) +
             (no->field.empty() ? "" : ":" + no->field);
    }
    std::string kinds;
    for (const auto& kind : std::get<AccountReceipt>(*answer).events) {
      kinds += (kinds.empty() ? "" : " ") + kind;
    }
    return kinds;
  }
  std::string act(const std::string& account, domain::AccountCommandBody body,
                  domain::Actor actor = domain::console_actor()) {
    domain::AccountCommand command{"c" + std::to_string(++commands_),
                                   account,
                                   std::move(actor),
                                   std::move(body),
                                   std::nullopt,
                                   "chance " + std::to_string(commands_)};
    return told(office::perform_account_act(store_->log(), clock_, command));
  }
  std::string on_token(const std::string& token, domain::TokenCommandBody body,
                       domain::Actor actor = domain::console_actor()) {
    domain::TokenCommand command{"c" + std::to_string(++commands_), token, std::move(actor),
                                 std::move(body)};
    return told(office::perform_token_act(store_->log(), clock_, command));
  }
  People::Known people() {
    EXPECT_TRUE(store_->log().sync());
    auto read = People::read(store_->reader());
    EXPECT_TRUE(read);
    return *read;
  }
  Folder folder_;
  std::unique_ptr<office::Store> store_;
  StandingClock clock_;
  int commands_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Stores, Accounts, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return store.param; });

TEST_P(Accounts, OpenGrantAndFoldToWhoMaySignIn) {
  EXPECT_EQ(act("a1", opening("Zhang.San", Role::clerk)), "account_opened role_granted");
  const auto known = people();
  const auto* account = known->find_login("ZHANG.san");
  ASSERT_NE(account, nullptr);
  EXPECT_EQ(account, known->find("a1"));
  EXPECT_EQ(account->login, "zhang.san");
  EXPECT_TRUE(account->enabled && account->has_role);
  EXPECT_EQ(account->role, Role::clerk);
  EXPECT_EQ(account->version, 2U);
  EXPECT_EQ(account->opened, clock_.instant);
  EXPECT_EQ(domain::actor_of(*account),
            (domain::Actor{"a1", "张某", Role::clerk, "新城区水利局", "150102"}));
  EXPECT_EQ(known->find("a2"), nullptr);
  EXPECT_EQ(known->find_login("不是登录名"), nullptr);
}

TEST_P(Accounts, WhereSomebodyIsReachedIsSealedInTheRecordAndHisOwnToChange) {
  auto open = opening("login1", Role::clerk);
  open.phone = "13812345678";
  open.email = "old@example.test";
  ASSERT_EQ(act("a1", open), "account_opened role_granted");
  EXPECT_EQ(people()->find("a1")->phone, "13812345678");
  const auto himself = person("a1", Role::clerk);
  const domain::ChangeContact moved{"0471-4861234", "new@example.test"};
  for (const auto& other : {person("a2", Role::clerk), person("s", Role::system_admin)}) {
    EXPECT_EQ(act("a1", moved, other), "no: not_permitted");
  }
  EXPECT_EQ(act("a1", moved, domain::console_actor()), "no: not_permitted");
  EXPECT_EQ(act("a1", domain::ChangeContact{"12", ""}, himself), "no: field_invalid:phone");
  EXPECT_EQ(act("a1", domain::ChangeContact{"", "a@b\nBcc:c@d"}, himself),
            "no: field_invalid:email");
  EXPECT_EQ(act("a1", moved, himself), "contact_changed");
  EXPECT_EQ(act("a1", moved, himself), "") << "so already";
  // What an administrator changes beside it leaves both as they are.
  domain::ChangeAccount renamed;
  static_cast<domain::Person&>(renamed) = *people()->find("a1");
  renamed.name = "李某";
  EXPECT_EQ(act("a1", renamed, person("s", Role::system_admin)), "account_changed");
  const auto known = people();
  EXPECT_EQ(known->find("a1")->phone, moved.phone);
  EXPECT_EQ(known->find("a1")->email, moved.email);
  EXPECT_EQ(known->find("a1")->name, "李某");
  const auto stored = store_->log().load(office::stream_of_account("a1"));
  ASSERT_TRUE(stored);
  for (const auto& event : *stored) {
    for (const auto* clear : {"13812345678", "4861234", "example.test"}) {
      EXPECT_EQ(event.envelope.body.find(clear), std::string::npos) << event.envelope.body;
    }
  }
  EXPECT_NE(stored->back().envelope.body.find("email_seal"), std::string::npos);
}

TEST_P(Accounts, ThreeDutiesAreApart) {
  const auto system = person("s", Role::system_admin);
  const auto security = person("k", Role::security_admin);
  const auto auditor = person("u", Role::audit_admin);
  const auto head = person("h", Role::head);
  for (const auto& other : {security, auditor, head}) {
    EXPECT_EQ(act("a1", opening("login1"), other), "no: not_permitted");
  }
  EXPECT_EQ(act("a1", opening("login1", Role::clerk), system), "no: not_permitted:role");
  EXPECT_EQ(act("a1", opening("login1"), system), "account_opened");
  for (const auto& other : {system, auditor, head}) {
    EXPECT_EQ(act("a1", domain::GrantRole{Role::clerk}, other), "no: not_permitted");
    EXPECT_EQ(act("a1", domain::ResetPassword{}, other), "no: not_permitted");
    EXPECT_EQ(act("a1", domain::ClearSecondFactor{}, other), "no: not_permitted");
  }
  EXPECT_EQ(act("a1", domain::GrantRole{Role::audit_admin}, security), "role_granted");
  EXPECT_EQ(act("a1", domain::GrantRole{Role::audit_admin}, security), "") << "so already";
  EXPECT_EQ(act("a1", domain::GrantRole{Role::system_admin}, security), "no: duties_apart:role");
  EXPECT_EQ(act("a1", domain::GrantRole{Role::clerk}, security), "no: duties_apart:role");
  EXPECT_EQ(act("a1", domain::GrantRole{Role::system_admin}, domain::console_actor()),
            "no: duties_apart:role");
  for (const auto& other : {security, auditor, head}) {
    EXPECT_EQ(act("a1", domain::DisableAccount{""}, other), "no: not_permitted");
    EXPECT_EQ(act("a1", domain::ChangeAccount{}, other), "no: not_permitted");
  }
  EXPECT_EQ(act("a1", domain::ResetPassword{}, security), "password_reset");
  // Nobody but the console is the console, whatever id he says he has.
  EXPECT_EQ(act("a9", opening("login9"), person("console", Role::head)), "no: not_permitted");
}

TEST_P(Accounts, NobodyDoesItToHimselfButHisOwnPasswordAndFactor) {
  ASSERT_EQ(act("s", opening("system1", Role::system_admin)), "account_opened role_granted");
  ASSERT_EQ(act("k", opening("secure1", Role::security_admin)), "account_opened role_granted");
  ASSERT_EQ(act("c", opening("clerk1")), "account_opened");
  const auto system = person("s", Role::system_admin);
  const auto security = person("k", Role::security_admin);
  EXPECT_EQ(act("s", domain::DisableAccount{""}, system), "no: own_account");
  EXPECT_EQ(act("k", domain::GrantRole{Role::head}, security), "no: own_account:role");
  EXPECT_EQ(act("k", domain::ResetPassword{}, security), "no: own_account");
  const auto clerk = person("c", Role::clerk);
  EXPECT_EQ(act("c", domain::ChangePassword{}, clerk), "password_changed");
  EXPECT_EQ(act("c", domain::SetSecondFactor{}, clerk), "second_factor_set");
  EXPECT_TRUE(people()->find("c")->second_factor);
  EXPECT_EQ(act("c", domain::ChangePassword{}, security), "no: not_permitted");
  EXPECT_EQ(act("c", domain::ChangePassword{}), "no: not_permitted") << "nor the console";
}

TEST_P(Accounts, ClearingASecondFactorTakesTwoSecurityAdministratorsWithinADay) {
  ASSERT_EQ(act("c", opening("clerk1")), "account_opened");
  const auto clerk = person("c", Role::clerk);
  const auto first = person("k1", Role::security_admin);
  const auto second = person("k2", Role::security_admin);
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, first), "") << "there is none";
  EXPECT_EQ(act("c", domain::SetSecondFactor{}, clerk), "second_factor_set");
  const std::string needed = "no: second_administrator_needed";
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, first), needed);
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{""}, first), "no: field_missing:reason");
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{"手机遗失"}, clerk), "no: not_permitted");
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{"手机遗失"}, person("c", Role::security_admin)),
            "no: own_account");
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{"手机遗失"}, first),
            "second_factor_clearing_asked");
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{"再问"}, second), "") << "asked already";
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, first), needed) << "he asked himself";
  clock_.instant += domain::clearing_lasts;
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, second), needed) << "a day has passed";
  EXPECT_EQ(act("c", domain::AskToClearSecondFactor{"手机遗失"}, second),
            "second_factor_clearing_asked");
  clock_.instant += domain::clearing_lasts - std::chrono::seconds{1};
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, first), "second_factor_cleared");
  EXPECT_FALSE(people()->find("c")->clearing);
  // Set anew, what was asked for before serves no more; the console needs nobody.
  EXPECT_EQ(act("c", domain::SetSecondFactor{}, clerk), "second_factor_set");
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}, first), needed);
  EXPECT_EQ(act("c", domain::ClearSecondFactor{}), "second_factor_cleared");
  EXPECT_EQ(act("c", domain::UnlockSignIn{""}, first), "no: field_missing:reason");
  EXPECT_EQ(act("c", domain::UnlockSignIn{"本人来电"}, clerk), "no: not_permitted");
  EXPECT_EQ(act("c", domain::UnlockSignIn{"本人来电"}, first), "sign_in_unlocked");
}

TEST_P(Accounts, TheLastAdministratorOfADutyStays) {
  for (const auto role : {Role::system_admin, Role::security_admin}) {
    const auto name = std::string(domain::name_of(role));
    ASSERT_EQ(act(name, opening(name, role)), "account_opened role_granted");
    EXPECT_EQ(act(name, domain::DisableAccount{""}), "no: last_administrator");
    const auto other = name + "-2";
    ASSERT_EQ(act(other, opening(other, role)), "account_opened role_granted");
    EXPECT_EQ(act(name, domain::DisableAccount{"离岗"}), "account_disabled");
    EXPECT_EQ(act(other, domain::DisableAccount{""}), "no: last_administrator");
    EXPECT_EQ(act(name, domain::EnableAccount{""}), "account_enabled");
    EXPECT_EQ(act(other, domain::DisableAccount{""}), "account_disabled");
  }
  ASSERT_EQ(act("u", opening("auditor", Role::audit_admin)), "account_opened role_granted");
  EXPECT_EQ(act("u", domain::DisableAccount{""}), "account_disabled");
}

TEST_P(Accounts, ADisabledAccountIsOnlyEnabled) {
  ASSERT_EQ(act("a1", opening("login1", Role::clerk)), "account_opened role_granted");
  EXPECT_EQ(act("a1", domain::EnableAccount{""}), "") << "it is enabled";
  ASSERT_EQ(act("a1", domain::DisableAccount{""}), "account_disabled");
  EXPECT_EQ(act("a1", domain::DisableAccount{""}), "");
  EXPECT_EQ(act("a1", domain::GrantRole{Role::head}), "no: account_disabled");
  EXPECT_EQ(act("a1", domain::ResetPassword{}), "no: account_disabled");
  EXPECT_EQ(act("a1", domain::ChangePassword{}, person("a1", Role::clerk)), "no: account_disabled");
  EXPECT_FALSE(people()->find("a1")->enabled);
  EXPECT_EQ(act("a1", domain::EnableAccount{""}), "account_enabled");
  EXPECT_EQ(act("nobody", domain::EnableAccount{""}), "no: unknown_account:account");
}

TEST_P(Accounts, OneLoginIsOneAccountForEver) {
  ASSERT_EQ(act("a1", opening("Login.1")), "account_opened");
  EXPECT_EQ(act("a2", opening("login.1")), "no: login_taken:login");
  EXPECT_EQ(act("a1", opening("login2")), "no: account_exists:account");
  ASSERT_EQ(act("a1", domain::DisableAccount{""}), "account_disabled");
  EXPECT_EQ(act("a2", opening("LOGIN.1")), "no: login_taken:login");
  for (const auto* bad : {"", "ab", "有名", "a b c", "a/b/c", "console", "Console"}) {
    EXPECT_EQ(act("a3", opening(bad)), "no: login_invalid:login") << bad;
  }
  EXPECT_EQ(act("a3", opening(std::string(65, 'x'))), "no: login_invalid:login");
  EXPECT_EQ(act("a3", opening(std::string(64, 'x'))), "account_opened");
  EXPECT_EQ(act("console", opening("login4")), "no: field_invalid:account");
}

TEST_P(Accounts, ARoleOwesWhatItActsFor) {
  auto bare = opening("bare");
  bare.region.clear();
  bare.department.clear();
  bare.role = Role::clerk;
  EXPECT_EQ(act("a1", bare), "no: field_missing:region");
  bare.region = "新城区";
  EXPECT_EQ(act("a1", bare), "no: field_invalid:region");
  bare.region = "150102";
  EXPECT_EQ(act("a1", bare), "no: field_missing:department");
  bare.role = Role::project_unit;
  EXPECT_EQ(act("a1", bare), "no: credit_code_invalid:unit_code");
  bare.unit_code = "91350100M000100Y44";
  EXPECT_EQ(act("a1", bare), "no: credit_code_invalid:unit_code") << "the check character is wrong";
  bare.unit_code = credit_code;
  EXPECT_EQ(act("a1", bare), "account_opened role_granted");
  for (const auto role : {Role::job, Role::importer}) {
    EXPECT_EQ(act("a2", opening("login2", role)), "no: field_invalid:role");
  }
  auto nameless = opening("login2");
  nameless.name.clear();
  EXPECT_EQ(act("a2", nameless), "no: field_missing:name");
  // A change may not take away what the role owes.
  domain::ChangeAccount change;
  change.name = "改名";
  EXPECT_EQ(act("a1", change), "no: credit_code_invalid:unit_code");
  change.unit_code = credit_code;
  EXPECT_EQ(act("a1", change), "account_changed");
  EXPECT_EQ(act("a1", change), "") << "nothing to change";
  EXPECT_EQ(people()->find("a1")->name, "改名");
}

TEST_P(Accounts, OneCommandHasOneEffect) {
  domain::AccountCommand command{"same", "a1", domain::console_actor(),
                                 opening("login1", Role::head), std::nullopt};
  const auto first = office::perform_account_act(store_->log(), clock_, command);
  const auto again = office::perform_account_act(store_->log(), clock_, command);
  const auto& one = std::get<AccountReceipt>(*first);
  const auto& two = std::get<AccountReceipt>(*again);
  EXPECT_FALSE(one.repeated);
  EXPECT_TRUE(two.repeated);
  EXPECT_EQ(one.events, two.events);
  EXPECT_EQ(two.version, 2U);
  EXPECT_EQ(two.id, "a1");
  command.body = domain::DisableAccount{""};
  EXPECT_EQ(told(office::perform_account_act(store_->log(), clock_, command)),
            "no: command_id_reused:command_id");
  command.command_id = "other";
  command.expected_version = 1;
  EXPECT_EQ(told(office::perform_account_act(store_->log(), clock_, command)),
            "no: version_stale:expected_version");
  command.expected_version = 2;
  EXPECT_EQ(told(office::perform_account_act(store_->log(), clock_, command)), "account_disabled");
}

TEST_P(Accounts, TokensAreAddedOnceFoundByTheirHashAndRevoked) {
  const std::string hash(64, 'a');
  domain::AddToken add{"住建审批系统", {"import", "read"}, hash};
  EXPECT_EQ(on_token("t1", add, person("s", Role::system_admin)), "no: not_permitted");
  EXPECT_EQ(on_token("t1", domain::AddToken{"x", {"all"}, hash}), "no: field_invalid:scopes");
  EXPECT_EQ(on_token("t1", domain::AddToken{"x", {}, hash}), "no: field_missing:scopes");
  EXPECT_EQ(on_token("t1", domain::AddToken{"x", {"read"}, "secret"}),
            "no: field_invalid:secret_sha256");
  EXPECT_EQ(on_token("t1", add, person("k", Role::security_admin)), "token_added");
  EXPECT_EQ(on_token("t1", add), "no: account_exists:token");
  const auto known = people();
  const auto* token = known->find_token(hash);
  ASSERT_NE(token, nullptr);
  EXPECT_EQ(token->scopes, (std::vector<std::string>{"read", "import"}));
  EXPECT_TRUE(token->allows(domain::TokenScope::read));
  EXPECT_FALSE(token->allows(domain::TokenScope::act));
  EXPECT_EQ(known->find_token(std::string(64, 'b')), nullptr);
  EXPECT_EQ(on_token("t1", domain::RevokeToken{"停用"}), "token_revoked");
  EXPECT_EQ(on_token("t1", domain::RevokeToken{""}), "");
  EXPECT_EQ(on_token("t2", domain::RevokeToken{""}), "no: unknown_account:token");
  const auto after = *known->after_token(store_->log(), "t1");
  EXPECT_FALSE(after->find_token(hash)->allows(domain::TokenScope::read));
  EXPECT_TRUE(known->find_token(hash)->allows(domain::TokenScope::read)) << "a snapshot stays";
}

TEST_P(Accounts, ASnapshotRenewedByOneAccountEqualsOneReadAnew) {
  ASSERT_EQ(act("a1", opening("login1", Role::clerk)), "account_opened role_granted");
  office::PeopleOfNow now(people());
  ASSERT_EQ(act("a2", opening("login2", Role::head)), "account_opened role_granted");
  ASSERT_EQ(act("a1", domain::DisableAccount{""}), "account_disabled");
  for (const auto* id : {"a1", "a2"}) now.replace(*now.get()->after_account(store_->log(), id));
  const auto anew = people();
  const auto renewed = now.get();
  ASSERT_EQ(renewed->size(), anew->size());
  for (const auto* account : anew->list({})) {
    const auto* other = renewed->find(account->id);
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(other->login, account->login);
    EXPECT_EQ(other->enabled, account->enabled);
    EXPECT_EQ(other->version, account->version);
  }
}

TEST_P(Accounts, ListsByRoleRegionDepartmentStateAndWords) {
  ASSERT_EQ(act("a1", opening("b.clerk", Role::clerk)), "account_opened role_granted");
  ASSERT_EQ(act("a2", opening("a.head", Role::head)), "account_opened role_granted");
  auto league = opening("league", Role::office);
  league.region = "150000";
  league.department = "领导小组办公室";
  ASSERT_EQ(act("a3", league), "account_opened role_granted");
  ASSERT_EQ(act("a1", domain::DisableAccount{""}), "account_disabled");
  const auto known = people();
  const auto ids = [&](const office::AccountFilter& filter) {
    std::string list;
    for (const auto* account : known->list(filter)) list += account->id + " ";
    return list;
  };
  EXPECT_EQ(ids({}), "a2 a1 a3 ");
  office::AccountFilter filter;
  filter.role = Role::head;
  EXPECT_EQ(ids(filter), "a2 ");
  filter = {};
  filter.region_prefix = "1501";
  EXPECT_EQ(ids(filter), "a2 a1 ");
  filter = {};
  filter.department = "领导小组办公室";
  EXPECT_EQ(ids(filter), "a3 ");
  filter = {};
  filter.enabled = false;
  EXPECT_EQ(ids(filter), "a1 ");
  filter = {};
  filter.words = "clerk";
  EXPECT_EQ(ids(filter), "a1 ");
}

}  // namespace
}  // namespace qidi::tests
