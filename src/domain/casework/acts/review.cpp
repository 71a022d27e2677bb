// ask_more with its answer, and check_site: what happens while deciding. None stops a countdown.
// 行政许可法 34 (核查应当指派两名以上工作人员); N5 and F16 (once only); domain.md 3.
#include <algorithm>
#include <set>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

Decided decide_ask_more(const Act& act, const AskMore& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(!command.answer_by, RefusalCode::field_missing, "answer_by", "answer_by");
  no.when(command.answer_by && *command.answer_by < act.today(), RefusalCode::field_invalid,
          "answer_by", "answer_by");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state != CaseState::deciding && current.state != CaseState::paused,
          RefusalCode::not_deciding, "case", chinese_of(current.state));
  no.when(command.defects.empty(), RefusalCode::defects_missing, "defects");
  for (const auto& defect : command.defects) {
    no.when(current.package.contains(defect.paper), RefusalCode::already_in_package, "defects",
            defect.paper);
    const auto* known = on_record(act, defect);
    no.when(known != nullptr, RefusalCode::already_on_record, "defects",
            known == nullptr ? std::string() : where(*known));
  }
  no.when(current.more_asked, RefusalCode::already_asked_more);
  if (no) return no.first();
  return act.events(MoreAsked{command.defects, *command.answer_by});
}

Decided decide_answer_more(const Act& act, const AnswerMore& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!current.more || !is_pending(current.state), RefusalCode::more_not_asked);
  if (current.more) {
    for (const auto& defect : current.more->defects) {
      const bool answered =
          std::any_of(command.answers.begin(), command.answers.end(),
                      [&](const DefectAnswer& answer) { return answer.paper == defect.paper; });
      no.when(!answered, RefusalCode::defects_unanswered, "answers", defect.paper);
    }
  }
  object_to_files(no, act.command, command.files, &command.papers);
  if (no) return no.first();
  MoreAnswered answered;
  answered.answers = command.answers;
  answered.papers = command.papers;
  answered.offline = act.command.on_paper || act.command.actor.role == Role::window_clerk;
  answered.files = attached_files(act.command, command.files);
  return act.events(std::move(answered));
}

Decided decide_check_site(const Act& act, const CheckSite& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when_empty(command.finding, "finding");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!is_pending(current.state), RefusalCode::not_deciding, "case", chinese_of(current.state));
  const std::set<std::string> officers(command.officers.begin(), command.officers.end());
  no.when(officers.size() < 2 || officers.contains(""), RefusalCode::too_few_officers, "officers");
  if (no) return no.first();
  return act.events(SiteChecked{command.officers, command.finding});
}

}  // namespace qidi::domain
