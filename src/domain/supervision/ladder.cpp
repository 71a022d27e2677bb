// Days of steps, drawn forward to when they could first be seen.
#include "domain/supervision/ladder.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "domain/time/light.h"

namespace qidi::domain {

namespace {

struct StepRule {
  std::string_view name;
  int days_over;
};

/// domain.md 5: "ladder, wd after due: head +1, leader +3, order +5, proposal to list +10".
constexpr std::array<StepRule, ladder_step_count> rules{{
    {"yellow", 0},
    {"red", 0},
    {"head", 1},
    {"leader", 3},
    {"order", 5},
    {"listing", 10},
}};

const Standing* standing_on(const std::vector<Standing>& standings, Day day) {
  const auto found = std::find_if(standings.begin(), standings.end(), [&](const Standing& one) {
    return one.from <= day && day < one.to;
  });
  return found == standings.end() ? nullptr : &*found;
}

bool burns(const Standing& standing, Day day) {
  return light_on(standing, day) >= Light::yellow && standing.due && standing.due_kind;
}

}  // namespace

int days_over_of(LadderStep step) {
  return rules[static_cast<std::size_t>(step)].days_over;
}

std::string_view name_of(LadderStep step) {
  return rules[static_cast<std::size_t>(step)].name;
}

Reached ladder_on(const std::vector<Standing>& standings, Day today, const WorkCalendar& calendar) {
  Reached reached;
  const auto* now = standing_on(standings, today);
  if (now == nullptr || !burns(*now, today)) return reached;
  reached.countdown = *now->due_kind;
  reached.due = *now->due;
  reached.holder = now->holder;
  reached.officer = now->officer;

  for (int i = 0; i < ladder_step_count; ++i) {
    const auto step = static_cast<LadderStep>(i);
    std::optional<Day> first;
    // Each stretch in which the same countdown governed: an act in between changes nothing of it.
    for (const auto& standing : standings) {
      if (standing.from > today || standing.due != now->due || standing.due_kind != now->due_kind) {
        continue;
      }
      const Day last = std::min(today, standing.to - std::chrono::days{1});
      Day on = beginning_of_days;
      Day until = last;
      if (step == LadderStep::yellow) {
        on = standing.yellow_from;
        until = std::min(last, *standing.due);
      } else {
        on = *standing.due + std::chrono::days{1};
        if (days_over_of(step) > 0) {
          on = calendar.in(standing.holder.region)
                   .after(*standing.due, WorkingDays{days_over_of(step)})
                   .day;
        }
      }
      on = std::max(on, standing.from);
      if (on <= until && burns(standing, on) && (!first || on < *first)) first = on;
    }
    if (first) reached.steps.push_back({step, *first});
  }
  return reached;
}

}  // namespace qidi::domain
