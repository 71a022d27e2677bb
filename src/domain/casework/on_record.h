// What a project has on record: papers that its cases have received, and the documents that were
// issued in them. Another case of the project takes them by reference and nobody asks for them
// again (材料复用). Features F12; docs/decisions/0016.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/rules.h"

namespace qidi::domain {

/// What this case has on record in force that a case of `target` can use, under the target's codes
/// of papers: issued documents that stand for one of its papers, and papers of the same code and
/// name. `events` are the case's, in order of sequence. A case of the target's own matter gives its
/// papers only when it ended undecided: what a decision rests on is that decision's.
std::vector<OnRecord> on_record_for(const MatterVersion& target, const ApprovalCase& other,
                                    const std::vector<Event>& events,
                                    const MatterCatalogue& matters);

/// The entry that a filing names, or null: not on record.
const OnRecord* reusable(const Facts& facts, const ReusedPaper& paper);

}  // namespace qidi::domain
