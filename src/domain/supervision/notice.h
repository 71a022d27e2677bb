// Notices (消息): what somebody is told of a case, once and for ever under one key. Of the ladder's
// steps, and of acts. Who is told is a post, not a person: whoever holds it reads it, also one
// whose account is opened later. Pure: nothing is sent here.
// Clauses N5 (一次性告知), N9, N11; domain.md 5 and 7; invariant 23.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/events.h"
#include "domain/people/account.h"
#include "domain/supervision/ladder.h"

namespace qidi::domain {

enum class NoticeKind : std::uint8_t {
  // the ladder, in its order
  turned_yellow,
  turned_red,
  overdue_head,
  overdue_leader,
  order_due,
  listing_due,
  // to the project unit
  accepted,
  deemed_accepted,
  returned,
  forwarded,
  paused,
  extended,
  granted,
  refused,
  not_accepted,
  issued,
  // to the officer
  filed,
  refiled,
  assigned,
  handed_over,
  forwarded_in,
  extension_refused,
  proposal_sent_back,
  // to the head
  extension_asked,
  decision_proposed,
  // between departments (opinion_notices.h)
  opinion_asked,
  opinion_due_soon,
  opinion_overdue,
  opinion_withdrawn,
  opinion_given,
  // acts of two people, and what was asked after acceptance
  agreement_asked,
  agreement_given,
  agreement_declined,
  more_asked,
  more_answered,
  more_unanswered,
  // to the project unit, of what happens less often
  pause_prolonged,
  resumed,
  sent_back,
  transferred,
  lapsed,
  removed,
  restored,
  reopened,
  due_moved,
  corrected,
  overdue_explained,
  obligation_broken,
  joined,
  // to the officer, likewise
  withdrawn,
  came_back,
  pause_ended,
  obligation_fulfilled,
};
inline constexpr int notice_kind_count = 53;

/// What people choose by: which notices also come by mail, which are shown.
enum class NoticeGroup : std::uint8_t {
  deadline,    ///< 时限提醒: yellow and red
  escalation,  ///< 超期升级: the ladder above the officer
  progress,    ///< 办件进展: to the unit
  work,        ///< 新到工作: to the officer
  approval,    ///< 待我审定: to the head
};
inline constexpr int notice_group_count = 5;

std::string_view name_of(NoticeKind kind);
std::optional<NoticeKind> notice_kind_from(std::string_view name);
NoticeGroup group_of(NoticeKind kind);
std::string_view name_of(NoticeGroup group);
std::optional<NoticeGroup> notice_group_from(std::string_view name);
std::string_view chinese_of(NoticeGroup group);

struct Notice {
  std::string key;  ///< one notice for each, for ever: "ladder/…", "event/…" or "opinion/…"
  NoticeKind kind{};
  std::string case_id;
  std::string project_name;
  std::string region;  ///< of the organ that held the case, or was asked for its opinion
  std::optional<Day> due;
  std::optional<CountdownKind> countdown;
  int days_over = 0;   ///< working days after the due day, on the day of the step
  std::string detail;  ///< from the act: the first defect, the reason; may be empty
  std::vector<std::string> audiences;
  bool operator==(const Notice&) const = default;
};

/// Whether an organ has an officer of this name with an account.
using OfficerKnown = std::function<bool(const Organ&, const std::string& officer)>;

/// A post of an organ: "head", "desk"; and an officer's own.
std::string post_of(std::string_view post, const Organ& organ);
std::string officer_post(const Organ& organ, const std::string& officer);
/// The post of everybody at an organ's desk, clerks and head.
std::string post_of_desk(const Organ& organ);
/// The officer's own post; without an account of that name the desk's, or nobody would read it.
std::string post_of_officer(const Organ& organ, const std::string& officer,
                            const OfficerKnown& known);

/// The posts that an account holds: a notice to any of them is his.
std::vector<std::string> audiences_of(const Account& account);

/// The notices of the ladder for a case, of steps reached on days after `after` up to `today`.
std::vector<Notice> ladder_notices(const CaseRows& rows, std::optional<Day> after, Day today,
                                   const WorkCalendar& calendar, const OfficerKnown& known);

/// The notices that an event of the case gives cause for. `rows`: the case as it stands.
std::vector<Notice> act_notices(const Event& event, const CaseRows& rows,
                                const OfficerKnown& known);

/// Where in the site it leads, as a path: the case, or the desk where what is asked stands.
std::string page_of(const Notice& notice);

/// One line in Chinese: the page's, a mail's subject. Never with a line break, whatever stands in
/// the names.
std::string title_of(const Notice& notice);
/// What a mail says below its subject, in Chinese, one sentence a line.
std::string text_of(const Notice& notice);

}  // namespace qidi::domain
