// Which notices there are, and whose they are.
#include "domain/supervision/notice.h"

#include <algorithm>
#include <array>

namespace qidi::domain {

namespace {

struct KindRule {
  std::string_view name;
  NoticeGroup group;
};

/// In the order of NoticeKind.
constexpr std::array<KindRule, notice_kind_count> kinds{{
    {"turned_yellow", NoticeGroup::deadline},
    {"turned_red", NoticeGroup::deadline},
    {"overdue_head", NoticeGroup::escalation},
    {"overdue_leader", NoticeGroup::escalation},
    {"order_due", NoticeGroup::escalation},
    {"listing_due", NoticeGroup::escalation},
    {"accepted", NoticeGroup::progress},
    {"deemed_accepted", NoticeGroup::progress},
    {"returned", NoticeGroup::progress},
    {"forwarded", NoticeGroup::progress},
    {"paused", NoticeGroup::progress},
    {"extended", NoticeGroup::progress},
    {"granted", NoticeGroup::progress},
    {"refused", NoticeGroup::progress},
    {"not_accepted", NoticeGroup::progress},
    {"issued", NoticeGroup::progress},
    {"filed", NoticeGroup::work},
    {"refiled", NoticeGroup::work},
    {"assigned", NoticeGroup::work},
    {"handed_over", NoticeGroup::work},
    {"forwarded_in", NoticeGroup::work},
    {"extension_refused", NoticeGroup::work},
    {"proposal_sent_back", NoticeGroup::work},
    {"extension_asked", NoticeGroup::approval},
    {"decision_proposed", NoticeGroup::approval},
    {"opinion_asked", NoticeGroup::work},
    {"opinion_due_soon", NoticeGroup::deadline},
    {"opinion_overdue", NoticeGroup::deadline},
    {"opinion_withdrawn", NoticeGroup::work},
    {"opinion_given", NoticeGroup::work},
    {"agreement_asked", NoticeGroup::approval},
    {"agreement_given", NoticeGroup::work},
    {"agreement_declined", NoticeGroup::work},
    {"more_asked", NoticeGroup::progress},
    {"more_answered", NoticeGroup::work},
    {"more_unanswered", NoticeGroup::work},
}};

struct GroupName {
  std::string_view name;
  std::string_view chinese;
};

constexpr std::array<GroupName, notice_group_count> groups{{
    {"deadline", "时限提醒"},
    {"escalation", "超期升级"},
    {"progress", "办件进展"},
    {"work", "新到工作"},
    {"approval", "待我审定"},
}};

std::string post_of(std::string_view post, const Organ& organ) {
  return std::string(post) + "/" + organ.region + "/" + organ.department;
}

std::string officer_post(const Organ& organ, const std::string& officer) {
  return post_of("officer", organ) + "/" + officer;
}

/// The leading-group offices of the region and of those above it, down to up (GB/T 2260).
std::vector<std::string> offices_of(const std::string& region) {
  std::vector<std::string> offices{"office/" + region};
  constexpr std::size_t code_length = 6;
  if (region.size() != code_length) return offices;
  for (const std::size_t kept : {4U, 2U}) {
    const auto above = region.substr(0, kept) + std::string(code_length - kept, '0');
    if (offices.back() != "office/" + above) offices.push_back("office/" + above);
  }
  return offices;
}

std::vector<std::string> audiences_of_step(LadderStep step, const Reached& reached,
                                           const OfficerKnown& known) {
  switch (step) {
    case LadderStep::yellow:
    case LadderStep::red:
      return {post_of_officer(reached.holder, reached.officer, known)};
    case LadderStep::head:
      return {post_of("head", reached.holder)};
    case LadderStep::leader:
      return {"leader/" + reached.holder.region};
    case LadderStep::order:
    case LadderStep::listing:
      return offices_of(reached.holder.region);
  }
  return {};
}

const Standing* last_known(const CaseRows& rows, Day day) {
  const Standing* found = nullptr;
  for (const auto& standing : rows.standings) {
    if (standing.from <= day) found = &standing;
  }
  return found;
}

std::string first_defect(const std::vector<Defect>& defects) {
  if (defects.empty()) return "";
  auto text = defects.front().fault;
  if (defects.size() > 1) text += "；等 " + std::to_string(defects.size()) + " 项";
  return text;
}

std::string chinese_of_act(const std::string& act) {
  if (act == "correct") return "更正";
  return act == "transfer" ? "移交" : "移除";
}

/// What one event gives cause for; the rest of a notice is the case's.
class Causes {
 public:
  Causes(const Event& event, const CaseRows& rows, const OfficerKnown& known)
      : event_(event), rows_(rows), known_(known), now_(last_known(rows, event.legal_day)) {}

  std::vector<Notice> take() { return std::move(notices_); }

