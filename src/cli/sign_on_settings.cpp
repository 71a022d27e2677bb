// See sign_on_settings.h.
#include "cli/sign_on_settings.h"

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

// Parsing must report errors as values: exceptions do not cross this room's wall.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace qidi::cli {

namespace {

namespace fs = std::filesystem;
using openid::Settings;

constexpr std::array<std::string_view, 12> known{
    "issuer", "client_id",   "secret_file", "address",          "name",        "algorithm",
    "scope",  "login_claim", "name_claim",  "department_claim", "departments", "certificates"};

/// Whether the address may be spoken to: https, or this machine itself.
bool is_safe(std::string_view address) {
  for (const std::string_view beginning :
       {"https://", "http://localhost", "http://127.0.0.1", "http://[::1]"}) {
    if (!address.starts_with(beginning)) continue;
    const auto rest = address.substr(beginning.size());
    return beginning == "https://" ? !rest.empty()
                                   : rest.empty() || rest.front() == ':' || rest.front() == '/';
  }
  return false;
}

/// The secret alone in a file of its own that nobody else may read.
Result<std::string, std::string> secret_in(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) {
    return Unexpected{"读不了密钥文件 " + file.string()};
  }
  if ((found.st_mode & 0077U) != 0) {
    return Unexpected{"密钥文件只应由本账户读写（chmod 600）：" + file.string()};
  }
  std::ifstream in(file, std::ios::binary);
  std::string secret((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty()) return Unexpected{"密钥文件是空的：" + file.string()};
  return secret;
}

Result<void, std::string> read_departments(const toml::table& table, Settings& settings) {
  for (const auto& [value, node] : table) {
    const auto* organ = node.as_table();
    const auto region = organ == nullptr ? std::nullopt : (*organ)["region"].value<std::string>();
    const auto department =
        organ == nullptr ? std::nullopt : (*organ)["department"].value<std::string>();
    if (!region || !department) {
      return Unexpected{"departments." + std::string(value.str()) +
                        " 应为 { region = \"…\", department = \"…\" }"};
    }
    settings.departments[std::string(value.str())] = {*region, *department};
  }
  return {};
}

Result<Settings, std::string> settings_from(const toml::table& table, const fs::path& folder) {
  Settings settings;
  for (const auto& [name, node] : table) {
    bool is_known = false;
    for (const auto one : known) is_known = is_known || one == name.str();
    if (!is_known) return Unexpected{"不认识的设置 " + std::string(name.str())};
    if (name.str() != "departments" && !node.is_string()) {
      return Unexpected{std::string(name.str()) + " 应为文本"};
    }
  }
  const auto take = [&](std::string_view name, std::string& into) {
    if (const auto value = table[name].value<std::string>()) into = *value;
  };
  take("issuer", settings.issuer);
  take("client_id", settings.client_id);
  take("address", settings.address);
  take("name", settings.name);
  take("algorithm", settings.algorithm);
  take("scope", settings.scope);
  take("login_claim", settings.login_claim);
  take("name_claim", settings.name_claim);
  take("department_claim", settings.department_claim);
  take("certificates", settings.certificates);
  if (!is_safe(settings.issuer)) {
    return Unexpected{std::string("issuer 应为 https 地址（http 只限本机）")};
  }
  if (!settings.address.empty() && !is_safe(settings.address)) {
    return Unexpected{std::string("address 应为本系统的 https 地址（http 只限本机）")};
  }
  while (settings.address.ends_with('/')) settings.address.pop_back();
  if (settings.client_id.empty()) return Unexpected{std::string("缺少 client_id")};
  if (settings.name.empty()) return Unexpected{std::string("name 不能为空")};
  if (settings.algorithm != "RS256" && settings.algorithm != "ES256") {
    return Unexpected{std::string("algorithm 应为 RS256 或 ES256")};
  }
  if ((" " + settings.scope + " ").find(" openid ") == std::string::npos) {
    return Unexpected{std::string("scope 须含 openid")};
  }
  std::string secret_file;
  take("secret_file", secret_file);
  if (secret_file.empty()) return Unexpected{std::string("缺少 secret_file")};
  QIDI_TRY(secret, secret_in(folder / secret_file));
  settings.client_secret = std::move(secret);
  if (const auto* departments = table["departments"].as_table()) {
    QIDI_CHECK(read_departments(*departments, settings));
  }
  if (settings.department_claim.empty() != settings.departments.empty()) {
    return Unexpected{std::string("department_claim 与 [departments] 须一起给出")};
  }
  return settings;
}

}  // namespace

Result<std::optional<Settings>, std::string> sign_on_settings(const std::string& file,
                                                              const std::string& data) {
  const auto path = file.empty() ? fs::path(data) / "sign-on.toml" : fs::path(file);
  std::error_code failed;
  if (!fs::exists(path, failed)) {
    if (file.empty()) return std::optional<Settings>{};
    return Unexpected{"读不了统一身份认证的设置 " + file};
  }
  const auto parsed = toml::parse_file(path.string());
  if (!parsed) {
    return Unexpected{"统一身份认证的设置 " + path.string() + " 第 " +
                      std::to_string(parsed.error().source().begin.line) + " 行不是 TOML"};
  }
  auto settings = settings_from(parsed.table(), path.parent_path());
  if (!settings) return Unexpected{path.string() + "：" + settings.error()};
  return std::optional<Settings>(std::move(*settings));
}

}  // namespace qidi::cli
