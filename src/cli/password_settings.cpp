// See password_settings.h.
#include "cli/password_settings.h"

#include <filesystem>

// Parsing must report errors as values: exceptions do not cross this room's wall.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace qidi::cli {

namespace {

constexpr long long least_minimum = 8;
constexpr long long most_minimum = 64;

Result<identity::PasswordPolicy, std::string> policy_from(const toml::table& table) {
  identity::PasswordPolicy policy;
  for (const auto& [name, node] : table) {
    if (name.str() == "profile") {
      const auto profile = node.value<std::string>();
      if (profile == "plain") {
        policy.classes = false;
        policy.days = 0;
        policy.remember = 0;
      } else if (profile != "dengbao") {
        return Unexpected{std::string("profile 应为 \"dengbao\" 或 \"plain\"")};
      }
    } else if (name.str() == "minimum") {
      const auto minimum = node.value_exact<long long>();
      if (!minimum || *minimum < least_minimum || *minimum > most_minimum) {
        return Unexpected{std::string("minimum 应为 8 至 64 的整数")};
      }
      policy.minimum = static_cast<int>(*minimum);
    } else {
      return Unexpected{"不认识的设置 " + std::string(name.str())};
    }
  }
  return policy;
}

}  // namespace

Result<identity::PasswordPolicy, std::string> password_settings(const std::string& data) {
  const auto path = std::filesystem::path(data) / "passwords.toml";
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return identity::PasswordPolicy{};
  const auto parsed = toml::parse_file(path.string());
  if (!parsed) {
    return Unexpected{"密码规则 " + path.string() + " 第 " +
                      std::to_string(parsed.error().source().begin.line) + " 行不是 TOML"};
  }
  auto policy = policy_from(parsed.table());
  if (!policy) return Unexpected{path.string() + "：" + policy.error()};
  return policy;
}

}  // namespace qidi::cli
