// Counts a month's circular from rows in memory, as the words of domain.md 7 say and as the store's
// count_movements and count_standings have to: an oracle that knows no SQL.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "domain/supervision/circular.h"

namespace qidi::given {

/// The pending stock at the end of a day, counted from standings, by organ.
inline std::map<domain::Organ, long long> pending_at_end_of(
    const std::vector<domain::CaseRows>& cases, domain::Day day) {
  std::map<domain::Organ, long long> stock;
  for (const auto& rows : cases) {
    for (const auto& s : rows.standings) {
      if (s.from <= day && day < s.to && domain::is_pending(s.state)) ++stock[s.holder];
    }
  }
  return stock;
}

/// domain.md 7: red on some day of the month, each case once for each organ that answered then.
inline bool red_within(const domain::Standing& s, domain::Day first, domain::Day last) {
  if (domain::is_final(s.state) || s.state == domain::CaseState::waiting_for_unit) return false;
  const auto from = std::max({s.from, s.red_from, first});
  const auto until = std::min(s.to, last + std::chrono::days{1});
  return from < until;
}

inline std::map<domain::Organ, domain::CircularCounts> circular_of(
    const std::vector<domain::CaseRows>& cases, domain::Month month) {
  const auto first = month.first();
  const auto last = month.last();
  domain::CircularTable table;
  for (const auto& rows : cases) {
    for (const auto& m : rows.movements) {
      if (m.day > last) continue;
      const bool before = m.day < first;
      table.add_movements(m.organ, rows.facts.matter, m.kind, m.memo, m.late, m.offline,
                          before ? 1 : 0, before ? 0 : 1);
    }
    std::map<domain::Organ, bool> red;
    for (const auto& s : rows.standings) {
      if (red_within(s, first, last)) red[s.holder] = true;
      if (s.from > last || last >= s.to || !s.due || *s.due >= last) continue;
      const bool overdue = domain::is_pending(s.state);
      const bool issuing = s.state == domain::CaseState::granted;
      table.add_standings(s.holder, rows.facts.matter, overdue ? 1 : 0,
                          overdue ? (last - *s.due).count() : 0, issuing ? 1 : 0, 0, 0);
    }
    for (const auto& [organ, was] : red) {
      table.add_standings(organ, rows.facts.matter, 0, 0, 0, 0, was ? 1 : 0);
    }
  }
  std::map<domain::Organ, domain::CircularCounts> sums;
  for (const auto& row : table.rows()) sums[row.organ] += row.counts;
  return sums;
}

}  // namespace qidi::given
