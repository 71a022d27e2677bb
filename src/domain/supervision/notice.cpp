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
    {"pause_prolonged", NoticeGroup::progress},
    {"resumed", NoticeGroup::progress},
    {"sent_back", NoticeGroup::progress},
    {"transferred", NoticeGroup::progress},
    {"lapsed", NoticeGroup::progress},
    {"removed", NoticeGroup::progress},
    {"restored", NoticeGroup::progress},
    {"reopened", NoticeGroup::progress},
    {"due_moved", NoticeGroup::progress},
    {"corrected", NoticeGroup::progress},
    {"overdue_explained", NoticeGroup::progress},
    {"obligation_broken", NoticeGroup::progress},
    {"joined", NoticeGroup::progress},
    {"withdrawn", NoticeGroup::work},
    {"came_back", NoticeGroup::work},
    {"pause_ended", NoticeGroup::work},
    {"obligation_fulfilled", NoticeGroup::work},
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

}  // namespace

std::string post_of(std::string_view post, const Organ& organ) {
  return std::string(post) + "/" + organ.region + "/" + organ.department;
}

std::string officer_post(const Organ& organ, const std::string& officer) {
  return post_of("officer", organ) + "/" + officer;
}

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
    notice.days_over =
        std::max(0, calendar.in(reached.holder.region).working_days_between(reached.due, step.on));
    notice.audiences = audiences_of_step(step.step, reached, known);
    notices.push_back(std::move(notice));
  }
  return notices;
}

}  // namespace qidi::domain
