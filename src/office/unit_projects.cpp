// See unit_projects.h.
#include "office/unit_projects.h"

#include <algorithm>

#include "office/project_desk.h"

namespace qidi::office {

namespace {

constexpr int pages = 5;
constexpr int lines_a_page = 200;
constexpr std::size_t most_next = 3;

Result<std::vector<LedgerLine>, Fault> cases_of_unit(LedgerView& view, const std::string& unit_code,
                                                     domain::Day day, bool& whole) {
  LedgerPageQuery query;
  query.as_of = day;
  query.list = LedgerQuery::List::all;
  query.unit_code = unit_code;
  query.sort = LedgerSort::received;
  query.descending = true;
  query.limit = lines_a_page;
  std::vector<LedgerLine> lines;
  for (int page = 0; page < pages; ++page) {
    QIDI_TRY(told, view.page(query));
    std::move(told.lines.begin(), told.lines.end(), std::back_inserter(lines));
    query.after = told.next;
    if (!told.next) break;
  }
  whole = !query.after;
  return lines;
}

bool is_of(const domain::UnitProject& project, const domain::CaseFacts& facts) {
  const auto& earlier = project.earlier;
  if (facts.project_code.empty()) {
    return project.code.empty() && project.name == facts.project_name;
  }
  return project.code == facts.project_code ||
         std::find(earlier.begin(), earlier.end(), facts.project_code) != earlier.end();
}

/// A project that nobody registered, as its latest case has it.
domain::UnitProject named_by(const domain::CaseFacts& facts) {
  domain::UnitProject project;
  project.code = facts.project_code;
  project.name = facts.project_name;
  project.region = facts.project_region;
  project.unit_name = facts.unit_name;
  project.unit_code = facts.unit_code;
  return project;
}

void add_next(OwnProject& own, const std::vector<const domain::MatterVersion*>& in_force) {
  std::vector<domain::ProjectCase> cases;
  for (const auto& line : own.cases) {
    cases.push_back({line.facts, line.standing.state, line.standing.holder});
  }
  const auto* kind = domain::project_kind(own.project.kind);
  own.next = domain::next_filings(in_force, kind == nullptr ? "" : kind->matter, cases, most_next);
}

}  // namespace

Result<OwnProjects, Fault> own_projects(EventReader& reader, LedgerView& view,
                                        const RuleBook& rules, const std::string& unit_code,
                                        domain::Day day) {
  OwnProjects own;
  QIDI_TRY(registered, projects_of_unit(reader, unit_code));
  for (auto& project : registered) own.projects.push_back({std::move(project), {}, {}});
  QIDI_TRY(lines, cases_of_unit(view, unit_code, day, own.whole));
  for (auto& line : lines) {
    auto found = std::find_if(own.projects.begin(), own.projects.end(),
                              [&](const auto& one) { return is_of(one.project, line.facts); });
    if (found == own.projects.end()) {
      found = own.projects.insert(found, OwnProject{named_by(line.facts), {}, {}});
    }
    found->cases.push_back(std::move(line));
  }
  std::vector<const domain::MatterVersion*> in_force;
  for (const auto* version : rules.matters.all_on(day)) {
    if (rules.matters.in_force(version->matter, day) == version) in_force.push_back(version);
  }
  for (auto& one : own.projects) add_next(one, in_force);
  return own;
}

}  // namespace qidi::office
