// accept: the papers are complete and in form; a sealed, dated notice goes out. Also acceptance on
// a signed promise (告知承诺) and with a listed gap (容缺受理).
// Clauses N5, N9; 行政许可法 32; domain.md 3.
#include <algorithm>

#include "domain/casework/acts/act.h"
#include "domain/projects/project_code.h"

namespace qidi::domain {

std::vector<std::string> missing_papers(const ApprovalCase& current, const MatterVersion* matter) {
  std::vector<std::string> missing;
  // A row taken over from a ledger carries no list of papers: its department vouches.
  if (matter == nullptr || current.imported) return missing;
  for (const auto& paper : matter->papers) {
    if (paper.mandatory && !current.papers.contains(paper.code)) missing.push_back(paper.code);
  }
  return missing;
}

namespace {

Objections against_acceptance(const Act& act) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(current.exists && is_final(current.state), RefusalCode::case_ended, "case",
          chinese_of(current.state));
  const bool silent = current.state == CaseState::deciding && current.facts.deemed_on;
  no.when(current.exists && silent, RefusalCode::silence_accepted);
  no.when(current.exists && current.state != CaseState::in_review && !silent,
          RefusalCode::not_in_review, "case", chinese_of(current.state));
  no.when(current.power == PowerAbove::plain && !current.forwarded,
          RefusalCode::only_forward_below);
  no.when(current.exists && act.matter == nullptr, RefusalCode::unknown_matter, "matter",
          current.facts.matter);
  // The region platform's rule: no code, or one that is none, must not be accepted.
  no.when(current.exists && !is_project_code(current.facts.project_code),
          RefusalCode::project_code_invalid, "project_code", current.facts.project_code);
  return no;
}

std::vector<Countdown> told_on_acceptance(const Act& act) {
  // A row taken over from a ledger keeps its stated days (domain.md 4.9).
  if (act.current.imported && running_of(act.current, CountdownKind::promised) != nullptr) {
    return {};
  }
  return on_acceptance(act.current, act.today(), *act.matter, act.facts.calendar);
}

Countdown obligation(const Act& act, Day fulfil_by) {
  auto countdown = start(CountdownKind::obligation, act.today(), {LimitUnit::calendar_days, 0},
                         act.current.holder, act.facts.calendar);
  countdown.stated = fulfil_by;
  return counted(std::move(countdown), act.facts.calendar);
}

}  // namespace

Decided decide_accept(const Act& act, const Accept& command) {
  auto no = against_acceptance(act);
  const auto missing = missing_papers(act.current, act.matter);
  no.when(!missing.empty(), RefusalCode::papers_missing, "papers",
          named_papers(act.matter, missing));
  if (no) return no.first();
  Accepted accepted;
  accepted.notice_no = command.notice_no;
  accepted.told = told_on_acceptance(act);
  return act.events(std::move(accepted));
}

Decided decide_accept_on_promise(const Act& act, const AcceptOnPromise& command) {
  auto no = against_acceptance(act);
  no.when_empty(command.signed_by, "signed_by");
  no.when(!command.fulfil_by, RefusalCode::field_missing, "fulfil_by", "fulfil_by");
  no.when(command.fulfil_by && *command.fulfil_by < act.today(), RefusalCode::field_invalid,
          "fulfil_by", "fulfil_by");
  no.when(act.matter != nullptr && !act.matter->promise_allowed, RefusalCode::promise_not_allowed);
  if (no) return no.first();
  Accepted accepted;
  accepted.on_promise = true;
  accepted.gap_papers = missing_papers(act.current, act.matter);
  accepted.notice_no = command.notice_no;
  accepted.told = told_on_acceptance(act);
  accepted.told.push_back(obligation(act, *command.fulfil_by));
  return act.events(std::move(accepted));
}

Decided decide_accept_with_gap(const Act& act, const AcceptWithGap& command) {
  auto no = against_acceptance(act);
  no.when_empty(command.signed_by, "signed_by");
  no.when(!command.fulfil_by, RefusalCode::field_missing, "fulfil_by", "fulfil_by");
  no.when(command.fulfil_by && *command.fulfil_by < act.today(), RefusalCode::field_invalid,
          "fulfil_by", "fulfil_by");
  no.when(act.matter != nullptr && !act.matter->gap_allowed, RefusalCode::promise_not_allowed);
  // Only the listed papers may be wanting; the rest must be there.
  std::vector<std::string> unlisted;
  for (const auto& paper : missing_papers(act.current, act.matter)) {
    if (std::find(command.gap_papers.begin(), command.gap_papers.end(), paper) ==
        command.gap_papers.end()) {
      unlisted.push_back(paper);
    }
  }
  no.when_said(!unlisted.empty(), RefusalCode::papers_missing, "gap_papers",
               named_papers(act.matter, unlisted));
  if (no) return no.first();
  Accepted accepted;
  accepted.with_gap = true;
  accepted.gap_papers = command.gap_papers;
  accepted.notice_no = command.notice_no;
  accepted.told = told_on_acceptance(act);
  accepted.told.push_back(obligation(act, *command.fulfil_by));
  return act.events(std::move(accepted));
}

}  // namespace qidi::domain