  void operator()(const Filed& e) { officer(NoticeKind::filed, e.holder, e.officer); }
  void operator()(const Accepted&) { unit(NoticeKind::accepted); }
  void operator()(const DeemedAccepted&) { unit(NoticeKind::deemed_accepted); }
  void operator()(const ReturnedOnce& e) { unit(NoticeKind::returned, first_defect(e.defects)); }
  void operator()(const Refiled&) {
    if (now_ != nullptr) officer(NoticeKind::refiled, now_->holder, now_->officer);
  }
  void operator()(const NotAccepted& e) { unit(NoticeKind::not_accepted, e.reason); }
  void operator()(const Forwarded& e) {
    unit(NoticeKind::forwarded, e.to.department);
    officer(NoticeKind::forwarded_in, e.to, e.officer);
  }
  void operator()(const Paused& e) { unit(NoticeKind::paused, e.basis); }
  void operator()(const ExtensionAsked& e) { head(NoticeKind::extension_asked, e.reason); }
  void operator()(const ExtensionRefused& e) {
    asker(NoticeKind::extension_refused, e.asked_by, e.reason);
  }
  void operator()(const ProposalSentBack& e) {
    asker(NoticeKind::proposal_sent_back, e.proposed_by, e.reason);
  }
  void operator()(const Extended& e) { unit(NoticeKind::extended, e.reason); }
  void operator()(const DecisionProposed& e) {
    head(NoticeKind::decision_proposed, e.grant ? "拟准予许可" : "拟不予许可");
  }
  void operator()(const Granted&) { unit(NoticeKind::granted); }
  void operator()(const Refused& e) { unit(NoticeKind::refused, e.reasons); }
  void operator()(const Issued& e) { unit(NoticeKind::issued, e.document_no); }
  void operator()(const Assigned& e) {
    if (now_ != nullptr) officer(NoticeKind::assigned, now_->holder, e.officer);
  }
  void operator()(const Transferred& e) { officer(NoticeKind::handed_over, e.to, e.officer); }
  void operator()(const MoreAsked& e) { unit(NoticeKind::more_asked, first_defect(e.defects)); }
  void operator()(const MoreAnswered&) { holder(NoticeKind::more_answered, ""); }
  void operator()(const MoreUnanswered& e) {
    holder(NoticeKind::more_unanswered, "答复期限 " + to_text(e.answer_by));
  }
  void operator()(const AgreementAsked& e) {
    add(NoticeKind::agreement_asked,
        e.role == Role::head ? post_of("head", e.organ) : "government/" + e.organ.region,
        event_.actor.name + "请求" + chinese_of_act(e.act) + "：" + e.reason);
  }
  void operator()(const AgreementGiven& e) {
    asker(NoticeKind::agreement_given, e.asker, event_.actor.name + "同意" + chinese_of_act(e.act));
  }
  void operator()(const AgreementDeclined& e) {
    // Whoever takes his own request back needs not be told.
    if (e.withdrawn) return;
    asker(NoticeKind::agreement_declined, e.asker, chinese_of_act(e.act) + "：" + e.reason);
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void holder(NoticeKind kind, std::string detail) {
    if (now_ == nullptr) return;
    add(kind, post_of_officer(now_->holder, now_->officer, known_), std::move(detail));
  }
  void asker(NoticeKind kind, const Actor& person, std::string detail) {
    const Organ organ{person.region, person.department};
    switch (person.role) {
      case Role::clerk:
      case Role::head:
        return add(kind, officer_post(organ, person.name), std::move(detail));
      case Role::project_unit:
        return unit(kind, std::move(detail));
      case Role::region_government:
        return add(kind, "government/" + person.region, std::move(detail));
      case Role::office:
        return add(kind, "office/" + person.region, std::move(detail));
      case Role::window_clerk:
        return add(kind, "window/" + person.region, std::move(detail));
      default:
        return;
    }
  }
  void unit(NoticeKind kind, std::string detail = {}) {
    if (!rows_.facts.unit_code.empty()) {
      add(kind, "unit/" + rows_.facts.unit_code, std::move(detail));
    }
  }
  void head(NoticeKind kind, std::string detail) {
    if (now_ != nullptr) add(kind, post_of("head", now_->holder), std::move(detail));
  }
  /// Whoever asked or proposed, and the officer of the case where that is another.
  void asker(NoticeKind kind, const std::string& name, const std::string& reason) {
    if (now_ == nullptr) return;
    add(kind, post_of_officer(now_->holder, name, known_), reason);
    const auto officers = post_of_officer(now_->holder, now_->officer, known_);
    auto& audiences = notices_.back().audiences;
    if (officers != audiences.front()) audiences.push_back(officers);
  }
  void officer(NoticeKind kind, const Organ& organ, const std::string& name) {
    // Nobody is told what he did himself.
    if (event_.actor.name == name && event_.actor.department == organ.department) return;
    add(kind, post_of_officer(organ, name, known_), "");
  }
  void add(NoticeKind kind, std::string audience, std::string detail) {
    Notice notice;
    notice.key = "event/" + rows_.facts.case_id + "/" + std::to_string(event_.sequence) + "/" +
                 std::string(name_of(kind));
    notice.kind = kind;
    notice.case_id = rows_.facts.case_id;
    notice.project_name = rows_.facts.project_name;
    notice.detail = std::move(detail);
    if (now_ != nullptr) {
      notice.region = now_->holder.region;
      notice.due = now_->due;
      notice.countdown = now_->due_kind;
    }
    notice.audiences.push_back(std::move(audience));
    notices_.push_back(std::move(notice));
  }

  const Event& event_;
  const CaseRows& rows_;
  const OfficerKnown& known_;
  const Standing* now_;
  std::vector<Notice> notices_;
};

}  // namespace

std::string post_of_desk(const Organ& organ) {
  return post_of("desk", organ);
}

std::string post_of_officer(const Organ& organ, const std::string& officer,
                            const OfficerKnown& known) {
  if (officer.empty() || officer == duty_officer || !known(organ, officer)) {
    return post_of_desk(organ);
  }
  return officer_post(organ, officer);
}

std::string page_of(const Notice& notice) {
  switch (notice.kind) {
    case NoticeKind::opinion_asked:
    case NoticeKind::opinion_due_soon:
    case NoticeKind::opinion_overdue:
    case NoticeKind::opinion_withdrawn:
      // Whoever is asked may not open the case; what is asked of him stands on his desk.
      return "/desk#opinions-asked";
    case NoticeKind::opinion_given:
      return "/cases/" + notice.case_id + "#opinions";
    default:
      return "/cases/" + notice.case_id;
  }
}

std::string_view name_of(NoticeKind kind) {
  return kinds[static_cast<std::size_t>(kind)].name;
}

std::optional<NoticeKind> notice_kind_from(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name == name) return static_cast<NoticeKind>(i);
  }
  return std::nullopt;
}

