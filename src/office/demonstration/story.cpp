// How made-up cases go: mostly well, some returned, paused, extended, forwarded, late or stuck.
#include "office/demonstration/story.h"

#include <algorithm>

namespace qidi::office {

namespace {

using domain::PowerAbove;
using domain::Role;
using domain::WorkingDays;

domain::Day later(domain::Day day, int working_days, const RuleBook& rules) {
  return rules.calendar.after(day, WorkingDays{std::max(working_days, 0)}).day;
}

int promise_wd(const Story& story, const RuleBook& rules, domain::Day day) {
  const auto* matter = rules.matters.in_force(story.matter, day);
  return matter == nullptr ? 10 : std::max(1, matter->promised.count);
}

std::vector<std::string> papers_of(const Story& story, const RuleBook& rules, domain::Day day,
                                   bool all) {
  std::vector<std::string> papers;
  const auto* matter = rules.matters.in_force(story.matter, day);
  if (matter == nullptr) return papers;
  for (const auto& paper : matter->papers) {
    if (paper.mandatory) papers.push_back(paper.code);
  }
  if (!all && !papers.empty()) papers.pop_back();
  return papers;
}

/// The paper that an incomplete filing lacks.
std::string missing_paper(const Story& story, const RuleBook& rules, domain::Day day) {
  const auto papers = papers_of(story, rules, day, true);
  return papers.empty() ? "application" : papers.back();
}

domain::Actor officer_of(const Story& story, const DemoWorld& world, Role role) {
  domain::Actor actor;
  const int number = role == Role::head ? 0 : story.officer;
  actor.name = world.officer(story.holder, number);
  actor.id = story.holder.region + "-" + std::to_string(number) + "-" + actor.name;
  actor.role = role;
  actor.department = story.holder.department;
  actor.region = story.holder.region;
  return actor;
}

domain::Actor unit_of(const Story& story) {
  domain::Actor actor;
  actor.id = "unit-" + story.project.code;
  actor.name = story.project.unit;
  actor.role = Role::project_unit;
  return actor;
}

/// What a filing for the record has to state (law/matters/); other forms are left empty.
std::string stated(std::string_view matter) {
  if (matter == "project_filing") {
    return R"({"content":"演示数据","investment":1000,"place":"演示数据",)"
           R"("policy_statement":true,"scale":"演示数据"})";
  }
  if (matter == "environmental_impact_registration") {
    return R"({"basis":"演示数据","content":"演示数据","measures":"演示数据",)"
           R"("nature":"新建","place":"演示数据"})";
  }
  return {};
}

domain::File filing(const Story& story, const DemoWorld& world, const RuleBook& rules,
                    domain::Day day) {
  domain::File file;
  file.project_code = story.project.code;
  file.project_name = story.project.name;
  file.project_region = story.project.region;
  file.unit_name = story.project.unit;
  file.unit_code = story.project.unit_code;
  file.matter = story.matter;
  file.region = story.holder.region;
  file.department = story.holder.department;
  file.officer = world.officer(story.holder, story.officer);
  if (story.power != PowerAbove::none) {
    file.power = story.power == PowerAbove::plain ? "plain" : "first_review";
    file.upper_region = story.upper.region;
    file.upper_department = story.upper.department;
  }
  file.papers = papers_of(story, rules, day, !story.lacks_paper);
  file.remark = "演示数据";
  file.form = stated(story.matter);
  return file;
}

domain::CommandBody review(const Story& story, const RuleBook& rules, domain::Day day) {
  if (!story.lacks_paper) return domain::Accept{};  // the organ's series numbers its writ
  domain::ReturnOnce once;
  once.defects.push_back({missing_paper(story, rules, day), "未提交", "请补充后在线提交"});
  once.suggestions = "建议对照办事指南一次备齐，可预约帮办代办";
  return once;
}

}  // namespace

Story draw_story(Seeded& chance, const DemoWorld& world, const RuleBook& rules, int number,
                 const DemoProject& project, domain::Day filed) {
  Story story;
  static constexpr char hex[] = "0123456789abcdef";
  for (int i = 0; i < 2; ++i) {
    auto bits = chance.next();
    for (int k = 0; k < 16; ++k, bits >>= 4) story.case_id += hex[bits & 15];
  }
  story.project = project;
  const auto& matters = world.matters();
  const domain::MatterVersion* matter = nullptr;
  for (int tries = 0; matter == nullptr && tries < 20; ++tries) {
    story.matter = matters[static_cast<std::size_t>(
        (static_cast<int>(chance.next() % matters.size()) + number) %
        static_cast<int>(matters.size()))];
    matter = rules.matters.in_force(story.matter, filed);
  }
  const auto line = matter == nullptr ? std::string() : matter->line;
  // Most cases are the banner's; some the league's or the autonomous region's own.
  auto region = project.region;
  if (chance.chance(25)) region = world.above(region);
  if (chance.chance(5)) region = world.above(region);
  story.holder = world.organ(line, region);
  const auto upper = world.above(region);
  if (upper != region) {
    const int power = chance.between(1, 100);
    if (power <= 12) story.power = PowerAbove::first_review;
    if (power > 12 && power <= 20) story.power = PowerAbove::plain;
    story.upper = world.organ(line, upper);
  }
  story.lacks_paper = chance.chance(14);
  story.unit_answers = chance.chance(75);
  story.silent = chance.chance(3);
  story.pauses = chance.chance(12);
  story.resumes_early = chance.chance(50);
  story.extends = chance.chance(4);
  story.checks_site = chance.chance(10);
  // Some organs are slow: their place decides, so that circulars have names to name.
  const bool slow_place = std::stoi(project.region) % 7 == 3;
  story.never_decided = chance.rare(slow_place ? 60 : 12);
  story.late = chance.chance(slow_place ? 22 : 7);
  story.refuses = chance.chance(4);
  story.issues = chance.chance(97);
  story.withdraws = chance.rare(15);
  story.removed = chance.rare(4);
  story.officer = chance.between(1, 6);
  story.review_wd = chance.between(0, 5);
  const int promise = promise_wd(story, rules, filed);
  story.decide_wd = std::max(1, promise * chance.between(30, 95) / 100);
  if (story.late) story.decide_wd = promise + chance.between(1, 18);
  return story;
}

namespace {

/// What a clerk does.
/// A number that a clerk writes himself: no two cases of an organ may bear the same.
std::string own_number(const std::string& mark, const Story& story, domain::Day day) {
  return mark + "〔" + std::to_string(domain::year_of(day)) + "〕" + story.case_id.substr(0, 10) +
         "号";
}

domain::CommandBody clerks_act(const Story& story, Chapter chapter, const DemoWorld& world,
                               const RuleBook& rules, domain::Day day) {
  switch (chapter) {
    case Chapter::review:
    case Chapter::accept_above:
      return review(story, rules, day);
    case Chapter::forward: {
      domain::Forward forward;
      forward.officer = world.officer(story.upper, story.officer);
      if (story.power == PowerAbove::first_review) forward.opinion = "经初审，材料齐全，建议准予";
      return forward;
    }
    case Chapter::pause:
      return domain::Pause{"expert_review", own_number("演示特", story, day), 12};
    case Chapter::ask_extension:
      return domain::AskExtension{5, "情况复杂，需进一步核实"};
    case Chapter::check_site:
      return domain::CheckSite{{world.officer(story.holder, story.officer),
                                world.officer(story.holder, story.officer + 1)},
                               "现场与申请材料一致"};
    case Chapter::explain:
      return domain::ExplainOverdue{"材料复核用时较长，已安排专人加快办理"};
    case Chapter::propose:
      return domain::Propose{story.refuses ? "refuse" : "grant",
                             story.refuses ? "不符合准予许可的条件" : "符合法定条件"};
    case Chapter::issue:
      return domain::Issue{own_number("演示许可", story, day), ""};
    default:
      return domain::Resume{};
  }
}

/// What a head does.
domain::CommandBody heads_act(const Story& story, Chapter chapter, const DemoWorld& world) {
  if (chapter == Chapter::assign) {
    return domain::Assign{world.officer(story.holder, story.officer)};
  }
  if (chapter == Chapter::extend) return domain::Extend{5, "情况复杂，需进一步核实"};
  domain::Decide decide;
  decide.outcome = story.refuses ? "refuse" : "grant";
  if (story.refuses) {
    decide.reasons = "不符合准予许可的条件";
    decide.remedies = "可在六十日内申请行政复议，或在六个月内提起行政诉讼";
  }
  return decide;
}

/// What the project unit does.
domain::CommandBody units_act(const Story& story, Chapter chapter, const DemoWorld& world,
                              const RuleBook& rules, domain::Day day) {
  if (chapter == Chapter::file) return filing(story, world, rules, day);
  if (chapter == Chapter::withdraw) return domain::Withdraw{"项目单位调整投资计划"};
  const auto paper = missing_paper(story, rules, day);
  return domain::Refile{{{paper, "已补充", true}}, {paper}};
}

}  // namespace

domain::Command command_of(const Story& story, Chapter chapter, const DemoWorld& world,
                           const RuleBook& rules, domain::Day day) {
  domain::Command command;
  command.command_id = story.case_id + "-" + std::to_string(story.step_count);
  command.case_id = story.case_id;
  switch (chapter) {
    case Chapter::file:
    case Chapter::refile:
    case Chapter::withdraw:
      command.actor = unit_of(story);
      command.body = units_act(story, chapter, world, rules, day);
      break;
    case Chapter::assign:
    case Chapter::extend:
    case Chapter::decide:
      command.actor = officer_of(story, world, Role::head);
      command.body = heads_act(story, chapter, world);
      break;
    case Chapter::remove:
      command.actor.id = "gov-" + story.project.region;
      command.actor.name = "演示政府办";
      command.actor.role = Role::region_government;
      command.body = domain::Remove{"不符合产业政策（演示）", "复核人某甲", "批准人某乙",
                                    "可在六十日内申请行政复议"};
      break;
    default:
      command.actor = officer_of(story, world, Role::clerk);
      command.body = clerks_act(story, chapter, world, rules, day);
      break;
  }
  return command;
}

namespace {

/// From acceptance to the decision: pauses, extensions and site checks on the way.
NextStep on_deciding(Story& story, domain::Day day, const RuleBook& rules, Seeded& chance) {
  if (story.power == PowerAbove::first_review && !story.forwarded) {
    return {Chapter::forward, later(day, chance.between(0, story.late ? 7 : 3), rules)};
  }
  if (story.removed) return {Chapter::remove, later(day, chance.between(2, 9), rules)};
  if (story.withdraws) return {Chapter::withdraw, later(day, chance.between(1, 6), rules)};
  if (story.pauses) {
    story.pauses = false;
    return {Chapter::pause, later(day, 1, rules)};
  }
  if (story.extends) {
    story.extends = false;
    return {Chapter::ask_extension, later(day, 1, rules)};
  }
  if (story.checks_site) {
    story.checks_site = false;
    return {Chapter::check_site, later(day, 1, rules)};
  }
  if (story.never_decided) {
    if (!chance.chance(40)) return {};
    const int promise = promise_wd(story, rules, day);
    return {Chapter::explain, later(day, promise + 20, rules)};
  }
  return {Chapter::propose, later(day, story.decide_wd, rules)};
}

}  // namespace

NextStep next_step(Story& story, Chapter chapter, domain::Day day, const RuleBook& rules,
                   Seeded& chance) {
  ++story.step_count;
  switch (chapter) {
    case Chapter::file:
    case Chapter::assign:
      if (story.power == PowerAbove::plain) {
        return {Chapter::forward, later(day, chance.between(1, story.late ? 11 : 6), rules)};
      }
      // A silent clerk's case is accepted by law after five working days; he wakes up later.
      if (story.silent) return on_deciding(story, later(day, 7, rules), rules, chance);
      return {Chapter::review, later(day, story.review_wd, rules)};
    case Chapter::review:
    case Chapter::accept_above:
      if (!story.lacks_paper) return on_deciding(story, day, rules, chance);
      if (!story.unit_answers) return {};
      return {Chapter::refile, later(day, chance.between(2, 20), rules)};
    case Chapter::refile:
      story.lacks_paper = false;
      return {story.forwarded ? Chapter::accept_above : Chapter::review,
              later(day, chance.between(0, 4), rules)};
    case Chapter::forward:
      story.forwarded = true;
      story.holder = story.upper;
      if (story.power == PowerAbove::plain) {
        // Above, nothing in the package may be asked for again: what lacks is found in deciding.
        story.lacks_paper = false;
        return {Chapter::accept_above, later(day, chance.between(0, 4), rules)};
      }
      return on_deciding(story, day, rules, chance);
    case Chapter::pause:
      // Without a resumption the pause ends by its plan, 12 working days on.
      if (story.resumes_early) {
        return {Chapter::resume, later(day, chance.between(3, 11), rules)};
      }
      return on_deciding(story, later(day, 13, rules), rules, chance);
    case Chapter::ask_extension:
      return {Chapter::extend, day};
    case Chapter::resume:
    case Chapter::extend:
    case Chapter::check_site:
      return on_deciding(story, day, rules, chance);
    case Chapter::propose:
      return {Chapter::decide, later(day, chance.between(0, 1), rules)};
    case Chapter::decide:
      if (story.refuses || !story.issues) return {};
      return {Chapter::issue, later(day, chance.between(1, 9), rules)};
    case Chapter::explain:
    case Chapter::issue:
    case Chapter::withdraw:
    case Chapter::remove:
    case Chapter::over:
      return {};
  }
  return {};
}

}  // namespace qidi::office
