// Cases by project code, organs by the register's line and else by who has handled the matter.
#include "office/filing_advice.h"

#include <algorithm>

#include "domain/casework/case_reach.h"
#include "domain/casework/rules.h"
#include "office/handle_command.h"
#include "office/organ_desk.h"
#include "office/project_desk.h"
#include "record/form_condition.h"

namespace qidi::office {

namespace {

const domain::Standing* standing_on(const domain::CaseRows& rows, domain::Day day) {
  for (const auto& standing : rows.standings) {
    if (standing.from <= day && day < standing.to) return &standing;
  }
  return nullptr;
}

/// Whose cases count as the project's: a unit's own, as its reach has it; else all.
Result<std::vector<domain::ProjectCase>, Fault> cases_of(LedgerView& view, const std::string& code,
                                                         const domain::Reach& reach,
                                                         domain::Day day) {
  std::vector<domain::ProjectCase> cases;
  if (code.empty()) return cases;
  const bool own_only = reach.kind == domain::Reach::Kind::unit;
  QIDI_TRY(ids, view.find_cases(code));
  for (const auto& id : ids) {
    QIDI_TRY(rows, view.case_rows(id));
    if (!rows || rows->facts.project_code != code) continue;
    if (own_only && !domain::reaches(reach, domain::reached_case(*rows))) continue;
    const auto* standing = standing_on(*rows, day);
    if (standing == nullptr) continue;
    domain::ProjectCase one{rows->facts, standing->state, standing->holder};
    // Which case it is, is only for whoever may open it.
    if (!domain::reaches(reach, domain::reached_case(*rows))) one.facts.case_id.clear();
    cases.push_back(std::move(one));
  }
  return cases;
}

/// With those under the codes that its unit had for it before: only that unit's own, for a code
/// given up may be another's by now.
Result<std::vector<domain::ProjectCase>, Fault> every_case_of(EventReader& reader, LedgerView& view,
                                                              const FilingQuestion& question) {
  QIDI_TRY(cases, cases_of(view, question.project_code, question.reach, question.day));
  if (question.project_code.empty()) return cases;
  QIDI_TRY(project, read_project(reader, question.project_code));
  for (const auto& code : project.earlier) {
    QIDI_TRY(before, cases_of(view, code, question.reach, question.day));
    for (auto& one : before) {
      if (one.facts.unit_code == project.unit_code) cases.push_back(std::move(one));
    }
  }
  return cases;
}

bool is_ended(domain::CaseState state) {
  switch (state) {
    case domain::CaseState::in_review:
    case domain::CaseState::waiting_for_unit:
    case domain::CaseState::deciding:
    case domain::CaseState::paused:
    case domain::CaseState::granted:
      return false;
    case domain::CaseState::not_accepted:
    case domain::CaseState::refused:
    case domain::CaseState::issued:
    case domain::CaseState::finished:
    case domain::CaseState::withdrawn:
    case domain::CaseState::lapsed:
    case domain::CaseState::removed:
      return true;
  }
  return true;
}

std::vector<domain::RegionStep> trail_of(const Regions& regions, std::string code) {
  std::vector<domain::RegionStep> trail;
  for (const auto* region = regions.find(code); region != nullptr; region = regions.find(code)) {
    trail.push_back({region->code, region->level});
    if (region->parent.empty() || region->parent == code) break;
    code = region->parent;
  }
  return trail;
}

/// Departments of the region that have handled the matter, most cases first.
Result<std::vector<std::string>, Fault> handlers(LedgerView& view, const std::string& region,
                                                 const std::string& matter, domain::Day day) {
  LedgerPageQuery query;
  query.as_of = day;
  query.list = LedgerQuery::List::all;
  query.region_prefix = region;
  query.matter = matter;
  QIDI_TRY(values, view.values(query, LedgerField::department));
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& left, const auto& right) { return left.cases > right.cases; });
  std::vector<std::string> names;
  for (auto& value : values) {
    if (!value.value.empty()) names.push_back(std::move(value.value));
  }
  return names;
}

