// One made-up case's story: what will happen to it and when, drawn once from the seed. Each step is
// an act that a person would do; the rules answer, and the next step follows from where it stands.
#pragma once

#include <optional>
#include <string>

#include "domain/casework/commands.h"
#include "office/demonstration/world.h"
#include "office/rule_book.h"

namespace qidi::office {

/// What comes next in a story.
enum class Chapter : std::uint8_t {
  file,
  assign,
  review,  ///< accept, or return once
  refile,
  forward,
  accept_above,  ///< after a plain forwarding, the upper organ reviews
  pause,
  resume,
  ask_extension,
  extend,
  check_site,
  explain,
  propose,
  decide,
  issue,
  withdraw,
  remove,
  over,
};

struct Story {
  std::string case_id;
  DemoProject project;
  std::string matter;
  domain::Organ holder;
  domain::Organ upper;
  domain::PowerAbove power{};
  bool forwarded = false;
  bool lacks_paper = false;  ///< the first filing is not complete
  bool unit_answers = true;
  bool silent = false;  ///< the reviewing clerk lets the five days pass
  bool pauses = false;
  bool resumes_early = false;
  bool extends = false;
  bool checks_site = false;
  bool never_decided = false;
  bool refuses = false;
  bool issues = true;
  bool withdraws = false;
  bool removed = false;
  bool late = false;
  int officer = 1;
  int review_wd = 2;  ///< working days from receipt to the review's end
  int decide_wd = 8;  ///< working days from acceptance to the decision
  int step_count = 0;
};

/// A step that is due: the chapter and its day.
struct NextStep {
  Chapter chapter = Chapter::over;
  domain::Day day;
};

/// Draws a story's project, matter, organs and fate. `filed` is the day of filing.
Story draw_story(Seeded& chance, const DemoWorld& world, const RuleBook& rules, int number,
                 const DemoProject& project, domain::Day filed);

/// The command of a chapter.
domain::Command command_of(const Story& story, Chapter chapter, const DemoWorld& world,
                           const RuleBook& rules, domain::Day day);

/// What follows a chapter that the rules accepted on `day`.
NextStep next_step(Story& story, Chapter chapter, domain::Day day, const RuleBook& rules,
                   Seeded& chance);

}  // namespace qidi::office
