// The derived rows answer where a case stands; its events answer why.
#include "office/case_page.h"

#include "office/handle_command.h"

namespace qidi::office {

namespace {

std::optional<LedgerLine> line_on(const domain::CaseRows& rows, domain::Day day) {
  for (const auto& standing : rows.standings) {
    if (standing.from <= day && day < standing.to) return LedgerLine{rows.facts, standing};
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<CasePage>, Fault> case_page(EventReader& reader, LedgerView& view,
                                                 const std::string& id, domain::Day as_of) {
  QIDI_TRY(case_id, reader.find_case(id));
  if (!case_id) return std::optional<CasePage>();
  QIDI_TRY(rows, view.case_rows(*case_id));
  if (!rows) return std::optional<CasePage>();
  QIDI_TRY(events, reader.load(stream_of_case(*case_id)));
  CasePage page;
  page.line = line_on(*rows, as_of);
  page.rows = std::move(*rows);
  page.version = events.size();
  return std::optional(std::move(page));
}

Result<RunningCountdowns, Fault> running_countdowns(EventReader& reader, const RuleBook& rules,
                                                    const std::string& case_id, domain::Day as_of) {
  QIDI_TRY(stored, reader.load(stream_of_case(case_id)));
  QIDI_TRY(events, open_events(stored));
  auto current = domain::fold(std::move(events), as_of);
  current.facts.case_id = case_id;
  for (const auto& event : domain::settle(current, rules.facts(as_of))) {
    domain::evolve(current, event);
  }
  RunningCountdowns result;
  if (const auto* governs = domain::governing(current)) result.governing = governs->kind;
  result.running = std::move(current.running);
  return result;
}

Result<std::vector<LedgerLine>, Fault> cases_of_project(LedgerView& view,
                                                        const std::string& project_code,
                                                        domain::Day as_of) {
  std::vector<LedgerLine> lines;
  if (project_code.empty()) return lines;
  QIDI_TRY(ids, view.find_cases(project_code));
  for (const auto& id : ids) {
    QIDI_TRY(rows, view.case_rows(id));
    if (!rows || rows->facts.project_code != project_code) continue;
    if (auto line = line_on(*rows, as_of)) lines.push_back(std::move(*line));
  }
  return lines;
}

}  // namespace qidi::office
