// Questions about the opinions that a case has asked of other organs (征求意见): whose turn it is,
// how each stands on a day, and its own light, which never colours the case's. Features F19.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/approval_case.h"

namespace qidi::domain {

/// Whether the case ever asked this organ; also where the question was taken back since.
bool is_consulted(const ApprovalCase& current, const Organ& organ);
/// What this organ still owes: the opinion of that number, or (0) the first; null when none.
const Opinion* open_opinion(const ApprovalCase& current, const Organ& organ, int number);
/// Which papers' files this organ may read to judge what it was asked: those that its questions
/// name, or all (empty, `all`) where one names none. A question taken back opens nothing.
struct PapersToJudge {
  bool any = false;
  bool all = false;
  std::set<std::string> papers;
  bool opens(const std::string& paper) const {
    return !paper.empty() && (all || papers.contains(paper));
  }
};
PapersToJudge papers_to_judge(const ApprovalCase& current, const Organ& organ);
/// Whether an answer would come too late to matter: decided or ended.
bool is_decided(CaseState state);
/// withdrawn, given, given_late, open, not_needed (the case was decided meanwhile), silent (past
/// its day unanswered, which means nothing), silent_no_objection (the notice told that silence has
/// none).
std::string_view standing_of(const Opinion& opinion, bool case_decided, Day today);
/// The opinions as rows.
std::vector<OpinionRow> opinion_rows(const ApprovalCase& current);
/// 同意, 不同意, 有条件同意.
std::string_view chinese_of_view(std::string_view view);
/// none, green, yellow or red.
std::string_view light_of(const Opinion& opinion, bool case_decided, Day today);

}  // namespace qidi::domain
