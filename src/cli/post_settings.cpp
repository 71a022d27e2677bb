// Strict: who mistypes a setting is told so at the start, not by mails that never come.
#include "cli/post_settings.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>

// As in every other file that reads TOML: with exceptions here and without there, the linker took
// one parse_file for the other, and a server with both settings died at its start
// (tests/api/sign_on_test.py starts one).
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace qidi::cli {

namespace {

using Settings = office::PostSettings;

std::optional<std::string> unknown_key(const toml::table& table,
                                       std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) == known.end()) return name;
  }
  return std::nullopt;
}

/// Takes a text where there is one; false when something else stands there.
bool take(const toml::table& table, std::string_view name, std::string& into) {
  const auto* node = table.get(name);
  if (node == nullptr) return true;
  const auto text = node->value_exact<std::string>();
  if (text) into = *text;
  return text.has_value();
}

std::string mail_objection(const toml::table& table, office::MailSettings& mail) {
  if (const auto key = unknown_key(
          table, {"server", "from", "user", "password", "password_file", "starttls", "ca_file"})) {
    return "[mail] 中没有这一项：" + *key;
  }
  std::string password_file;
  std::string starttls = "required";
  if (!take(table, "server", mail.server) || !take(table, "from", mail.from) ||
      !take(table, "user", mail.user) || !take(table, "password", mail.password) ||
      !take(table, "password_file", password_file) || !take(table, "starttls", starttls) ||
      !take(table, "ca_file", mail.ca_file)) {
    return "[mail] 的各项应为文字";
  }
  if (!mail.server.starts_with("smtp://") && !mail.server.starts_with("smtps://")) {
    return "[mail] server 应为 smtp://主机:端口 或 smtps://主机:端口";
  }
  if (mail.from.find('@') == std::string::npos) return "[mail] from 应为发件邮箱";
  if (starttls != "required" && starttls != "offered") {
    return "[mail] starttls 应为 required 或 offered";
  }
  mail.needs_tls = starttls == "required";
  if (!password_file.empty()) {
    std::ifstream in(password_file);
    if (!in || !std::getline(in, mail.password)) return "读不了密码文件：" + password_file;
  }
  if (!mail.password.empty() && !mail.needs_tls && mail.server.starts_with("smtp://")) {
    return "[mail] 有密码时 starttls 须为 required：密码不在网上明文传送";
  }
  return "";
}

std::string objection_to(const toml::table& file, Settings& settings) {
  if (const auto key = unknown_key(file, {"site", "mail", "webhooks"})) {
    return "没有这一项：" + *key;
  }
  if (!take(file, "site", settings.site)) return "site 应为文字";
  while (settings.site.ends_with('/')) settings.site.pop_back();
  if (const auto* mail = file["mail"].as_table()) {
    if (auto objection = mail_objection(*mail, settings.mail); !objection.empty()) return objection;
  }
  if (const auto* webhooks = file["webhooks"].as_table()) {
    if (const auto key = unknown_key(*webhooks, {"private_hosts"})) {
      return "[webhooks] 中没有这一项：" + *key;
    }
    if (const auto* hosts = (*webhooks)["private_hosts"].as_array()) {
      for (const auto& host : *hosts) {
        const auto text = host.value_exact<std::string>();
        if (!text) return "[webhooks] private_hosts 应为主机名的列表";
        settings.private_hosts.push_back(*text);
      }
    }
  }
  return "";
}

}  // namespace

Result<Settings, std::string> read_post_settings(const std::string& directory) {
  Settings settings;
  const auto path = (std::filesystem::path(directory) / "post.toml").string();
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return settings;
  const auto parsed = toml::parse_file(path);
  const auto objection =
      parsed ? objection_to(parsed.table(), settings)
             : "第 " + std::to_string(parsed.error().source().begin.line) + " 行不是 TOML";
  if (!objection.empty()) return Unexpected{path + "：" + objection};
  const bool has_secret = !settings.mail.password.empty();
  if (has_secret && (found.st_mode & (S_IRGRP | S_IROTH)) != 0) {
    return Unexpected{path + " 有密码，只应由本人可读（chmod 600）"};
  }
  return settings;
}

}  // namespace qidi::cli
