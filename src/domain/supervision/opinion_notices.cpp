// Each key names the opinion and the step, so that a notice is one for ever.
#include "domain/supervision/opinion_notices.h"

#include <algorithm>

#include "domain/casework/opinions.h"

namespace qidi::domain {

namespace {

const OpinionRow* row_of(const CaseRows& rows, int number) {
  const auto found =
      std::find_if(rows.opinions.begin(), rows.opinions.end(),
                   [&](const OpinionRow& opinion) { return opinion.number == number; });
  return found == rows.opinions.end() ? nullptr : &*found;
}

const Standing* standing_on(const CaseRows& rows, Day day) {
  const auto found =
      std::find_if(rows.standings.begin(), rows.standings.end(),
                   [&](const Standing& one) { return one.from <= day && day < one.to; });
  return found == rows.standings.end() ? nullptr : &*found;
}

Notice notice_of(NoticeKind kind, const CaseRows& rows, const OpinionRow& opinion,
                 std::string_view step) {
  Notice notice;
  notice.kind = kind;
  notice.key = "opinion/" + rows.facts.case_id + "/" + std::to_string(opinion.number) + "/" +
               std::string(step);
  notice.case_id = rows.facts.case_id;
  notice.project_name = rows.facts.project_name;
  notice.region = opinion.asked.region;
  notice.due = opinion.due;
  notice.audiences = {post_of_desk(opinion.asked)};
  return notice;
}

std::string asks(const OpinionRow& opinion) {
  return "来函单位：" + opinion.from.department;
}

std::vector<Notice> given(const OpinionGiven& event, const CaseRows& rows, Day day,
                          const OfficerKnown& known) {
  const auto* opinion = row_of(rows, event.number);
  if (opinion == nullptr) return {};
  auto notice = notice_of(NoticeKind::opinion_given, rows, *opinion, "given");
  const auto* now = standing_on(rows, day);
  const bool still_there = now != nullptr && now->holder == opinion->from;
  notice.region = opinion->from.region;
  notice.due.reset();
  notice.audiences = {post_of_officer(opinion->from, still_there ? now->officer : "", known)};
  notice.detail = opinion->asked.department + "：" + std::string(chinese_of_view(event.view));
  if (!event.text.empty()) notice.detail += "。" + event.text;
  return {std::move(notice)};
}

}  // namespace

std::vector<Notice> opinion_notices(const Event& event, const CaseRows& rows,
                                    const OfficerKnown& known) {
  if (const auto* e = std::get_if<OpinionAsked>(&event.body)) {
    const auto* opinion = row_of(rows, e->number);
    if (opinion == nullptr) return {};
    auto notice = notice_of(NoticeKind::opinion_asked, rows, *opinion, "asked");
    notice.detail = asks(*opinion) + "。" + e->question;
    return {std::move(notice)};
  }
  if (const auto* e = std::get_if<OpinionWithdrawn>(&event.body)) {
    const auto* opinion = row_of(rows, e->number);
    if (opinion == nullptr) return {};
    auto notice = notice_of(NoticeKind::opinion_withdrawn, rows, *opinion, "withdrawn");
    notice.due.reset();  // nothing is owed any more
    notice.detail = asks(*opinion) + "。撤回理由：" + e->reason;
    return {std::move(notice)};
  }
  if (const auto* e = std::get_if<OpinionGiven>(&event.body)) {
    return given(*e, rows, event.legal_day, known);
  }
  return {};
}

std::vector<Notice> opinion_reminders(const CaseRows& rows, std::optional<Day> after, Day today) {
  std::vector<Notice> notices;
  const auto* now = standing_on(rows, today);
  if (now == nullptr || is_decided(now->state)) return notices;
  const auto reached = [&](Day on) { return on <= today && (!after || on > *after); };
  for (const auto& opinion : rows.opinions) {
    if (opinion.state != OpinionState::waiting) continue;
    if (opinion.warn > opinion.asked_on && reached(opinion.warn)) {
      auto notice = notice_of(NoticeKind::opinion_due_soon, rows, opinion, "due_soon");
      notice.detail = asks(opinion);
      notices.push_back(std::move(notice));
    }
    if (reached(opinion.due + std::chrono::days{1})) {
      auto notice = notice_of(NoticeKind::opinion_overdue, rows, opinion, "overdue");
      notice.detail = asks(opinion);
      notices.push_back(std::move(notice));
    }
  }
  return notices;
}

}  // namespace qidi::domain
