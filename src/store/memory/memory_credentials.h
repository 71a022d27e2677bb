// Secrets and sessions in memory, for tests and simulations.
#pragma once

#include <map>
#include <string>

#include "office/ports.h"

namespace qidi::store {

class MemoryCredentials : public office::CredentialBook {
 public:
  Result<std::optional<office::Credential>, office::Fault> find_credential(
      const std::string& account) override;
  Result<void, office::Fault> put_credential(const office::Credential& credential) override;
  Result<void, office::Fault> forget_credential(const std::string& account) override;
  Result<void, office::Fault> put_session(const office::KeptSession& session) override;
  Result<void, office::Fault> forget_session(const std::string& token_hash) override;
  Result<void, office::Fault> forget_sessions_of(const std::string& account) override;
  Result<std::vector<office::KeptSession>, office::Fault> all_sessions() override;
  Result<std::string, office::Fault> find_site_secret(const std::string& name) override;
  Result<void, office::Fault> put_site_secret(const std::string& name,
                                              const std::string& secret) override;

 private:
  std::map<std::string, office::Credential> credentials_;
  std::map<std::string, office::KeptSession> sessions_;
  std::map<std::string, std::string> site_secrets_;
};

}  // namespace qidi::store
