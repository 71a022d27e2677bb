// Sums over the rows of a scan.
#include <algorithm>
#include <bit>

#include "store/columns/column_rows.h"

namespace qidi::store {

using office::LedgerField;

std::vector<office::ValueCount> ColumnScan::values(LedgerField field) const {
  const auto& texts = field == LedgerField::officer      ? columns_.officers
                      : field == LedgerField::region     ? columns_.regions
                      : field == LedgerField::department ? columns_.departments
                                                         : columns_.matters;
  std::vector<long long> by_text(texts.size());
  if (field == LedgerField::officer) {
    each_row([&](std::uint32_t row) { ++by_text[columns_.officer[row]]; });
  } else {
    std::vector<long long> by_kind(columns_.kinds.size());
    each_row([&](std::uint32_t row) { ++by_kind[columns_.kind[row]]; });
    for (std::size_t i = 0; i < by_kind.size(); ++i) {
      const auto& kind = columns_.kinds[i];
      by_text[field == LedgerField::region       ? kind.region
              : field == LedgerField::department ? kind.department
                                                 : kind.matter] += by_kind[i];
    }
  }
  std::vector<office::ValueCount> list;
  for (std::uint32_t i = 0; i < by_text.size(); ++i) {
    if (by_text[i] != 0) list.push_back({texts.text(i), by_text[i]});
  }
  std::sort(list.begin(), list.end(),
            [](const auto& a, const auto& b) { return a.value < b.value; });
  return list;
}

std::vector<office::DayCount> ColumnScan::count_day() const {
  constexpr std::size_t lights = 6;
  const auto states = static_cast<std::size_t>(std::bit_width(static_cast<unsigned>(states_)));
  const auto cells_of_kind = states * lights;
  struct Cell {
    std::int32_t cases = 0;
    std::int32_t overdue = 0;
  };
  std::vector<Cell> cells(columns_.kinds.size() * cells_of_kind);
  std::vector<std::uint8_t> is_found(columns_.kinds.size());
  each_row([&](std::uint32_t row) {
    const auto state = state_of(columns_.state_bit[row]);
    const auto kind = columns_.kind[row];
    auto& cell = cells[kind * cells_of_kind + static_cast<std::size_t>(state) * lights +
                       static_cast<std::size_t>(light_of(row))];
    is_found[kind] = 1;
    ++cell.cases;
    if (columns_.due[row] < day_ && domain::is_pending(state)) ++cell.overdue;
  });
  std::vector<office::DayCount> list;
  for (const auto kind : kinds_in_order(is_found)) {
    const auto& [region, department, matter] = columns_.kinds[kind];
    for (std::size_t i = 0; i < cells_of_kind; ++i) {
      const auto& cell = cells[kind * cells_of_kind + i];
      if (cell.cases == 0) continue;
      list.push_back({{columns_.regions.text(region), columns_.departments.text(department)},
                      columns_.matters.text(matter),
                      static_cast<domain::CaseState>(i / lights),
                      static_cast<domain::Light>(i % lights),
                      cell.cases,
                      cell.overdue});
    }
  }
  return list;
}

std::vector<std::uint32_t> ColumnScan::kinds_in_order(
    const std::vector<std::uint8_t>& is_found) const {
  const auto regions = columns_.regions.ranks();
  const auto departments = columns_.departments.ranks();
  const auto matters = columns_.matters.ranks();
  std::vector<std::pair<HoldingKind, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < is_found.size(); ++i) {
    const auto& kind = columns_.kinds[i];
    if (is_found[i] == 0) continue;
    order.push_back(
        {{regions[kind.region], departments[kind.department], matters[kind.matter]}, i});
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> kinds;
  for (const auto& [ranks, kind] : order) kinds.push_back(kind);
  return kinds;
}

}  // namespace qidi::store
