// A unit's projects with their cases and what might be filed next: those that it registered, and
// those that only its cases name. Reads only. Clauses N6, N9; docs/decisions/0020.
#pragma once

#include <vector>

#include "domain/projects/next_filings.h"
#include "domain/projects/unit_project.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// One project; its version is 0 where only cases name it.
struct OwnProject {
  domain::UnitProject project;
  std::vector<LedgerLine> cases;  ///< latest received first
  std::vector<domain::NextFiling> next;
};

struct OwnProjects {
  std::vector<OwnProject> projects;  ///< registered ones first
  bool whole = true;                 ///< false: older cases than those told are in the ledger
};

/// `unit_code`: of the asker's own unit, never empty.
Result<OwnProjects, Fault> own_projects(EventReader& reader, LedgerView& view,
                                        const RuleBook& rules, const std::string& unit_code,
                                        domain::Day day);

}  // namespace qidi::office
