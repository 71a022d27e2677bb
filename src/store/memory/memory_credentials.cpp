// Plain maps behind the port.
#include "store/memory/memory_credentials.h"

#include <algorithm>
#include <tuple>

namespace qidi::store {

Result<std::optional<office::Credential>, office::Fault> MemoryCredentials::find_credential(
    const std::string& account) {
  const auto found = credentials_.find(account);
  if (found == credentials_.end()) return std::optional<office::Credential>{};
  return std::optional(found->second);
}

Result<void, office::Fault> MemoryCredentials::put_credential(
    const office::Credential& credential) {
  credentials_[credential.account] = credential;
  return {};
}

Result<void, office::Fault> MemoryCredentials::forget_credential(const std::string& account) {
  credentials_.erase(account);
  return {};
}

Result<void, office::Fault> MemoryCredentials::put_session(const office::KeptSession& session) {
  sessions_[session.token_hash] = session;
  return {};
}

Result<void, office::Fault> MemoryCredentials::forget_session(const std::string& token_hash) {
  sessions_.erase(token_hash);
  return {};
}

Result<void, office::Fault> MemoryCredentials::forget_sessions_of(const std::string& account) {
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.account == account; });
  return {};
}

Result<std::vector<office::KeptSession>, office::Fault> MemoryCredentials::all_sessions() {
  std::vector<office::KeptSession> sessions;
  for (const auto& [hash, session] : sessions_) sessions.push_back(session);
  std::sort(sessions.begin(), sessions.end(), [](const auto& a, const auto& b) {
    return std::tie(a.begun, a.token_hash) < std::tie(b.begun, b.token_hash);
  });
  return sessions;
}

Result<std::string, office::Fault> MemoryCredentials::find_site_secret(const std::string& name) {
  const auto found = site_secrets_.find(name);
  return found == site_secrets_.end() ? std::string() : found->second;
}

Result<void, office::Fault> MemoryCredentials::put_site_secret(const std::string& name,
                                                               const std::string& secret) {
  site_secrets_[name] = secret;
  return {};
}

}  // namespace qidi::store
