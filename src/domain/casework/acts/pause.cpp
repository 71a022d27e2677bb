// pause, prolong, resume: the days of a hearing, a tender, an expert review and the like are not
// counted, if the unit was told in writing how many they will be.
// 行政许可法 45 (行政机关应当将所需时间书面告知申请人); domain.md 3, 4.3; features F28, F31.
#include <algorithm>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

std::optional<int> pause_cap(const MatterVersion* matter, const std::string& ground) {
  if (matter != nullptr) {
    for (const auto& special : matter->pause_grounds) {
      if (special.code == ground) return special.cap_days;
    }
  }
  if (is_ground_of_article_45(ground)) return 0;
  return std::nullopt;
}

namespace {

/// 行政许可法 45: 行政机关应当将所需时间书面告知申请人. The notice is a writ of the organ's series
/// and takes its number with the act; what was given on paper has one already, to be told.
void object_to_notice(Objections& no, const Act& act, const std::string& notice_no) {
  no.when(act.command.on_paper && notice_no.empty(), RefusalCode::notice_missing, "notice_no");
}

std::string basis_of(const Act& act, const std::string& ground) {
  for (const auto& special : act.matter->pause_grounds) {
    if (special.code == ground && !special.basis.empty()) return special.basis;
  }
  return "行政许可法第四十五条";
}

}  // namespace

Decided decide_pause(const Act& act, const Pause& command) {
  const auto& current = act.current;
  const auto cap = pause_cap(act.matter, command.ground);
  auto no = act.objections();
  no.when(command.days <= 0, RefusalCode::field_missing, "days", "days");
  no.when(command.days > most_pause_days, RefusalCode::field_invalid, "days", "1 至 500");
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(current.state == CaseState::paused, RefusalCode::already_paused);
  no.when(current.state != CaseState::deciding && current.state != CaseState::paused,
          RefusalCode::not_deciding, "case", chinese_of(current.state));
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  no.when(!cap, RefusalCode::ground_unlawful, "ground", command.ground);
  object_to_notice(no, act, command.notice_no);
  no.when(cap && *cap > 0 && command.days > *cap, RefusalCode::days_over_cap, "days",
          std::to_string(cap.value_or(0)));
  const bool stops = std::any_of(current.running.begin(), current.running.end(),
                                 [&](const Countdown& c) { return can_stop(c, act.today()); });
  no.when(!stops, RefusalCode::nothing_to_pause);
  if (no) return no.first();

  Paused paused;
  paused.ground = command.ground;
  paused.basis = basis_of(act, command.ground);
  paused.notice_no = command.notice_no;
  paused.days = command.days;
  const auto plan =
      start(CountdownKind::pause_plan, act.today(), {LimitUnit::working_days, command.days},
            current.holder, act.facts.calendar);
  paused.planned_end = plan.due;
  paused.told.push_back(plan);
  for (const auto& countdown : current.running) {
    if (!can_stop(countdown, act.today())) continue;
    paused.told.push_back(held(countdown, {act.today(), plan.due}, act.facts.calendar));
  }
  return act.events(std::move(paused));
}

Decided decide_prolong(const Act& act, const Prolong& command) {
  const auto& current = act.current;
  const auto cap =
      current.pause ? pause_cap(act.matter, current.pause->ground) : std::optional<int>(0);
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  no.when(!current.pause, RefusalCode::not_paused, "case", chinese_of(current.state));
  no.when(act.matter == nullptr, RefusalCode::unknown_matter, "matter", current.facts.matter);
  no.when(command.days > most_pause_days, RefusalCode::field_invalid, "days", "1 至 500");
  no.when(current.pause && command.days <= current.pause->days, RefusalCode::field_invalid, "days",
          "须多于已告知的 " + std::to_string(current.pause ? current.pause->days : 0) + " 日");
  object_to_notice(no, act, command.notice_no);
  no.when(cap && *cap > 0 && command.days > *cap, RefusalCode::days_over_cap, "days",
          std::to_string(cap.value_or(0)));
  if (no) return no.first();

  const Day from = current.pause->from;
  PauseProlonged prolonged;
  prolonged.notice_no = command.notice_no;
  prolonged.days = command.days;
  const auto plan = start(CountdownKind::pause_plan, from, {LimitUnit::working_days, command.days},
                          current.holder, act.facts.calendar);
  prolonged.planned_end = plan.due;
  prolonged.told.push_back(plan);
  for (auto countdown : current.running) {
    if (!countdown.stopped) continue;
    countdown.taken_out.back().to = plan.due;
    prolonged.told.push_back(counted(std::move(countdown), act.facts.calendar));
  }
  return act.events(std::move(prolonged));
}

Decided decide_resume(const Act& act, const Resume&) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when(is_final(current.state), RefusalCode::case_ended, "case", chinese_of(current.state));
  // A row that its sheet calls paused has no plan that we know; it resumes all the same.
  no.when(current.state != CaseState::paused, RefusalCode::not_paused, "case",
          chinese_of(current.state));
  if (no) return no.first();
  Resumed resumed;
  for (const auto& countdown : current.running) {
    if (!countdown.stopped) continue;
    resumed.told.push_back(released(countdown, act.today(), act.facts.calendar));
  }
  return act.events(std::move(resumed));
}

}  // namespace qidi::domain
