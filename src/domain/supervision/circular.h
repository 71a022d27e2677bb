// The monthly circular (通报): what each organ had, received, finished and owes, counted from
// movements and standings, so that a past month gives the same answer for ever.
// Clause N10: 按月统计超期未审批项目; domain.md 7.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/casework/case_rows.h"

namespace qidi::domain {

/// The columns of domain.md 7 with their memos, for one organ and matter or a sum of such.
struct CircularCounts {
  long long opening = 0;
  long long accepted = 0;
  long long moved_in = 0;
  long long finished = 0;
  long long finished_late = 0;
  long long returned = 0;
  long long removed = 0;
  long long withdrawn = 0;
  long long moved_out = 0;
  long long closing = 0;
  long long overdue = 0;
  long long days_over = 0;  ///< of the overdue, added up; ranks organs of one rate
  long long red_in_month = 0;
  // Memos: parts of a column, or beside the columns.
  long long refiled = 0;
  long long reopened = 0;
  long long formally_accepted = 0;
  long long deemed = 0;
  long long granted = 0;
  long long refused = 0;
  long long not_accepted = 0;
  long long issue_overdue = 0;
  long long waiting = 0;
  long long online_filed = 0;
  long long online_handled = 0;
  bool operator==(const CircularCounts&) const = default;
};

CircularCounts& operator+=(CircularCounts& sum, const CircularCounts& part);

/// A rate as a fraction; none when nothing stands below the line.
struct Rate {
  long long part = 0;
  long long whole = 0;
};
std::optional<Rate> overdue_rate(const CircularCounts& counts);
std::optional<Rate> on_time_rate(const CircularCounts& counts);
std::optional<Rate> cleared_rate(const CircularCounts& counts);
/// "12.3%" rounded half up to a tenth of a percent; "—" when there is none.
std::string percent(const std::optional<Rate>& rate);

struct CircularRow {
  Organ organ;
  std::string matter;
  CircularCounts counts;
};

/// Adds up a month. Feed movements and standings in any order, then ask for rows.
class CircularTable {
 public:
  /// `before` and `within`: how many such movements lay before the month and in it.
  void add_movements(const Organ& organ, const std::string& matter, MovementKind kind,
                     MovementMemo memo, bool late, bool offline, long long before,
                     long long within);
  /// What stands out on the month's last day, and who was red on some day of it.
  void add_standings(const Organ& organ, const std::string& matter, long long overdue,
                     long long days_over, long long issue_overdue, long long waiting,
                     long long red_in_month);

  /// Rows with anything in them, by region, department, matter; `closing` by the equation.
  std::vector<CircularRow> rows() const;

 private:
  std::map<std::pair<Organ, std::string>, CircularCounts> cells_;
};

/// A rank of organs (or regions) by overdue rate, then days over; organs with nothing pending are
/// unranked (rank 0).
struct Ranked {
  Organ organ;
  CircularCounts counts;
  int rank = 0;
};
std::vector<Ranked> ranked_by_organ(const std::vector<CircularRow>& rows);

}  // namespace qidi::domain