/// The organ of a region that decides the matter: the register's on its line; of several, or of
/// none, the one that has handled the most.
Result<TierAdvice, Fault> with_organ(TierAdvice advice, const domain::OrganRegister& known,
                                     LedgerView& view, const FilingQuestion& question) {
  const auto& region = advice.organ.region;
  if (region.empty()) return advice;
  QIDI_TRY(names, handlers(view, region, question.matter.matter, question.day));
  std::vector<std::string> on_line;
  for (const auto& [organ, entry] : known.organs) {
    const bool fits = organ.region == region && !question.matter.line.empty() &&
                      entry.line == question.matter.line && entry.in_force(question.day);
    if (fits) on_line.push_back(organ.department);
  }
  for (const auto& name : names) {
    const auto* entry = known.find({region, name});
    const bool listed = std::find(on_line.begin(), on_line.end(), name) != on_line.end();
    const bool in_force = entry == nullptr || entry->in_force(question.day);
    if (listed || (on_line.empty() && in_force)) {
      advice.organ.department = name;
      advice.registered = entry != nullptr;
      return advice;
    }
  }
  if (!on_line.empty()) {
    advice.organ.department = on_line.front();
    advice.registered = true;
  }
  return advice;
}

}  // namespace

Result<FilingAdvice, Fault> filing_advice(EventReader& reader, LedgerView& view,
                                          const Regions& regions, const FilingQuestion& question) {
  FilingAdvice advice;
  QIDI_TRY(cases, every_case_of(reader, view, question));
  advice.prerequisites = domain::prerequisites_found(question.matter, cases);
  for (auto& one : cases) {
    if (one.facts.matter != question.matter.matter || is_ended(one.state)) continue;
    advice.open.push_back(std::move(one));
  }
  const auto trail = trail_of(regions, question.project_region);
  if (trail.empty()) return advice;
  QIDI_TRY(known, read_organ_register(reader));
  for (auto& tier : domain::tiers_for(question.matter, trail)) {
    TierAdvice told;
    told.organ.region = domain::deciding_region(tier, trail);
    told.reached =
        !tier.reached_when.empty() && record::meets_condition(tier.reached_when, question.form);
    told.tier = std::move(tier);
    QIDI_TRY(whole, with_organ(std::move(told), known, view, question));
    advice.tiers.push_back(std::move(whole));
  }
  return advice;
}

Result<std::vector<domain::PrerequisiteFound>, Fault> prerequisites_of_case(
    LedgerView& view, const RuleBook& rules, const domain::CaseRows& rows,
    const domain::Reach& reach, domain::Day day) {
  const auto& facts = rows.facts;
  const auto* matter = rules.matters.version(facts.matter, facts.matter_version);
  if (matter == nullptr || matter->prerequisites.empty()) {
    return std::vector<domain::PrerequisiteFound>{};
  }
  QIDI_TRY(cases, cases_of(view, facts.project_code, reach, day));
  return domain::prerequisites_found(*matter, cases);
}

Result<std::optional<domain::MatterTier>, Fault> tier_above_case(EventReader& reader,
                                                                 const RuleBook& rules,
                                                                 const Regions& regions,
                                                                 const domain::CaseRows& rows,
                                                                 domain::Day day) {
  using Found = std::optional<domain::MatterTier>;
  const auto& facts = rows.facts;
  const auto* matter = rules.matters.version(facts.matter, facts.matter_version);
  const auto trail = trail_of(regions, facts.project_region);
  if (matter == nullptr || trail.empty()) return Found();
  const auto held = domain::tiers_for(*matter, trail);
  QIDI_TRY(stored, reader.load(stream_of_case(facts.case_id)));
  QIDI_TRY(events, open_events(stored));
  const auto current = domain::fold(std::move(events), day);
  if (domain::is_final(current.state) || current.form.empty()) return Found();
  const bool above = current.power != domain::PowerAbove::none;
  const auto* decides = regions.find(above ? current.upper.region : current.holder.region);
  if (decides == nullptr) return Found();
  const auto* tier = domain::tier_above(held, decides->level, [&](const std::string& condition) {
    return record::meets_condition(condition, current.form);
  });
  return tier == nullptr ? Found() : Found(*tier);
}

}  // namespace qidi::office