NoticeGroup group_of(NoticeKind kind) {
  return kinds[static_cast<std::size_t>(kind)].group;
}

std::string_view name_of(NoticeGroup group) {
  return groups[static_cast<std::size_t>(group)].name;
}

std::optional<NoticeGroup> notice_group_from(std::string_view name) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].name == name) return static_cast<NoticeGroup>(i);
  }
  return std::nullopt;
}

std::string_view chinese_of(NoticeGroup group) {
  return groups[static_cast<std::size_t>(group)].chinese;
}

std::vector<std::string> audiences_of(const Account& account) {
  if (!account.has_role) return {};
  const Organ organ{account.region, account.department};
  switch (account.role) {
    case Role::clerk:
      return {officer_post(organ, account.name), post_of("desk", organ)};
    case Role::head:
      return {officer_post(organ, account.name), post_of("desk", organ), post_of("head", organ)};
    case Role::government_leader:
      return {"leader/" + account.region};
    case Role::office:
      return {"office/" + account.region};
    case Role::region_government:
      return {"government/" + account.region};
    case Role::window_clerk:
      return {"window/" + account.region};
    case Role::project_unit:
      if (account.unit_code.empty()) return {};
      return {"unit/" + account.unit_code};
    default:
      return {};
  }
}

std::vector<Notice> ladder_notices(const CaseRows& rows, std::optional<Day> after, Day today,
                                   const WorkCalendar& calendar, const OfficerKnown& known) {
  std::vector<Notice> notices;
  const auto reached = ladder_on(rows.standings, today, calendar);
  for (const auto& step : reached.steps) {
    if (after && step.on <= *after) continue;
    Notice notice;
    notice.key = "ladder/" + rows.facts.case_id + "/" + std::string(name_of(reached.countdown)) +
                 "/" + to_text(reached.due) + "/" + std::string(name_of(step.step));
    notice.kind = static_cast<NoticeKind>(step.step);
    notice.case_id = rows.facts.case_id;
    notice.project_name = rows.facts.project_name;
    notice.region = reached.holder.region;
    notice.due = reached.due;
    notice.countdown = reached.countdown;
    notice.days_over = std::max(0, calendar.working_days_between(reached.due, step.on));
    notice.audiences = audiences_of_step(step.step, reached, known);
    notices.push_back(std::move(notice));
  }
  return notices;
}

std::vector<Notice> act_notices(const Event& event, const CaseRows& rows,
                                const OfficerKnown& known) {
  Causes causes(event, rows, known);
  std::visit(causes, event.body);
  return causes.take();
}

}  // namespace qidi::domain
