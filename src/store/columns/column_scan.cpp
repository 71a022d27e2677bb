// Two steps a row: days and states of a whole block at once, then the rest for what is left.
#include "store/columns/column_scan.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>

namespace qidi::store {

namespace {

using office::LedgerField;
using office::LedgerSort;
using List = office::LedgerQuery::List;
using LightIs = office::LedgerQuery::LightIs;

constexpr std::int32_t first_day = std::numeric_limits<std::int32_t>::min();
/// Below this share of the cases, going from case to case is quicker than over all rows.
constexpr std::size_t few = 16;

std::int32_t number_of(domain::Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

domain::CaseState state_of(std::int32_t bit) {
  return static_cast<domain::CaseState>(std::countr_zero(static_cast<std::uint32_t>(bit)));
}

std::int32_t states_wanted(const office::LedgerPageQuery& query) {
  std::int32_t bits = 0;
  for (int i = 0; i < domain::case_state_count; ++i) {
    const auto state = static_cast<domain::CaseState>(i);
    const bool pending_only = query.list == List::pending || query.list == List::overdue;
    if (pending_only && !domain::is_pending(state)) continue;
    if (!query.states.empty() &&
        std::find(query.states.begin(), query.states.end(), state) == query.states.end()) {
      continue;
    }
    bits |= 1 << i;
  }
  return bits;
}

bool is_light(domain::Light light, LightIs wanted) {
  switch (wanted) {
    case LightIs::none:
      return light == domain::Light::none;
    case LightIs::paused:
      return light == domain::Light::paused;
    case LightIs::green:
      return light == domain::Light::green;
    case LightIs::yellow:
      return light == domain::Light::yellow;
    case LightIs::red:
      return light == domain::Light::red || light == domain::Light::red_by_law;
    case LightIs::red_by_law:
      return light == domain::Light::red_by_law;
  }
  return false;
}

const std::string& field_of(const HoldingKind& kind, LedgerField field) {
  if (field == LedgerField::region) return kind.organ.region;
  return field == LedgerField::department ? kind.organ.department : kind.matter;
}

}  // namespace

void CaseSet::add(std::int64_t case_no) {
  const auto word = static_cast<std::size_t>(case_no) / 64;
  if (word >= words_.size()) words_.resize(word + 1 + word / 2);
  words_[word] |= std::uint64_t{1} << (static_cast<std::uint64_t>(case_no) % 64);
}

void CaseSet::keep_common(const CaseSet& other) {
  words_.resize(std::min(words_.size(), other.words_.size()));
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}

std::size_t CaseSet::size() const {
  std::size_t count = 0;
  for (const auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

void CaseSet::each(const std::function<void(std::int64_t)>& each) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (auto word = words_[i]; word != 0; word &= word - 1) {
      each(static_cast<std::int64_t>(i * 64) + std::countr_zero(word));
    }
  }
}

ColumnScan::ColumnScan(const LedgerColumns& columns, const office::LedgerPageQuery& query,
                       const CaseSet* among)
    : columns_(columns), query_(query), among_(among), day_(number_of(query.as_of)) {
  states_ = states_wanted(query);
  const auto low = [](const auto& day) { return day ? number_of(*day) : first_day; };
  // A range leaves out what has no day.
  const auto high = [](const auto& day, const auto& other) {
    return day ? number_of(*day) : other ? no_day - 1 : no_day;
  };
  received_low_ = low(query.received_from);
  received_high_ = high(query.received_to, query.received_from);
  due_low_ = low(query.due_from);
  due_high_ = high(query.due_to, query.due_from);
  if (query.list == List::overdue) due_high_ = std::min(due_high_, day_ - 1);
  by_list_ = query.list == List::not_started || query.list == List::made_up;
  list_ = columns.lists.find(query.list == List::made_up ? "made_up" : "not_started");
  officer_ = columns.officers.find(query.officer);
  if (!query.region_prefix.empty() || !query.department.empty() || !query.matter.empty()) {
    kind_wanted_.reserve(columns.kinds.size());
    for (const auto& kind : columns.kinds) {
      kind_wanted_.push_back(
          kind.organ.region.starts_with(query.region_prefix) &&
          (query.department.empty() || kind.organ.department == query.department) &&
          (query.matter.empty() || kind.matter == query.matter));
    }
  }
  if (query.sort == LedgerSort::region || query.sort == LedgerSort::matter) rank_kinds();
}

void ColumnScan::rank_kinds() {
  const auto field = query_.sort == LedgerSort::region ? LedgerField::region : LedgerField::matter;
  std::set<std::string> texts;
  for (const auto& kind : columns_.kinds) texts.insert(field_of(kind, field));
  ranked_.assign(texts.begin(), texts.end());
  if (query_.descending) std::reverse(ranked_.begin(), ranked_.end());
  std::map<std::string, std::uint32_t> ranks;
  for (std::uint32_t i = 0; i < ranked_.size(); ++i) ranks[ranked_[i]] = i;
  for (const auto& kind : columns_.kinds) rank_.push_back(ranks[field_of(kind, field)]);
}

domain::Light ColumnScan::light_of(std::size_t row) const {
  const auto day = [](std::int32_t number) { return domain::Day{std::chrono::days{number}}; };
  domain::Standing standing;
  standing.state = state_of(columns_.state_bit[row]);
  standing.yellow_from = day(columns_.yellow_from[row]);
  standing.red_from = day(columns_.red_from[row]);
  standing.law_red_from = day(columns_.law_red_from[row]);
  return domain::light_on(standing, query_.as_of);
}

bool ColumnScan::takes(std::size_t row) const {
  if (columns_.due[row] < due_low_ || columns_.due[row] > due_high_) return false;
  if (!kind_wanted_.empty() && kind_wanted_[columns_.kind[row]] == 0) return false;
  if (columns_.received[row] < received_low_ || columns_.received[row] > received_high_) {
    return false;
  }
  if (!query_.officer.empty() && columns_.officer[row] != officer_) return false;
  if (by_list_ && columns_.list[row] != list_) return false;
  if (among_ != nullptr && !among_->has(columns_.case_no[row])) return false;
  return !query_.light || is_light(light_of(row), *query_.light);
}

template <class Each>
void ColumnScan::each_row_of_blocks(const Each& each) const {
  std::array<std::int32_t, rows_per_block> mask;
  std::array<std::uint32_t, rows_per_block> found;
  for (std::size_t block = 0; block < columns_.size(); block += rows_per_block) {
    const auto* from = columns_.from.data() + block;
    const auto* to = columns_.to.data() + block;
    const auto* state = columns_.state_bit.data() + block;
    for (std::size_t i = 0; i < rows_per_block; ++i) {
      mask[i] = (from[i] <= day_ ? 1 : 0) & (to[i] > day_ ? 1 : 0) &
                ((state[i] & states_) != 0 ? 1 : 0);
    }
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < rows_per_block; ++i) {
      found[count] = i;
      count += static_cast<std::size_t>(mask[i]);
      if (count == rows_per_block) break;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (takes(block + found[i])) each(static_cast<std::uint32_t>(block + found[i]));
    }
  }
}

template <class Each>
void ColumnScan::each_row_of_cases(const Each& each) const {
  among_->each([&](std::int64_t case_no) {
    for (auto row = columns_.first_row(case_no); row != no_row; row = columns_.next_row[row]) {
      if (columns_.from[row] <= day_ && columns_.to[row] > day_ &&
          (columns_.state_bit[row] & states_) != 0 && takes(row)) {
        each(row);
      }
    }
  });
}

template <class Each>
void ColumnScan::each_row(const Each& each) const {
  if (among_ != nullptr && among_->size() * few < columns_.size()) {
    each_row_of_cases(each);
  } else {
    each_row_of_blocks(each);
  }
}

std::uint64_t ColumnScan::key_of_day(std::int32_t day) const {
  const bool by_text = !ranked_.empty() || query_.sort == LedgerSort::region ||
                       query_.sort == LedgerSort::matter;
  if (day == no_day) return std::numeric_limits<std::uint32_t>::max();
  const auto ascending = static_cast<std::uint32_t>(day) ^ 0x80000000U;
  return query_.descending && !by_text ? ~ascending : ascending;
}

std::uint64_t ColumnScan::key_of(std::size_t row) const {
  switch (query_.sort) {
    case LedgerSort::due:
      return key_of_day(columns_.due[row]);
    case LedgerSort::received:
      return key_of_day(columns_.received[row]);
    case LedgerSort::accepted:
      return key_of_day(columns_.accepted[row]);
    case LedgerSort::ended:
      return key_of_day(columns_.ended[row]);
    case LedgerSort::region:
    case LedgerSort::matter:
      break;
  }
  return std::uint64_t{rank_[columns_.kind[row]]} << 32U | key_of_day(columns_.due[row]);
}

long long ColumnScan::count() const {
  long long count = 0;
  each_row([&](std::uint32_t) { ++count; });
  return count;
}

std::vector<std::uint32_t> ColumnScan::rows() const {
  std::vector<std::uint32_t> found;
  each_row([&](std::uint32_t row) { found.push_back(row); });
  return found;
}

std::vector<std::uint32_t> ColumnScan::first(
    std::size_t limit, const std::optional<office::PageCursor>& after) const {
  struct Place {
    std::uint64_t key;
    std::int64_t case_no;
    std::uint32_t row;
    auto operator<=>(const Place&) const = default;
  };
  Place start{0, -1, 0};
  if (after) {
    start = {key_of_day(after->day ? number_of(*after->day) : no_day), after->case_no, no_row};
    if (query_.sort == LedgerSort::region || query_.sort == LedgerSort::matter) {
      const auto found = std::lower_bound(
          ranked_.begin(), ranked_.end(), after->text,
          [&](const auto& a, const auto& b) { return query_.descending ? a > b : a < b; });
      const auto rank = static_cast<std::uint64_t>(found - ranked_.begin()) << 32U;
      // A text that no case has any more: the next begins where it would have stood.
      if (found == ranked_.end() || *found != after->text) {
        start = {rank, -1, no_row};
      } else {
        start.key |= rank;
      }
    }
  }
  std::vector<Place> heap;  // the last of the first at its top
  heap.reserve(limit + 1);
  each_row([&](std::uint32_t row) {
    const Place place{key_of(row), columns_.case_no[row], row};
    if (place.key < start.key || (place.key == start.key && place.case_no <= start.case_no)) return;
    if (heap.size() == limit) {
      if (!(place < heap.front())) return;
      std::pop_heap(heap.begin(), heap.end());
      heap.pop_back();
    }
    heap.push_back(place);
    std::push_heap(heap.begin(), heap.end());
  });
  std::sort_heap(heap.begin(), heap.end());
  std::vector<std::uint32_t> rows;
  rows.reserve(heap.size());
  for (const auto& place : heap) rows.push_back(place.row);
  return rows;
}

std::vector<office::ValueCount> ColumnScan::values(LedgerField field) const {
  std::map<std::string, long long> sums;
  if (field == LedgerField::officer) {
    std::vector<long long> counts(columns_.officers.size());
    each_row([&](std::uint32_t row) { ++counts[columns_.officer[row]]; });
    for (std::uint32_t i = 0; i < counts.size(); ++i) sums[columns_.officers.text(i)] += counts[i];
  } else {
    std::vector<long long> counts(columns_.kinds.size());
    each_row([&](std::uint32_t row) { ++counts[columns_.kind[row]]; });
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
      sums[field_of(columns_.kinds[i], field)] += counts[i];
    }
  }
  std::vector<office::ValueCount> list;
  for (const auto& [value, cases] : sums) {
    if (cases != 0) list.push_back({value, cases});
  }
  return list;
}

std::vector<office::DayCount> ColumnScan::count_day() const {
  constexpr std::size_t lights = 6;
  constexpr std::size_t cells_of_kind = domain::case_state_count * lights;
  std::vector<std::int32_t> cases(columns_.kinds.size() * cells_of_kind);
  std::vector<std::int32_t> overdue(cases.size());
  each_row([&](std::uint32_t row) {
    const auto state = state_of(columns_.state_bit[row]);
    const auto cell = columns_.kind[row] * cells_of_kind + static_cast<std::size_t>(state) * lights +
                      static_cast<std::size_t>(light_of(row));
    ++cases[cell];
    if (columns_.due[row] < day_ && domain::is_pending(state)) ++overdue[cell];
  });
  std::vector<office::DayCount> list;
  for (std::size_t cell = 0; cell < cases.size(); ++cell) {
    if (cases[cell] == 0) continue;
    const auto& kind = columns_.kinds[cell / cells_of_kind];
    list.push_back({kind.organ, kind.matter,
                    static_cast<domain::CaseState>(cell % cells_of_kind / lights),
                    static_cast<domain::Light>(cell % lights), cases[cell], overdue[cell]});
  }
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace qidi::store
