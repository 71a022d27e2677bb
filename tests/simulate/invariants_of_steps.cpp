// Invariants of one step: which transitions the published table knows, and what each act owes.
#include <algorithm>

#include "simulate/invariants.h"

namespace qidi::simulate {

using namespace domain;

namespace {

/// The diagram of domain.md 3.
bool in_the_table(const ApprovalCase& before, std::string_view kind, const ApprovalCase& after) {
  using S = CaseState;
  const auto from = before.state;
  const auto to = after.state;
  const bool undecided = is_pending(from) || from == S::waiting_for_unit;
  if (kind == "filed") return !before.exists && to == S::in_review;
  if (kind == "accepted" || kind == "deemed_accepted") {
    return from == S::in_review && to == S::deciding;
  }
  if (kind == "returned_once") return from == S::in_review && to == S::waiting_for_unit;
  if (kind == "refiled") return from == S::waiting_for_unit && to == S::in_review;
  if (kind == "not_accepted") {
    return (from == S::in_review || from == S::deciding) && to == S::not_accepted;
  }
  if (kind == "forwarded") {
    return (from == S::in_review || from == S::deciding) && to == from;
  }
  if (kind == "paused") return from == S::deciding && to == S::paused;
  if (kind == "pause_prolonged") return from == S::paused && to == S::paused;
  if (kind == "resumed") return from == S::paused && to == S::deciding;
  if (kind == "granted") return from == S::deciding && to == S::granted;
  if (kind == "refused") return from == S::deciding && to == S::refused;
  if (kind == "issued") return from == S::granted && to == S::issued;
  if (kind == "withdrawn") return undecided && to == S::withdrawn;
  if (kind == "lapsed") return from == S::waiting_for_unit && to == S::lapsed;
  if (kind == "removed") return undecided && to == S::removed;
  if (kind == "restored") return from == S::removed && !is_final(to);
  if (kind == "reopened") return before.ended.has_value() && !is_final(to);
  if (kind == "sent_back") return is_pending(from) && is_pending(to);
  return from == to;
}

const Countdown* of_kind(const std::vector<Countdown>& all, CountdownKind kind) {
  for (const auto& c : all) {
    if (c.kind == kind) return &c;
  }
  return nullptr;
}

/// 12, 13: everything once; later only what was told, or what is new.
Violation against_return(const Step& step, const ReturnedOnce& e) {
  if (e.suggestions.empty() || e.defects.empty()) return "13: a return without suggestions";
  for (const auto& defect : e.defects) {
    if (defect.fault.empty() || defect.mending.empty()) return "13: a defect without its mending";
    if (step.before.told.empty()) continue;
    const bool told = std::any_of(step.before.told.begin(), step.before.told.end(),
                                  [&](const Defect& d) { return d.paper == defect.paper; });
    if (!told && !step.before.new_papers.contains(defect.paper)) {
      return "12: a new defect in a second list: " + defect.paper;
    }
  }
  return std::nullopt;
}

/// 20: what is past due is not stopped, and no due day but a stopped one moves.
Violation against_pause(const Step& step, const Paused& e) {
  if (e.ground.empty() || e.notice_no.empty() || e.days <= 0) return "20: a pause without ground";
  for (const auto& before : step.before.running) {
    const auto* after = of_kind(step.after.running, before.kind);
    if (after == nullptr) return "18: a pause ended a countdown";
    if (before.due <= step.event.legal_day && after->due != before.due) {
      return "20: a pause moved what was past due";
    }
    const bool may =
        before.kind == CountdownKind::promised || before.kind == CountdownKind::statutory;
    if (!may && (after->stopped || after->due != before.due)) {
      return "20: a pause stopped " + std::string(name_of(before.kind));
    }
  }
  return std::nullopt;
}

/// 行政许可法 42: once, within the cap, and only what has not passed.
Violation against_extension(const Step& step, const Extended& e) {
  if (step.before.extended) return "22: extended twice";
  if (e.days > (step.matter.joint ? 15 : 10)) return "22: extended beyond the cap";
  if (step.before.extension_asked_by == step.event.actor.id) return "15: asked and approved by one";
  for (const auto& before : step.before.running) {
    const auto* after = of_kind(step.after.running, before.kind);
    if (after == nullptr) return "18: an extension ended a countdown";
    if (before.due < step.event.legal_day && after->due != before.due) {
      return "22: an extension moved what was past due";
    }
  }
  return std::nullopt;
}

/// 14, 15.
Violation against_grant(const Step& step, const Granted& e) {
  if (e.by_silence) return std::nullopt;
  if (step.before.proposed_by == step.event.actor.id) return "15: proposed and signed by one";
  const bool obligation = of_kind(step.before.running, CountdownKind::obligation) != nullptr;
  for (const auto& paper : step.matter.papers) {
    if (paper.mandatory && !step.before.papers.contains(paper.code) && !obligation &&
        !step.before.imported) {
      return "14: granted without " + paper.code;
    }
  }
  return std::nullopt;
}

/// 行政许可法 32.4: from receipt of the round, known the day after the fifth working day.
Violation against_silence(const Step& step, const DeemedAccepted& e) {
  if (e.effective != step.before.received_round) return "22: deemed from another day than receipt";
  const auto* review = of_kind(step.before.running, CountdownKind::initial_review);
  if (review == nullptr || step.event.legal_day <= review->due) {
    return "22: deemed before the silence ended";
  }
  for (const auto& countdown : e.told) {
    if (countdown.day_zero != step.before.received_round) {
      return "22: " + std::string(name_of(countdown.kind)) + " runs not from receipt";
    }
  }
  return std::nullopt;
}

/// 22: the notice's own limits, wherever they open.
Violation against_limits(const Step& step) {
  for (const auto& c : step.after.running) {
    const Limit five{LimitUnit::working_days, 5};
    const Limit ten{LimitUnit::working_days, 10};
    if (c.kind == CountdownKind::initial_review && c.limit != five) return "22: review is 5 wd";
    if (c.kind == CountdownKind::forward && c.limit != step.matter.forward) return "22: 7 wd";
    if (c.kind == CountdownKind::issue && c.limit != ten) return "22: delivery is 10 wd";
    if (c.kind == CountdownKind::forward && c.day_zero < make_day(2022, 7, 30)) {
      return "22: forward runs from before the notice";
    }
  }
  return std::nullopt;
}

/// 24: nothing but a running countdown moves, and not to before the revision's recording.
Violation against_recount(const Step& step, const DueDaysMoved& e) {
  for (const auto& c : e.told) {
    const auto* before = of_kind(step.before.running, c.kind);
    if (before == nullptr) return "24: a countdown that does not run was moved";
    if (c.due < before->due && c.due < step.event.legal_day) return "24: moved into the past";
  }
  return std::nullopt;
}

struct ByKind {
  const Step& step;
  Violation operator()(const ReturnedOnce& e) const { return against_return(step, e); }
  Violation operator()(const Paused& e) const { return against_pause(step, e); }
  Violation operator()(const Extended& e) const { return against_extension(step, e); }
  Violation operator()(const Granted& e) const { return against_grant(step, e); }
  Violation operator()(const DeemedAccepted& e) const { return against_silence(step, e); }
  Violation operator()(const DueDaysMoved& e) const { return against_recount(step, e); }
  Violation operator()(const Refused& e) const {
    if (e.reasons.empty() || e.remedies.empty()) return "13: a refusal without its grounds";
    return std::nullopt;
  }
  template <class Other>
  Violation operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

Violation against_step(const Step& step, const WorkCalendar& calendar) {
  const auto kind = kind_of(step.event.body);
  if (step.after.version != step.before.version + 1) return "16: version";
  if (!step.after.flagged.empty() && step.after.flagged != step.before.flagged) {
    return std::nullopt;  // flagged in this order: it must have changed nothing
  }
  if (!in_the_table(step.before, kind, step.after)) {
    return "10: " + std::string(kind) + " from " + std::string(name_of(step.before.state)) +
           " to " + std::string(name_of(step.after.state));
  }
  if (auto wrong = std::visit(ByKind{step}, step.event.body)) return wrong;
  if (auto wrong = against_limits(step)) return wrong;
  return against_case(step.after, calendar);
}

}  // namespace qidi::simulate
