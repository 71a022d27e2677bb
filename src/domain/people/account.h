// Accounts: who may sign in, what happened to the account, and who may change it (三员分立: the
// system administrator opens and closes accounts, the security administrator says what they may do,
// the auditor only reads). No secret stands here. GB/T 22239-2019 (等保三级) 访问控制; N8; R82.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/casework/refusals.h"
#include "domain/people/actor.h"
#include "domain/people/organ_register.h"
#include "domain/result.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// The actor id of whoever sits at the server's own console; no account ever has it.
inline constexpr std::string_view console_id = "console";
/// The console as an actor. It alone may do what takes two administrators.
Actor console_actor();
bool is_console(const Actor& actor);

/// What an account says of its person, in one piece: a change gives all of it again.
struct Person {
  std::string name;
  std::string phone;
  std::string department;  ///< staff: the organ's department, as cases name it
  std::string region;      ///< staff: code of the region that it serves
  std::string unit_code;   ///< project unit: 统一社会信用代码
  std::string unit_name;
  std::string email;  ///< where notices go by mail; empty: nowhere
  // In the record's events only, which bear these in place of the two values (docs/decisions/0014).
  std::string phone_seal;
  std::string email_seal;
  bool operator==(const Person&) const = default;
};

/// A request to clear a second factor, until another administrator confirms it or a day has passed.
struct ClearingAsked {
  std::string by;  ///< the account that asked
  std::string reason;
  Instant at{};
};
inline constexpr std::chrono::hours clearing_lasts{24};

/// An account as its events left it. Version 0: there is none.
struct Account : Person {
  std::string id;
  std::string login;      ///< lower case
  Role role = Role::job;  ///< only when has_role
  bool has_role = false;  ///< without one it may sign in and do nothing
  bool enabled = false;
  bool second_factor = false;
  std::string issuer;   ///< of the sign-on service that vouches for its person; empty: none
  std::string subject;  ///< who the person is there
  std::optional<ClearingAsked> clearing;  ///< the last one asked for; ask `clearing_waits`
  Instant opened{};
  Instant changed{};          ///< the last event's instant
  std::uint64_t version = 0;  ///< events so far
};

// What may happen to an account.
struct AccountOpened : Person {
  std::string login;
};
struct RoleGranted {
  Role role = Role::job;
};
struct AccountChanged : Person {};
struct AccountDisabled {
  std::string reason;
};
struct AccountEnabled {
  std::string reason;
};
struct PasswordReset {};    ///< by the security administrator; to be changed at the next sign-in
struct PasswordChanged {};  ///< by the person
struct SecondFactorSet {};
struct SecondFactorCleared {};
/// From now on whoever the issuer calls `subject` is this account's person (OpenID Connect).
struct IdentityLinked {
  std::string issuer;
  std::string subject;
};
struct IdentityUnlinked {
  std::string reason;
};

/// By the person himself: where he can be called and written to.
struct ContactChanged {
  std::string phone;
  std::string email;
  std::string phone_seal;  ///< in the record in place of the value, as for Person
  std::string email_seal;
};

/// The first half of clearing a second factor; SecondFactorCleared, by another, is the second
/// (R67).
struct SecondFactorClearingAsked {
  std::string reason;
};
/// A few more guesses although too many were wrong. The guesses are counted in memory, not here.
struct SignInUnlocked {
  std::string reason;
};

using AccountEventBody =
    std::variant<AccountOpened, RoleGranted, AccountChanged, AccountDisabled, AccountEnabled,
                 PasswordReset, PasswordChanged, SecondFactorSet, SecondFactorCleared,
                 IdentityLinked, IdentityUnlinked, ContactChanged, SecondFactorClearingAsked,
                 SignInUnlocked>;

struct AccountEvent {
  AccountEventBody body;
  Actor actor;
  Instant recorded{};
  std::uint64_t sequence = 0;
};

/// The event's name in the record ("account_opened"), and in Chinese for people.
std::string_view kind_of(const AccountEventBody& body);
std::string_view chinese_kind_of_account(std::string_view kind);

/// What is asked of an account.
struct OpenAccount : Person {
  std::string login;
  std::optional<Role> role;  ///< at the console only
};
struct GrantRole {
  Role role = Role::job;
};
struct ChangeAccount : Person {};
struct DisableAccount {
  std::string reason;
};
struct EnableAccount {
  std::string reason;
};
struct ResetPassword {};
struct ChangePassword {};
struct SetSecondFactor {};
struct ClearSecondFactor {};
struct LinkIdentity {
  std::string issuer;
  std::string subject;
  /// At the first sign-on, because the service told the account's own login.
  bool by_login = false;
};
struct UnlinkIdentity {
  std::string reason;
};
struct ChangeContact {
  std::string phone;
  std::string email;
};
struct AskToClearSecondFactor {
  std::string reason;
};
struct UnlockSignIn {
  std::string reason;
};

using AccountCommandBody =
    std::variant<OpenAccount, GrantRole, ChangeAccount, DisableAccount, EnableAccount,
                 ResetPassword, ChangePassword, SetSecondFactor, ClearSecondFactor, LinkIdentity,
                 UnlinkIdentity, ChangeContact, AskToClearSecondFactor, UnlockSignIn>;

struct AccountCommand {
  std::string command_id;
  std::string account_id;
  Actor actor;  ///< `id` is the id of the actor's own account
  AccountCommandBody body;
  std::optional<std::uint64_t> expected_version;  ///< absent: any
  std::string salt = {};  ///< chance for the seals of what it says of a person
};

/// The command's name: "open", "grant_role", …
std::string_view act_name(const AccountCommandBody& body);

/// What one account cannot know of the others.
struct AccountFacts {
  bool login_taken = false;
  bool identity_taken = false;  ///< another account has the identity that is to be linked
  bool last_of_duty = false;    ///< no other enabled account has this one's administrative duty
  Instant now{};
  OrganRegister organs = {};  ///< read only where a role or the organ behind it is given
};

/// Whether the role is one of the three administrators'.
bool is_administrator(Role role);
/// Whether an account can have the role; jobs and imports sign in nowhere.
bool is_grantable(Role role);
/// Whether the role is an organ's or a government's, so that region and department are owed.
bool is_staff(Role role);
/// The role in Chinese, for people.
std::string_view chinese_of(Role role);

/// The login as it is kept: lower case. Nothing when it is none (3 to 64 letters, digits, . _ -).
std::optional<std::string> login_from(std::string_view text);

/// Whether a request to clear the account's second factor still waits for its confirmation.
bool clearing_waits(const Account& account, Instant now);

void evolve(Account& account, const AccountEvent& event);
Account fold_account(const std::string& id, const std::vector<AccountEvent>& events);

using AccountDecided = Result<std::vector<AccountEventBody>, Refusal>;

/// What becomes of a command, or the first reason why not. No events: it is so already. `account`
/// is null when there is none of that id.
AccountDecided decide_account(const Account* account, const AccountCommand& command,
                              const AccountFacts& facts);

/// The account as the actor of acts on cases. It must have a role.
Actor actor_of(const Account& account);

}  // namespace qidi::domain
