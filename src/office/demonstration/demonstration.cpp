// Stories told in the order of time: a queue of steps, each one a command on the main path.
#include "office/demonstration/demonstration.h"

#include <queue>

#include "office/demonstration/story.h"

namespace qidi::office {

namespace {

constexpr long long acts_per_sync = 512;

struct QueuedStep {
  domain::Instant when;
  std::size_t story = 0;
  Chapter chapter{};
  bool operator>(const QueuedStep& other) const {
    return when != other.when ? when > other.when : story > other.story;
  }
};

/// Office hours on working days; a unit may file at any hour of any day (N9).
domain::Instant moment(domain::Day day, Chapter chapter, Seeded& chance) {
  const bool unit = chapter == Chapter::file || chapter == Chapter::refile;
  const int hour = unit ? chance.between(7, 22) : chance.between(9, 17);
  // One draw a statement: within one, every compiler draws in an order of its own.
  const int second = chance.between(0, 59);
  const int minute = chance.between(0, 59);
  return domain::start_of(day) + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

/// Half of what is filed lies in the last five weeks, so that a fair share is still pending.
domain::Day filing_day(Seeded& chance, const DemoOptions& options) {
  const int days_back = chance.chance(62) ? chance.between(0, 34) : chance.between(35, 300);
  return options.until - std::chrono::days{days_back};
}

class Demonstration {
 public:
  Demonstration(EventLog& log, const RuleBook& rules, const Regions& regions, DemoClock& clock,
                const DemoOptions& options)
      : log_(log),
        rules_(rules),
        clock_(clock),
        options_(options),
        regions_(regions),
        world_(regions, rules.matters),
        chance_(options.seed) {}

  Result<DemoResult, Fault> run(const std::function<void(long long, long long)>& progress) {
    draw();
    result_.people = demo_people(stories_, world_, regions_);
    QIDI_CHECK(open_demo_accounts(log_, clock_, result_.people));
    const auto end = domain::start_of(options_.until + std::chrono::days{1});
    while (!queue_.empty() && queue_.top().when < end) {
      const auto step = queue_.top();
      queue_.pop();
      QIDI_CHECK(perform(step));
      if (result_.acts % acts_per_sync == 0) {
        QIDI_CHECK(log_.sync());
        if (progress) progress(result_.acts, result_.cases);
      }
    }
    clock_.move_to(end - std::chrono::seconds{1});
    QIDI_CHECK(log_.sync());
    return result_;
  }

 private:
  void draw() {
    for (int number = 0; number < options_.projects; ++number) {
      const auto first = filing_day(chance_, options_);
      const auto project = world_.make_project(chance_, number, first);
      const int matters = chance_.chance(45) ? 1 : chance_.between(2, 3);
      for (int k = 0; k < matters; ++k) {
        const auto filed = k == 0 ? first : filing_day(chance_, options_);
        stories_.push_back(draw_story(chance_, world_, rules_, number * 3 + k, project, filed));
        enqueue(stories_.size() - 1, {Chapter::file, filed});
      }
      ++result_.projects;
    }
  }

  void enqueue(std::size_t story, const NextStep& step) {
    if (step.chapter == Chapter::over) return;
    queue_.push({moment(step.day, step.chapter, chance_), story, step.chapter});
  }

  Result<void, Fault> perform(const QueuedStep& step) {
    auto& story = stories_[step.story];
    clock_.move_to(step.when);
    const auto day = domain::day_of(clock_.now());
    const auto command = command_of(story, step.chapter, world_, rules_, day);
    QIDI_TRY(answer, handle_command(log_, rules_, clock_, command));
    ++result_.acts;
    if (std::holds_alternative<domain::Refusal>(answer)) {
      // A clerk who comes too late for one act goes on to the next.
      ++result_.refused;
      ++story.step_count;
      if (step.chapter == Chapter::review || step.chapter == Chapter::accept_above) {
        story.silent = true;
        enqueue(step.story, {Chapter::propose, day + std::chrono::days{story.decide_wd}});
      }
      return {};
    }
    if (step.chapter == Chapter::file) ++result_.cases;
    enqueue(step.story, next_step(story, step.chapter, day, rules_, chance_));
    return {};
  }

  EventLog& log_;
  const RuleBook& rules_;
  DemoClock& clock_;
  const DemoOptions& options_;
  const Regions& regions_;
  DemoWorld world_;
  Seeded chance_;
  std::vector<Story> stories_;
  std::priority_queue<QueuedStep, std::vector<QueuedStep>, std::greater<>> queue_;
  DemoResult result_;
};

}  // namespace

domain::Instant demo_begins(const DemoOptions& options) {
  return domain::start_of(options.until - std::chrono::days{320}) + std::chrono::hours{8};
}

Result<DemoResult, Fault> demonstrate(EventLog& log, const RuleBook& rules, const Regions& regions,
                                      DemoClock& clock, const DemoOptions& options,
                                      const std::function<void(long long, long long)>& progress) {
  clock.move_to(demo_begins(options));
  return Demonstration(log, rules, regions, clock, options).run(progress);
}

}  // namespace qidi::office
