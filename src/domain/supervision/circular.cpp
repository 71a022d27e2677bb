// The equation of domain.md 7, and what is counted where.
#include "domain/supervision/circular.h"

#include <algorithm>
#include <array>

namespace qidi::domain {

namespace {

using Column = long long CircularCounts::*;

constexpr std::array<Column, 24> columns{
    &CircularCounts::opening,       &CircularCounts::accepted,
    &CircularCounts::moved_in,      &CircularCounts::finished,
    &CircularCounts::finished_late, &CircularCounts::returned,
    &CircularCounts::removed,       &CircularCounts::withdrawn,
    &CircularCounts::moved_out,     &CircularCounts::closing,
    &CircularCounts::overdue,       &CircularCounts::days_over,
    &CircularCounts::red_in_month,  &CircularCounts::refiled,
    &CircularCounts::reopened,      &CircularCounts::formally_accepted,
    &CircularCounts::deemed,        &CircularCounts::granted,
    &CircularCounts::refused,       &CircularCounts::not_accepted,
    &CircularCounts::issue_overdue, &CircularCounts::waiting,
    &CircularCounts::online_filed,  &CircularCounts::online_handled,
};

Column column_of(MovementKind kind) {
  switch (kind) {
    case MovementKind::accepted:
      return &CircularCounts::accepted;
    case MovementKind::moved_in:
      return &CircularCounts::moved_in;
    case MovementKind::finished:
      return &CircularCounts::finished;
    case MovementKind::returned:
      return &CircularCounts::returned;
    case MovementKind::removed:
      return &CircularCounts::removed;
    case MovementKind::withdrawn:
      return &CircularCounts::withdrawn;
    case MovementKind::moved_out:
      return &CircularCounts::moved_out;
    case MovementKind::memo:
      return nullptr;
  }
  return nullptr;
}

Column column_of(MovementMemo memo) {
  switch (memo) {
    case MovementMemo::refiled:
      return &CircularCounts::refiled;
    case MovementMemo::reopened:
      return &CircularCounts::reopened;
    case MovementMemo::formally_accepted:
      return &CircularCounts::formally_accepted;
    case MovementMemo::deemed:
      return &CircularCounts::deemed;
    case MovementMemo::granted:
      return &CircularCounts::granted;
    case MovementMemo::refused:
      return &CircularCounts::refused;
    case MovementMemo::not_accepted:
      return &CircularCounts::not_accepted;
    case MovementMemo::none:
    case MovementMemo::filed:
    case MovementMemo::offline_filed:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

CircularCounts& operator+=(CircularCounts& sum, const CircularCounts& part) {
  for (const auto column : columns) sum.*column += part.*column;
  return sum;
}

std::optional<Rate> overdue_rate(const CircularCounts& counts) {
  if (counts.closing == 0) return std::nullopt;
  return Rate{counts.overdue, counts.closing};
}

std::optional<Rate> on_time_rate(const CircularCounts& counts) {
  if (counts.finished == 0) return std::nullopt;
  return Rate{counts.finished - counts.finished_late, counts.finished};
}

std::optional<Rate> cleared_rate(const CircularCounts& counts) {
  const auto whole = counts.opening + counts.accepted + counts.moved_in - counts.moved_out;
  if (whole <= 0) return std::nullopt;
  return Rate{counts.finished, whole};
}

std::string percent(const std::optional<Rate>& rate) {
  if (!rate) return "—";
  const auto tenths = (rate->part * 2000 + rate->whole) / (2 * rate->whole);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

void CircularTable::add_movements(const Organ& organ, const std::string& matter, MovementKind kind,
                                  MovementMemo memo, bool late, bool offline, long long before,
                                  long long within) {
  auto& cell = cells_[{organ, matter}];
  cell.opening += stock_effect(kind) * before;
  if (const auto column = column_of(kind)) cell.*column += within;
  if (const auto column = column_of(memo)) cell.*column += within;
  if (kind == MovementKind::finished) {
    if (late) cell.finished_late += within;
    if (!offline) cell.online_handled += within;
  }
  if (kind == MovementKind::accepted && memo == MovementMemo::filed && !offline) {
    cell.online_filed += within;
  }
}

void CircularTable::add_standings(const Organ& organ, const std::string& matter, long long overdue,
                                  long long days_over, long long issue_overdue, long long waiting,
                                  long long red_in_month) {
  auto& cell = cells_[{organ, matter}];
  cell.overdue += overdue;
  cell.days_over += days_over;
  cell.issue_overdue += issue_overdue;
  cell.waiting += waiting;
  cell.red_in_month += red_in_month;
}

std::vector<CircularRow> CircularTable::rows() const {
  std::vector<CircularRow> list;
  for (const auto& [key, counts] : cells_) {
    CircularRow row{key.first, key.second, counts};
    auto& c = row.counts;
    c.closing = c.opening + c.accepted + c.moved_in - c.finished - c.returned - c.removed -
                c.withdrawn - c.moved_out;
    if (c == CircularCounts{}) continue;
    list.push_back(std::move(row));
  }
  return list;
}

std::vector<Ranked> ranked_by_organ(const std::vector<CircularRow>& rows) {
  std::map<Organ, CircularCounts> sums;
  for (const auto& row : rows) sums[row.organ] += row.counts;
  std::vector<Ranked> list;
  for (const auto& [organ, counts] : sums) list.push_back({organ, counts, 0});
  // Rates are compared as fractions: a/b > c/d when a·d > c·b.
  const auto worse = [](const Ranked& a, const Ranked& b) {
    const bool a_ranked = a.counts.closing > 0;
    const bool b_ranked = b.counts.closing > 0;
    if (a_ranked != b_ranked) return a_ranked;
    const auto left = a.counts.overdue * b.counts.closing;
    const auto right = b.counts.overdue * a.counts.closing;
    if (left != right) return left > right;
    return a.counts.days_over > b.counts.days_over;
  };
  std::stable_sort(list.begin(), list.end(), worse);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].counts.closing <= 0) continue;
    const bool tie = i > 0 && !worse(list[i - 1], list[i]);
    list[i].rank = tie ? list[i - 1].rank : static_cast<int>(i) + 1;
  }
  return list;
}

}  // namespace qidi::domain
