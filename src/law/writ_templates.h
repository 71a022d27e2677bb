// The templates of writs, embedded at build time (law/papers/*.json).
// docs/decisions/0012; law/README.md.
#pragma once

#include <string_view>
#include <vector>

#include "domain/casework/writ_template.h"
#include "domain/result.h"

namespace qidi::law {

/// Every version of every embedded template.
std::vector<domain::WritTemplate> writ_templates();

/// The versions in one file; the error says what is wrong.
Result<std::vector<domain::WritTemplate>, std::string> read_writ_templates(std::string_view json);

}  // namespace qidi::law
