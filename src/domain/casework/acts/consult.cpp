// ask_opinion, give_opinion, withdraw_opinion: the holder asks another organ within a limit; the
// organ answers, or its silence counts as the notice told and no further; who asked may take back
// what is not answered. The case's own limits run on: only a pause
// ground of law stops them. 行政许可法 26; domain.md 3; features F19; docs/decisions/0016.
#include <algorithm>

#include "domain/casework/act_fields.h"
#include "domain/casework/acts/act.h"
#include "domain/casework/opinions.h"
#include "domain/people/rights.h"

namespace qidi::domain {

bool is_consulted(const ApprovalCase& current, const Organ& organ) {
  return !organ.department.empty() &&
         std::any_of(current.opinions.begin(), current.opinions.end(),
                     [&](const Opinion& opinion) { return opinion.asked.asked == organ; });
}

const Opinion* open_opinion(const ApprovalCase& current, const Organ& organ, int number) {
  for (const auto& opinion : current.opinions) {
    if (opinion.given || opinion.withdrawn || opinion.asked.asked != organ) continue;
    if (number == 0 || opinion.asked.number == number) return &opinion;
  }
  return nullptr;
}

PapersToJudge papers_to_judge(const ApprovalCase& current, const Organ& organ) {
  PapersToJudge found;
  if (organ.department.empty()) return found;
  for (const auto& opinion : current.opinions) {
    if (opinion.withdrawn || opinion.asked.asked != organ) continue;
    found.any = true;
    if (opinion.asked.papers.empty()) found.all = true;
    found.papers.insert(opinion.asked.papers.begin(), opinion.asked.papers.end());
  }
  return found;
}

std::string_view standing_of(const Opinion& opinion, bool case_decided, Day today) {
  if (opinion.withdrawn) return "withdrawn";
  if (opinion.given) {
    return *opinion.given_on > opinion.asked.due ? "given_late" : "given";
  }
  if (case_decided) return "not_needed";
  if (opinion.asked.due >= today) return "open";
  return opinion.asked.silence == "no_objection" ? "silent_no_objection" : "silent";
}

std::string_view light_of(const Opinion& opinion, bool case_decided, Day today) {
  if (opinion.given || opinion.withdrawn || case_decided) return "none";
  if (today > opinion.asked.due) return "red";
  return today >= opinion.asked.warn ? "yellow" : "green";
}

std::string_view name_of(OpinionState state) {
  switch (state) {
    case OpinionState::waiting:
      return "waiting";
    case OpinionState::given:
      return "given";
    case OpinionState::withdrawn:
      return "withdrawn";
  }
  return "";
}

std::vector<OpinionRow> opinion_rows(const ApprovalCase& current) {
  std::vector<OpinionRow> rows;
  for (const auto& opinion : current.opinions) {
    const auto& asked = opinion.asked;
    const auto state = opinion.withdrawn ? OpinionState::withdrawn
                       : opinion.given   ? OpinionState::given
                                         : OpinionState::waiting;
    rows.push_back(
        {asked.number, state, asked.asked, opinion.from, opinion.asked_on, asked.due, asked.warn});
  }
  return rows;
}

std::string_view chinese_of_view(std::string_view view) {
  if (view == "agree") return "同意";
  return view == "disagree" ? "不同意" : "有条件同意";
}

bool is_decided(CaseState state) {
  return is_final(state) || state == CaseState::granted;
}

Decided decide_ask_opinion(const Act& act, const AskOpinion& command) {
  const auto& current = act.current;
  const Organ asked{command.region, command.department};
  auto no = act.objections();
  no.when_empty(command.region, "region");
  no.when_empty(command.department, "department");
  no.when_empty(command.question, "question");
  no.when_empty(command.basis, "basis");
  no.when(command.days <= 0, RefusalCode::field_missing, "days", "days");
  no.when(command.days > most_opinion_days, RefusalCode::field_invalid, "days", "1 至 60");
  no.when(asked == current.holder, RefusalCode::field_invalid, "department", "本部门");
  no.when(
      !command.silence.empty() && command.silence != "nothing" && command.silence != "no_objection",
      RefusalCode::field_invalid, "silence", "nothing, no_objection");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!is_pending(current.state), RefusalCode::not_deciding, "case", chinese_of(current.state));
  no.when(open_opinion(current, asked, 0) != nullptr, RefusalCode::opinion_open, "department",
          command.department);
  for (const auto& paper : command.papers) {
    no.when(!current.papers.contains(paper), RefusalCode::field_invalid, "papers", paper);
  }
  if (no) return no.first();

