// The ladder against a walker that goes day by day and only looks at lights and counts.
#include "domain/supervision/ladder.h"

#include <map>

#include "random_acts.h"

namespace qidi::given {
namespace {

using Governed = std::tuple<CountdownKind, Day>;
using Seen = std::map<Governed, std::map<LadderStep, Day>>;

/// What the day shows, written down where it was not seen before.
void look(const CaseRows& rows, Day today, Seen& seen) {
  for (const auto& standing : rows.standings) {
    if (standing.from > today || today >= standing.to || !standing.due) continue;
    const auto light = light_on(standing, today);
    if (light < Light::yellow) return;
    auto& steps = seen[{*standing.due_kind, *standing.due}];
    if (light == Light::yellow) {
      steps.emplace(LadderStep::yellow, today);
      return;
    }
    steps.emplace(LadderStep::red, today);
    const int over = published().working_days_between(*standing.due, today);
    for (const auto step :
         {LadderStep::head, LadderStep::leader, LadderStep::order, LadderStep::listing}) {
      if (over >= days_over_of(step)) steps.emplace(step, today);
    }
  }
}

TEST(LadderProperty, IsWhatAWalkerSawDayByDay) {
  cites("notice-4.3.3@73df");
  long long compared = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Chance chance(seed);
    const auto version = random_matter(chance);
    Story story(version);
    const Day first = day("2022-06-01") + std::chrono::days{chance.below(300)};
    for (Day today = first; today < first + std::chrono::days{150};
         today += std::chrono::days{chance.below(25)}) {
      const auto current = story.as_of(today, today);
      auto act = random_act(chance, current, today);
      auto actor = random_actor(chance, act, current, version.joint);
      story.tried(today, today, std::move(act), std::move(actor));
    }
    const auto rows = story.rows();
    Seen seen;
    for (Day today = first; today < first + std::chrono::days{240}; today += std::chrono::days{1}) {
      look(rows, today, seen);
      const auto reached = ladder_on(rows.standings, today, published());
      if (reached.steps.empty()) continue;
      std::map<LadderStep, Day> steps;
      for (const auto& step : reached.steps) steps[step.step] = step.on;
      const auto expected = seen[Governed{reached.countdown, reached.due}];
      ASSERT_EQ(steps, expected) << "seed " << seed << " on " << to_text(today);
      ++compared;
    }
  }
  EXPECT_GT(compared, 3000);
}

}  // namespace
}  // namespace qidi::given
