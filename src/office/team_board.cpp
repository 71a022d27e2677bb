// Counts by officer and light, gathered by officer.
#include "office/team_board.h"

#include "office/ledger_page.h"

namespace qidi::office {

namespace {

void add(OfficerLoad& load, const OfficerCount& count) {
  load.by_light[static_cast<std::size_t>(count.light)] += count.cases;
  load.cases += count.cases;
  load.overdue += count.overdue;
  load.due_soon += count.due_soon;
}

/// Counts come in order of organ and officer, so that only the last load can be the same one.
OfficerLoad& load_of(std::vector<OfficerLoad>& loads, const domain::Organ& organ,
                     const std::string& officer) {
  if (loads.empty() || loads.back().organ != organ || loads.back().officer != officer) {
    loads.push_back({organ, officer, {}, 0, 0, 0});
  }
  return loads.back();
}

}  // namespace

Result<TeamBoard, Fault> team_board(LedgerView& view, const RuleBook& rules,
                                    const domain::Organ& organ,
                                    const std::optional<domain::Reach>& reach, domain::Day as_of) {
  LedgerPageQuery query;
  query.as_of = as_of;
  query.list = LedgerQuery::List::pending;
  query.region_prefix = domain::region_prefix_of(organ.region);
  query.department = organ.department;
  if (reach) narrow(query, *reach);
  // Due soon while at most three working days are left: before the fourth from now.
  const auto soon =
      rules.calendar.in(organ.region).after(as_of, domain::WorkingDays{due_soon_days + 1}).day;
  QIDI_TRY(counts, view.count_officers(query, soon));
  TeamBoard board;
  board.as_of = as_of;
  board.due_soon_to = soon - std::chrono::days(1);
  for (const auto& count : counts) {
    const bool is_named = !count.officer.empty() && count.officer != domain::duty_officer;
    add(is_named ? load_of(board.officers, count.organ, count.officer)
                 : load_of(board.unassigned, count.organ, {}),
        count);
    add(board.total, count);
  }
  return board;
}

}  // namespace qidi::office
