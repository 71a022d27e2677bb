// DIR/post.toml: the mail server and what webhooks may reach. docs/operating/notices.md.
#pragma once

#include <string>

#include "domain/result.h"
#include "office/post_settings.h"

namespace qidi::cli {

/// The settings; all empty where there is no file. A Chinese sentence where it cannot be read in
/// one way only: an unknown key is a typing mistake.
Result<office::PostSettings, std::string> read_post_settings(const std::string& directory);

}  // namespace qidi::cli
