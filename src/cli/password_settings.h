// Which passwords a site takes, as it writes it: passwords.toml (docs/operating/sign-in.md).
// Without the file the 等保 profile holds. Everything unknown is told and refused.
#pragma once

#include <string>

#include "domain/result.h"
#include "identity/password_policy.h"

namespace qidi::cli {

/// DIR/passwords.toml: `profile` is "dengbao" or "plain", `minimum` from 8 to 64. The error is one
/// Chinese sentence.
Result<identity::PasswordPolicy, std::string> password_settings(const std::string& data);

}  // namespace qidi::cli
