// Sums over the rows of a scan.
#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <unordered_map>

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

std::vector<office::OfficerCount> ColumnScan::count_officers(domain::Day soon) const {
  constexpr std::uint64_t lights = 6;
  const auto soon_day = static_cast<std::int32_t>(soon.time_since_epoch().count());
  // Holder, officer and light as one number; of the few there are each gets a cell when it comes.
  const auto officers = static_cast<std::uint64_t>(columns_.officers.size());
  std::unordered_map<std::uint64_t, office::OfficerCount> cells;
  each_row([&](std::uint32_t row) {
    const auto kind = std::uint64_t{columns_.kind[row]};
    const auto light = light_of(row);
    auto& cell = cells[(kind * officers + columns_.officer[row]) * lights +
                       static_cast<std::uint64_t>(light)];
    ++cell.cases;
    const auto due = columns_.due[row];
    if (due == no_day || !domain::is_pending(state_of(columns_.state_bit[row]))) return;
    if (due < day_) {
      ++cell.overdue;
    } else if (due < soon_day) {
      ++cell.due_soon;
    }
  });
  // Holdings of one organ differ in the matter, which is summed over.
  std::map<std::tuple<domain::Organ, std::string, domain::Light>, office::OfficerCount> sums;
  for (const auto& [key, cell] : cells) {
    const auto& kind = columns_.kinds[key / lights / officers];
    const domain::Organ organ{columns_.regions.text(kind.region),
                              columns_.departments.text(kind.department)};
    const auto& officer =
        columns_.officers.text(static_cast<std::uint32_t>(key / lights % officers));
    const auto light = static_cast<domain::Light>(key % lights);
    auto& sum = sums[{organ, officer, light}];
    sum.organ = organ;
    sum.officer = officer;
    sum.light = light;
    sum.cases += cell.cases;
    sum.overdue += cell.overdue;
    sum.due_soon += cell.due_soon;
  }
  std::vector<office::OfficerCount> list;
  for (const auto& [key, sum] : sums) list.push_back(sum);
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
