// return_once and refile: everything that is wrong is told once, with suggestions; a later list may
// only name what was told and not mended, or papers that are new in this round.
// Clauses N5 (一次性告知存在的问题，并提出合理化建议), N7, N9; 行政许可法 32.4, 35; domain.md 3.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

bool may_be_told(const ApprovalCase& current, const std::string& paper) {
  if (current.told.empty()) return true;
  if (current.new_papers.contains(paper) || current.unmended.contains(paper)) return true;
  // Told as missing and still missing, whatever the unit answered.
  return !current.papers.contains(paper) &&
         std::any_of(current.told.begin(), current.told.end(),
                     [&](const Defect& told) { return told.paper == paper; });
}

bool is_in_package(const ApprovalCase& current, const std::string& paper) {
  return current.package.contains(paper) && !current.new_papers.contains(paper);
}

namespace {

bool whole(const Defect& defect) {
  return !defect.paper.empty() && !defect.fault.empty() && !defect.mending.empty();
}

}  // namespace

Decided decide_return_once(const Act& act, const ReturnOnce& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  // The particular reason is told in place of "not in review", which stands earlier in the list.
  const bool returned_already = current.state == CaseState::waiting_for_unit;
  const bool silent = current.state == CaseState::deciding && current.facts.deemed_on;
  no.when(returned_already, RefusalCode::already_returned);
  no.when(silent, RefusalCode::silence_accepted);
  no.when(current.state != CaseState::in_review && !returned_already && !silent,
          RefusalCode::not_in_review, "case", chinese_of(current.state));
  no.when(current.power == PowerAbove::plain && !current.forwarded,
          RefusalCode::only_forward_below);
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  no.when(command.defects.empty(), RefusalCode::defects_missing, "defects");
  no.when(command.suggestions.empty(), RefusalCode::suggestions_missing, "suggestions");
  for (const auto& defect : command.defects) {
    no.when(!whole(defect), RefusalCode::defects_missing, "defects", defect.paper);
    no.when(is_in_package(current, defect.paper), RefusalCode::already_in_package, "defects",
            defect.paper);
    const auto* known = on_record(act, defect);
    no.when(known != nullptr, RefusalCode::already_on_record, "defects",
            known == nullptr ? std::string() : where(*known));
    no.when(!may_be_told(current, defect.paper), RefusalCode::already_told, "defects",
            defect.paper);
  }
  if (no) return no.first();

  ReturnedOnce returned;
  returned.defects = command.defects;
  returned.suggestions = command.suggestions;
  if (act.matter->correction) {
    returned.told = {start(CountdownKind::correction, act.today(), *act.matter->correction,
                           current.holder, act.facts.calendar)};
  }
  return act.events(std::move(returned));
}

Decided decide_refile(const Act& act, const Refile& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::waiting_for_unit, RefusalCode::not_waiting, "case",
          chinese_of(current.state));
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  for (const auto& paper : current.unanswered) {
    const bool answered =
        std::any_of(command.answers.begin(), command.answers.end(),
                    [&](const DefectAnswer& answer) { return answer.paper == paper; });
    no.when(!answered, RefusalCode::defects_unanswered, "answers", paper);
  }
  object_to_files(no, act.command, command.files, &command.papers);
  const auto form = act.matter == nullptr || command.form.empty()
                        ? Result<std::string, FormFault>(std::string())
                        : read_form(act.facts, *act.matter, command.form);
  object_to_form(no, form);
  if (no) return no.first();

  Refiled refiled;
  refiled.answers = command.answers;
  refiled.papers = command.papers;
  refiled.offline = act.command.on_paper || act.command.actor.role == Role::window_clerk;
  refiled.told = on_receipt(current.power, current.forwarded, act.today(), *act.matter,
                            current.holder, act.facts.calendar);
  refiled.files = attached_files(act.command, command.files);
  // What was stated before stays in its own event; said again unchanged, it is no correction.
  if (!command.form.empty() && *form != current.form) refiled.form = form->empty() ? "{}" : *form;
  return act.events(std::move(refiled));
}

}  // namespace qidi::domain
