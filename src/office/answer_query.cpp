// Arithmetic over what the store hands out; no rule of its own.
#include "office/answer_query.h"

namespace qidi::office {

LedgerRow row_of(const LedgerLine& line, const RuleBook& rules, domain::Day as_of) {
  LedgerRow row{line, domain::light_on(line.standing, as_of), std::nullopt};
  if (line.standing.due) {
    row.days_left = domain::days_left(*line.standing.due, as_of,
                                      rules.calendar.in(line.standing.holder.region));
  }
  return row;
}

Result<void, Fault> ledger_rows(LedgerView& view, const RuleBook& rules, const LedgerQuery& query,
                                const std::function<bool(const LedgerRow&)>& each) {
  return view.each_line(
      query, [&](const LedgerLine& line) { return each(row_of(line, rules, query.as_of)); });
}

Result<Circular, Fault> circular_of(LedgerView& view, domain::Month month) {
  QIDI_TRY(movements, view.count_movements(month.first(), month.last()));
  QIDI_TRY(standings, view.count_standings(month.first(), month.last()));
  domain::CircularTable table;
  for (const auto& m : movements) {
    table.add_movements(m.organ, m.matter, m.kind, m.memo, m.late, m.offline, m.before, m.within);
  }
  for (const auto& s : standings) {
    table.add_standings(s.organ, s.matter, s.overdue, s.days_over, s.issue_overdue, s.waiting,
                        s.red_in_month);
  }
  Circular circular;
  circular.month = month;
  circular.rows = table.rows();
  for (const auto& row : circular.rows) circular.total += row.counts;
  circular.ranking = domain::ranked_by_organ(circular.rows);
  return circular;
}

}  // namespace qidi::office
