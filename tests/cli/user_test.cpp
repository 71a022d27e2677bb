// The console's verbs for accounts and tokens, as an administrator would type them. What is secret
// is printed once and stands in no export; the record with accounts in it verifies and rebuilds.
#include <gtest/gtest.h>

#include "cli/run_qidi.h"

namespace qidi::tests {
namespace {

class UserVerbs : public ::testing::Test {
 protected:
  Ran run(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.end(), {"--data", data_});
    return run_qidi(words, input);
  }
  Ran add_admin(const std::string& login, const std::string& role) {
    return run({"user", "add", login, "--name", "某管理员", "--role", role});
  }
  TemporaryDirectory directory_;
  std::string data_ = directory_.path("data");
};

/// What stands after the last "：" of the output.
std::string secret_in(const std::string& out) {
  const auto at = out.rfind("：") + std::string("：").size();
  return out.substr(at, out.find('\n', at) - at);
}

TEST_F(UserVerbs, OpenAnAccountAndTellItsFirstPasswordOnce) {
  const auto added = run({"user", "add", "Zhang.San", "--name", "张某", "--role", "clerk",
                          "--region", "新城区", "--department", "新城区水利局"});
  ASSERT_EQ(added.exit, 0) << added.err;
  const auto password = secret_in(added.out);
  EXPECT_EQ(password.size(), 23U) << added.out;
  const auto listed = run({"user", "list", "--format", "json"}).out;
  EXPECT_EQ(text_in(listed, "login"), "zhang.san");
  EXPECT_EQ(text_in(listed, "region"), "150102");
  EXPECT_EQ(text_in(listed, "role"), "clerk");
  EXPECT_NE(run({"user", "list"}).out.find("经办人"), std::string::npos);
  const auto exported = run({"record", "export"}).out;
  EXPECT_EQ(exported.find(password), std::string::npos);
  EXPECT_EQ(exported.find("argon2"), std::string::npos);
  EXPECT_GT(occurrences(exported, "\"kind\":\"account_opened\""), 0);
  EXPECT_GT(occurrences(exported, "\"kind\":\"login_reserved\""), 0);
  EXPECT_GT(occurrences(exported, "\"actor\":\"console\""), 0) << exported.substr(0, 2000);
}

TEST_F(UserVerbs, RefuseWhatTheRulesRefuse) {
  ASSERT_EQ(add_admin("sysadmin", "system_admin").exit, 0);
  EXPECT_EQ(add_admin("SysAdmin", "audit_admin").exit, 1) << "the login is taken";
  EXPECT_EQ(add_admin("x", "audit_admin").exit, 1) << "too short";
  EXPECT_EQ(add_admin("other", "king").exit, 2);
  EXPECT_EQ(add_admin("other", "job").exit, 2);
  EXPECT_EQ(add_admin("other", "clerk").exit, 1) << "of no organ";
  EXPECT_EQ(run({"user", "add", "other", "--name", "某", "--role", "clerk", "--region", "火星",
                 "--department", "局"})
                .exit,
            2);
  EXPECT_EQ(run({"user", "add", "unit1", "--name", "某", "--role", "project_unit", "--unit-code",
                 "91350100M000100Y44"})
                .exit,
            1);
  EXPECT_EQ(run({"user", "disable", "sysadmin"}).exit, 1) << "the last of its duty";
  EXPECT_EQ(run({"user", "disable", "nobody"}).exit, 2);
  EXPECT_EQ(occurrences(run({"user", "list", "--format", "json"}).out, "\"id\""), 1);
}

TEST_F(UserVerbs, DisableEnableAndReset) {
  ASSERT_EQ(add_admin("auditor", "audit_admin").exit, 0);
  EXPECT_EQ(run({"user", "disable", "auditor", "--reason", "离岗"}).exit, 0);
  EXPECT_EQ(run({"user", "reset", "auditor"}).exit, 1) << "disabled";
  EXPECT_GT(occurrences(run({"user", "list", "--format", "json"}).out, "\"enabled\":false"), 0);
  EXPECT_EQ(run({"user", "enable", "auditor"}).exit, 0);
  const auto reset = run({"user", "reset", "AUDITOR"});
  ASSERT_EQ(reset.exit, 0) << reset.err;
  EXPECT_EQ(secret_in(reset.out).size(), 23U);
}

TEST_F(UserVerbs, TakeAPasswordFromStandardInputByThePolicy) {
  const std::vector<std::string> words{"user", "add",    "auditor",     "--name",
                                       "某",   "--role", "audit_admin", "--password-stdin"};
  EXPECT_EQ(run(words, "short\n").exit, 2);
  EXPECT_EQ(run(words, "").exit, 2);
  EXPECT_EQ(occurrences(run({"user", "list", "--format", "json"}).out, "\"id\""), 0);
  const auto added = run(words, "Kumquat-81-tangles\n");
  ASSERT_EQ(added.exit, 0) << added.err;
  EXPECT_EQ(added.out.find("Kumquat"), std::string::npos);
  EXPECT_EQ(added.out.find("初始密码"), std::string::npos);
}

TEST_F(UserVerbs, TokensAreShownOnceAndRevoked) {
  const auto added = run({"token", "add", "住建审批系统", "--scope", "read,import"});
  ASSERT_EQ(added.exit, 0) << added.err;
  const auto at = added.out.find("qidi_");
  ASSERT_NE(at, std::string::npos);
  const auto token = added.out.substr(at, 48);
  EXPECT_EQ(run({"token", "add", "住建审批系统"}).exit, 2) << "the name is taken";
  EXPECT_EQ(run({"token", "add", "别的", "--scope", "all"}).exit, 2);
  const auto listed = run({"token", "list", "--format", "json"}).out;
  EXPECT_EQ(text_in(listed, "scopes"), "read,import");
  EXPECT_EQ(listed.find(token), std::string::npos);
  EXPECT_EQ(run({"record", "export"}).out.find(token), std::string::npos);
  EXPECT_EQ(run({"token", "revoke", "住建审批系统"}).exit, 0);
  EXPECT_GT(occurrences(run({"token", "list", "--format", "json"}).out, "\"revoked\":true"), 0);
  EXPECT_EQ(run({"token", "revoke", "无此令牌"}).exit, 2);
  EXPECT_EQ(run({"token", "add", "住建审批系统"}).exit, 0) << "a revoked one frees its name";
}

TEST_F(UserVerbs, TheRecordWithAccountsVerifiesAndRebuilds) {
  ASSERT_EQ(add_admin("sysadmin", "system_admin").exit, 0);
  ASSERT_EQ(run({"token", "add", "系统"}).exit, 0);
  EXPECT_EQ(run({"verify", "--all"}).exit, 0);
  EXPECT_EQ(run({"rebuild", "--check"}).exit, 0);
  EXPECT_EQ(run({"rebuild"}).exit, 0);
  EXPECT_EQ(occurrences(run({"user", "list", "--format", "json"}).out, "\"id\""), 1);
}

TEST(DemoAccounts, OneForEachRoleNamedAfterTheOfficersOfTheCases) {
  const TemporaryDirectory directory;
  const auto data = directory.path("data");
  const auto made = run_qidi({"demo", "--data", data, "--projects", "400", "--seed", "54"});
  ASSERT_EQ(made.exit, 0) << made.err;
  EXPECT_NE(made.out.find("仅供演示"), std::string::npos);
  const auto listed = run_qidi({"user", "list", "--data", data, "--format", "json"}).out;
  for (const auto* login :
       {"clerk1", "clerk2", "head1", "bclerk1", "bclerk2", "bhead1", "window", "unit", "office",
        "superior", "leader", "government", "sysadmin", "secadmin", "auditor"}) {
    EXPECT_EQ(occurrences(listed, "\"login\":\"" + std::string(login) + "\""), 1) << login;
  }
  const auto exported = run_qidi({"record", "export", "--data", data}).out;
  for (const auto* login : {"clerk1", "bclerk1", "bhead1"}) {
    const auto at = listed.find("\"login\":\"" + std::string(login) + "\"");
    const auto name = text_in(listed, "name", at);
    const auto department = text_in(listed, "department", at);
    EXPECT_GT(occurrences(exported, "\"actor_name\":\"" + name + "\""), 0) << login << name;
    EXPECT_GT(occurrences(exported, "\"department\":\"" + department + "\""), 0) << login;
  }
  const auto unit = text_in(listed, "unit_code");
  EXPECT_EQ(unit.size(), 18U);
  EXPECT_GT(occurrences(exported, unit), 1) << "its cases carry its code";
  EXPECT_EQ(exported.find("Qidi-demo-2022"), std::string::npos);
  EXPECT_EQ(run_qidi({"verify", "--data", data, "--all"}).exit, 0);
}

}  // namespace
}  // namespace qidi::tests