  OpinionAsked event;
  event.number = static_cast<int>(current.opinions.size()) + 1;
  event.asked = asked;
  event.question = command.question;
  event.basis = command.basis;
  event.notice_no = command.notice_no;
  event.days = command.days;
  event.papers = command.papers;
  if (!command.silence.empty()) event.silence = command.silence;
  const auto& calendar = act.facts.calendar.in(asked.region);
  const auto due = calendar.after(act.today(), WorkingDays{command.days});
  event.due = due.day;
  event.provisional = due.provisional;
  event.warn = calendar.first_day_with_left(due.day, warning_days(command.days));
  return act.events(std::move(event));
}

Decided decide_give_opinion(const Act& act, const GiveOpinion& command) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  const Organ organ{actor.region, actor.department};
  const bool consulted = is_consulted(current, organ);
  const auto* open = open_opinion(current, organ, command.number);
  auto no = act.no_objections();
  // Whoever is asked may answer a case that he does not otherwise reach, and nobody else may.
  no.when(!current.exists || (!act.is_reached() && !consulted), RefusalCode::unknown_case, "case");
  no.when(act.command.expected_version && *act.command.expected_version != current.version,
          RefusalCode::version_stale, "expected_version", std::to_string(current.version));
  no.when_empty(actor.id, "actor.id");
  no.when(!may_do(actor.role, "give_opinion"), RefusalCode::not_permitted, "actor.role",
          name_of(actor.role));
  no.when(!consulted, RefusalCode::not_consulted, "actor.department", organ.department);
  no.when(is_decided(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  const bool taken_back =
      std::any_of(current.opinions.begin(), current.opinions.end(), [&](const Opinion& one) {
        return one.withdrawn && one.asked.asked == organ &&
               (command.number == 0 || one.asked.number == command.number);
      });
  no.when(consulted && open == nullptr, RefusalCode::opinion_not_open, {},
          taken_back ? "对方已撤回" : "");
  no.when(command.view != "agree" && command.view != "disagree" && command.view != "conditions",
          RefusalCode::field_invalid, "view", "agree, disagree, conditions");
  no.when(command.view != "agree" && command.text.empty(), RefusalCode::reasons_missing, "text");
  if (no) return no.first();
  return act.events(
      OpinionGiven{open->asked.number, command.view, command.text, command.document_no});
}

Decided decide_withdraw_opinion(const Act& act, const WithdrawOpinion& command) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  const Organ organ{actor.region, actor.department};
  const auto is_meant = [&](const Opinion& one) {
    return command.opinion.empty() || command.opinion == std::to_string(one.asked.number);
  };
  const Opinion* waiting = nullptr;
  bool ours = false;  // whether this organ asked at all, or (where one is named) asked that one
  int open = 0;
  for (const auto& opinion : current.opinions) {
    if (opinion.from != organ || !is_meant(opinion)) continue;
    ours = true;
    if (opinion.given || opinion.withdrawn) continue;
    ++open;
    waiting = &opinion;
  }
  auto no = act.no_objections();
  // Not the holder's act: a case that was forwarded since is held elsewhere, the letter is ours.
  no.when(!current.exists || !act.is_reached(), RefusalCode::unknown_case, "case");
  no.when(act.command.expected_version && *act.command.expected_version != current.version,
          RefusalCode::version_stale, "expected_version", std::to_string(current.version));
  no.when_empty(actor.id, "actor.id");
  no.when(!may_do(actor.role, "withdraw_opinion"), RefusalCode::not_permitted, "actor.role",
          name_of(actor.role));
  no.when_empty(command.reason, "reason");
  no.when(open > 1, RefusalCode::field_missing, "opinion", "opinion");
  no.when(is_decided(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!ours, RefusalCode::opinion_not_ours, "opinion");
  no.when(ours && waiting == nullptr, RefusalCode::opinion_settled, "opinion");
  if (no) return no.first();
  return act.events(OpinionWithdrawn{waiting->asked.number, command.reason});
}

}  // namespace qidi::domain
