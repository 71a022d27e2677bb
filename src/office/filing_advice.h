// What whoever files should know first: which prerequisites the project has a result for, who
// decides where it lies and which department that is; and the same prerequisites beside a case for
// whoever handles it. Reads only; nothing here stands against an act.
// Clauses N7, N12; docs/decisions/0015.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/casework/prerequisites.h"
#include "domain/matters/deciding_tiers.h"
#include "domain/people/reach.h"
#include "office/ports.h"
#include "office/regions.h"
#include "office/rule_book.h"

namespace qidi::office {

/// One tier that holds for the project, with the organ that decides by it.
struct TierAdvice {
  domain::MatterTier tier;
  domain::Organ organ;      ///< no region: the state's level; no department: none is known there
  bool registered = false;  ///< by the register of organs; else by who handled such cases
  bool reached = false;     ///< by the figures of the form
};

struct FilingAdvice {
  std::vector<domain::PrerequisiteFound> prerequisites;
  /// The project's cases of this matter that have not ended: another filing is another part of it,
  /// or the same twice. No case id: out of the asker's reach.
  std::vector<domain::ProjectCase> open;
  std::vector<TierAdvice> tiers;
};

struct FilingQuestion {
  const domain::MatterVersion& matter;
  std::string project_code;    ///< empty: none yet, so that nothing is known of prerequisites
  std::string project_region;  ///< empty: not said yet, so that no tier is told
  std::string form;            ///< what is filled in so far, as JSON
  domain::Reach reach;
  domain::Day day;
};

Result<FilingAdvice, Fault> filing_advice(EventReader& reader, LedgerView& view,
                                          const Regions& regions, const FilingQuestion& question);

/// The prerequisites of a filed case, by the version of its filing. A project unit is told of its
/// own cases only; an organ that decides is told of the project's, whoever holds them.
Result<std::vector<domain::PrerequisiteFound>, Fault> prerequisites_of_case(
    LedgerView& view, const RuleBook& rules, const domain::CaseRows& rows,
    const domain::Reach& reach, domain::Day day);

/// The tier that the form of an open case reaches and that lies above the organ which is to decide.
Result<std::optional<domain::MatterTier>, Fault> tier_above_case(EventReader& reader,
                                                                 const RuleBook& rules,
                                                                 const Regions& regions,
                                                                 const domain::CaseRows& rows,
                                                                 domain::Day day);

}  // namespace qidi::office
