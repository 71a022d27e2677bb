// The settings of the sign-on service as a site writes them: sign-on.toml
// (docs/operating/sign-on.md). Everything unknown, missing or unsafe is told and refused, so that
// nobody signs in by a slip.
#pragma once

#include <optional>
#include <string>

#include "domain/result.h"
#include "openid/settings.h"

namespace qidi::cli {

/// `file`: as given by --sign-on, or empty for DIR/sign-on.toml, which need not be there. The error
/// is one Chinese sentence.
Result<std::optional<openid::Settings>, std::string> sign_on_settings(const std::string& file,
                                                                      const std::string& data);

}  // namespace qidi::cli
