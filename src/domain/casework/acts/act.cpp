// The tools that the acts share.
#include "domain/casework/acts/act.h"

#include <algorithm>

#include "domain/casework/case_reach.h"
#include "domain/people/rights.h"

namespace qidi::domain {

Objections Act::objections() const {
  auto no = objections_of_any_version();
  no.when(command.expected_version && *command.expected_version != current.version,
          RefusalCode::version_stale, "expected_version", std::to_string(current.version));
  return no;
}

Objections Act::objections_of_any_version() const {
  auto no = no_objections();
  // What lies out of reach is not there; nothing in the answer tells the one from the other.
  no.when(!current.exists || !is_reached(), RefusalCode::unknown_case, "case");
  no.when_empty(command.actor.id, "actor.id");
  no.when(!may_do(command.actor.role, act_name(command.body)), RefusalCode::not_permitted,
          "actor.role", name_of(command.actor.role));
  // A record is set right by whose it is, also when the case has gone on to others.
  no.when(current.exists && acts_for_holder(command.actor.role) &&
              !std::holds_alternative<Correct>(command.body) &&
              !current.holder.department.empty() &&
              Organ{command.actor.region, command.actor.department} != current.holder,
          RefusalCode::not_the_holder, "actor.department", current.holder.department);
  return no;
}

bool Act::is_reached() const {
  return !command.reach || reaches(*command.reach, reached_case(current));
}

Event Act::event(EventBody body) const {
  Event made;
  made.legal_day = today();
  made.body = std::move(body);
  made.actor = command.actor;
  made.on_paper = command.on_paper;
  return made;
}

std::vector<Event> Act::events(EventBody body) const {
  std::vector<Event> made;
  made.push_back(event(std::move(body)));
  return made;
}

std::string named_papers(const MatterVersion* matter, const std::vector<std::string>& codes) {
  std::string text;
  for (const auto& code : codes) {
    std::string name = code;
    if (matter != nullptr) {
      for (const auto& paper : matter->papers) {
        if (paper.code == code) name = paper.name;
      }
    }
    text += (text.empty() ? "" : "、") + name;
  }
  return text;
}

Countdown start(CountdownKind kind, Day day_zero, Limit limit, const Organ& answers,
                const WorkCalendar& calendar) {
  Countdown countdown;
  countdown.kind = kind;
  countdown.day_zero = day_zero;
  countdown.limit = limit;
  countdown.answers = answers;
  return counted(std::move(countdown), calendar);
}

std::vector<Countdown> on_receipt(PowerAbove power, bool forwarded, Day receipt,
                                  const MatterVersion& matter, const Organ& holder,
                                  const WorkCalendar& calendar) {
  std::vector<Countdown> opened;
  // notice 四.三.1: 审批部门须在 5 个工作日内完成初审; 行政许可法 32.4: 五日内一次告知.
  // Where the power lies plainly above, only `forward` runs below (domain.md 3b).
  if (power != PowerAbove::plain || forwarded) {
    opened.push_back(start(CountdownKind::initial_review, receipt, {LimitUnit::working_days, 5},
                           holder, calendar));
  }
  if (power != PowerAbove::none && !forwarded) {
    opened.push_back(forward_limit(receipt, matter, holder, calendar));
  }
  return opened;
}

// notice 四.二.3: 对审批权限在上级部门的申请，要在接件后 7 个工作日内转报上级审批部门.
// The notice is of 2022-07-30; a limit never runs from before its first day (domain.md 4.6).
Countdown forward_limit(Day receipt, const MatterVersion& matter, const Organ& holder,
                        const WorkCalendar& calendar) {
  const Day from = std::max(receipt, make_day(2022, 7, 30));
  return start(CountdownKind::forward, from, matter.forward, holder, calendar);
}

std::vector<Countdown> on_acceptance(const ApprovalCase& current, Day effective,
                                     const MatterVersion& matter, const WorkCalendar& calendar) {
  const auto& holder = current.holder;
  // 行政许可法 43: 依法应当先经下级行政机关审查后报上级行政机关决定的行政许可，下级行政机关应当
  // 自其受理行政许可申请之日起二十日内审查完毕.
  if (current.power == PowerAbove::first_review && !current.forwarded) {
    return {start(CountdownKind::statutory, effective, matter.first_review, holder, calendar)};
  }
  // 行政许可法 42.2: 联合办理、集中办理的，办理的时间不得超过四十五日.
  const Limit law =
      current.joint ? Limit{LimitUnit::working_days, joint_limit_days} : matter.statutory;
  const Day law_from =
      matter.statutory_from == RunsFrom::receipt ? current.received_round : effective;
  return {start(CountdownKind::promised, effective, matter.promised, holder, calendar),
          start(CountdownKind::statutory, law_from, law, holder, calendar)};
}

}  // namespace qidi::domain
