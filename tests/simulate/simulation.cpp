// One step: a random act by a random person, settled or not; then every invariant.
#include "simulate/simulation.h"

#include <algorithm>

#include "random_acts.h"
#include "simulate/invariants.h"

namespace qidi::simulate {

using namespace domain;
using given::Chance;
using given::Story;

namespace {

constexpr std::chrono::days one{1};

/// One case with what earlier days had shown of it.
struct Desk {
  Story story;
  MatterVersion matter;
  const WorkCalendar& calendar;
  int laziness = 1;               ///< acts on one day in so many
  std::map<Day, Standing> shown;  ///< by the end of each day, as seen that day
};

std::string told(const Event& event) {
  return to_text(event.legal_day) + " " + std::string(kind_of(event.body));
}

/// The banner has days off that the league above it works on.
const WorkCalendar& with_local_days() {
  static const WorkCalendar calendar = [] {
    LocalYear local{given::banner.region, {2022, false, "某旗公告", {}}};
    for (unsigned month = 6; month <= 12; ++month) {
      local.year.days.push_back({make_day(2022, month, 15), DayKind::day_off, "旗庆"});
      local.year.days.push_back({make_day(2022, month, 20), DayKind::day_off, "旗庆"});
    }
    return WorkCalendar(law::calendar_years(), 1, {local});
  }();
  return calendar;
}

class World {
 public:
  World(std::uint64_t seed, int cases) : chance_(seed), seed_(seed) {
    for (int i = 0; i < cases; ++i) {
      auto matter = given::random_matter(chance_);
      const auto& calendar = i % 3 == 0 ? with_local_days() : given::published();
      desks_.push_back({Story(matter, calendar), matter, calendar, 1 + chance_.below(12), {}});
    }
  }

  Outcome run(int days) {
    Day today = make_day(2022, 6, 1);
    for (int i = 0; i < days; ++i, today += one) {
      for (auto& desk : desks_) {
        if (auto wrong = a_day_of(desk, today)) return ended(*wrong, today);
      }
      if (today == month_of(today).last()) {
        if (auto wrong = against_month(rows_of_all(), month_of(today))) {
          return ended(*wrong, today);
        }
      }
    }
    for (const auto& desk : desks_) {
      outcome_.events += static_cast<long long>(desk.story.events().size());
    }
    return outcome_;
  }

 private:
  static Month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return {static_cast<int>(date.year()), static_cast<unsigned>(date.month())};
  }

  Outcome ended(const std::string& wrong, Day today) {
    outcome_.violation = "seed " + std::to_string(seed_) + ", " + to_text(today) + ": " + wrong;
    return outcome_;
  }

  std::vector<CaseRows> rows_of_all() const {
    std::vector<CaseRows> all;
    for (const auto& desk : desks_) all.push_back(desk.story.rows());
    return all;
  }

  Violation a_day_of(Desk& desk, Day today) {
    if (!chance_.one_in(desk.laziness)) return std::nullopt;
    const bool late = !desk.story.events().empty() && chance_.one_in(20);
    const Day legal = late ? today - std::chrono::days{1 + chance_.below(12)} : today;
    if (late && !only_time_acted_after(desk, legal)) return std::nullopt;
    const auto current = desk.story.as_of(legal, legal);
    if (late && !current.exists) return std::nullopt;
    auto act = given::random_act(chance_, current, legal);
    auto actor = given::random_actor(chance_, act, current, desk.matter.joint);
    const auto events_before = desk.story.events().size();
    const bool done = desk.story.tried(legal, today, std::move(act), std::move(actor));
    ++(done ? outcome_.acts_done : outcome_.acts_refused);
    if (!done || desk.story.events().size() == events_before) return std::nullopt;
    if (auto wrong = against_events(desk)) return wrong;
    return against_what_is_shown(desk, today, late);
  }

  /// Paper that goes in before another person's act leaves that act's told days as they were told;
  /// only before time's own events must everything come out as if it had been entered in time.
  static bool only_time_acted_after(const Desk& desk, Day legal) {
    const auto& events = desk.story.events();
    return std::all_of(events.begin(), events.end(), [&](const Event& event) {
      return event.legal_day <= legal || event.actor.role == Role::job;
    });
  }

  /// Every event in the order of folding, and the case after it.
  Violation against_events(const Desk& desk) {
    auto events = desk.story.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].sequence != static_cast<long long>(i) + 1) return "2: a gap in the sequence";
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.legal_day < b.legal_day; });
    ApprovalCase current;
    for (const auto& event : events) {
      const auto before = current;
      evolve(current, event);
      if (auto wrong = against_step({before, event, current, desk.matter}, desk.calendar)) {
        return *wrong + " at " + told(event) + " of " + desk.story.kinds();
      }
    }
    return std::nullopt;
  }

  /// Rulings 3: the lists never depend on the job; and no later act changes a day that was shown.
  Violation against_what_is_shown(Desk& desk, Day today, bool late) {
    const auto rows = desk.story.rows();
    if (auto wrong = against_rows(rows)) return *wrong + " of " + desk.story.kinds();
    auto settled = desk.story;
    if (settled.tried(today + std::chrono::days{chance_.below(90)}, today + std::chrono::days{90},
                      Settle{})) {
      const auto after = settled.rows();
      if (after.standings != rows.standings || after.segments != rows.segments ||
          after.movements != rows.movements) {
        return "lists depend on the job: " + desk.story.kinds();
      }
    }
    if (late) desk.shown.clear();
    for (const auto& s : rows.standings) {
      for (auto& [day, seen] : desk.shown) {
        if (day < s.from || day >= s.to) continue;
        if (!same(seen, s, day)) return "21: " + to_text(day) + " shows another thing now";
      }
      if (s.from <= today && today < s.to) desk.shown.insert_or_assign(today, s);
    }
    return std::nullopt;
  }

  /// What a list shows on a day; what lies beyond it may still change.
  static bool same(const Standing& a, const Standing& b, Day day) {
    return a.state == b.state && a.holder == b.holder && a.officer == b.officer && a.due == b.due &&
           light_on(a, day) == light_on(b, day);
  }

  Chance chance_;
  std::uint64_t seed_;
  std::vector<Desk> desks_;
  Outcome outcome_;
};

}  // namespace

Outcome simulate(std::uint64_t seed, int cases, int days) {
  return World(seed, cases).run(days);
}

}  // namespace qidi::simulate
