// Filters looked up once, keys that compare as numbers, a heap of the first rows.
#include "store/columns/column_scan.h"

#include <algorithm>
#include <limits>

#include "domain/people/line.h"
#include "store/columns/column_rows.h"

namespace qidi::store {

namespace {

using office::LedgerSort;
using List = office::LedgerQuery::List;
using LightIs = office::LedgerQuery::LightIs;

constexpr std::int32_t first_day = std::numeric_limits<std::int32_t>::min();
std::int32_t number_of(domain::Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::int32_t states_wanted(const office::LedgerPageQuery& query) {
  std::int32_t bits = 0;
  if (query.nothing) return bits;
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

}  // namespace

ColumnScan::ColumnScan(const LedgerColumns& columns, const office::LedgerPageQuery& query,
                       const CaseSet* among)
    : columns_(columns), query_(query), among_(among), day_(number_of(query.as_of)) {
  states_ = states_wanted(query);
  narrow_days();
  narrow_kinds();
  by_list_ = query.list == List::not_started || query.list == List::made_up;
  list_ = columns.lists.find(query.list == List::made_up ? "made_up" : "not_started");
  by_officer_ = !query.officer.empty();
  officer_ = columns.officers.find(query.officer);
  by_unit_ = !query.unit_code.empty();
  unit_ = columns.units.find(query.unit_code);
  switch (query.sort) {
    case LedgerSort::due:
      sorted_by_ = columns.due.data();
      break;
    case LedgerSort::received:
      sorted_by_ = columns.received.data();
      break;
    case LedgerSort::accepted:
      sorted_by_ = columns.accepted.data();
      break;
    case LedgerSort::ended:
      sorted_by_ = columns.ended.data();
      break;
    case LedgerSort::region:
    case LedgerSort::matter:
      sorted_by_ = columns.due.data();
      by_text_ = true;
      texts_ = query.sort == LedgerSort::region ? &columns.regions : &columns.matters;
      rank_kinds();
      break;
  }
}

void ColumnScan::narrow_days() {
  const auto low = [](const auto& day) { return day ? number_of(*day) : first_day; };
  // A range leaves out what has no day.
  const auto high = [](const auto& day) { return day ? number_of(*day) : no_day - 1; };
  due_low_ = low(query_.due_from);
  due_high_ = high(query_.due_to);
  received_low_ = low(query_.received_from);
  received_high_ = high(query_.received_to);
  if (query_.list == List::overdue) due_high_ = std::min(due_high_, day_ - 1);
  by_due_ = query_.due_from || query_.due_to || query_.list == List::overdue;
  by_received_ = query_.received_from || query_.received_to;
}

void ColumnScan::narrow_kinds() {
  if (query_.region_prefix.empty() && query_.department.empty() && query_.matter.empty() &&
      !query_.line) {
    return;
  }
  std::vector<std::uint8_t> region_wanted;
  for (std::uint32_t i = 0; i < columns_.regions.size(); ++i) {
    region_wanted.push_back(columns_.regions.text(i).starts_with(query_.region_prefix));
  }
  const auto department = columns_.departments.find(query_.department);
  const auto matter = columns_.matters.find(query_.matter);
  const auto on_line = [&](const HoldingKind& kind) {
    return !query_.line || query_.line->has({columns_.regions.text(kind.region),
                                             columns_.departments.text(kind.department)});
  };
  kind_wanted_.reserve(columns_.kinds.size());
  for (const auto& kind : columns_.kinds) {
    kind_wanted_.push_back(region_wanted[kind.region] != 0 &&
                           (query_.department.empty() || kind.department == department) &&
                           (query_.matter.empty() || kind.matter == matter) && on_line(kind));
  }
}

std::uint32_t ColumnScan::text_of(const HoldingKind& kind) const {
  return query_.sort == LedgerSort::region ? kind.region : kind.matter;
}

void ColumnScan::rank_kinds() {
  const auto size = static_cast<std::uint32_t>(texts_->size());
  auto ranks = texts_->ranks();
  if (query_.descending) {
    for (auto& rank : ranks) rank = size - 1 - rank;
  }
  ranked_.resize(size);
  for (std::uint32_t i = 0; i < size; ++i) ranked_[ranks[i]] = texts_->text(i);
  rank_.reserve(columns_.kinds.size());
  for (const auto& kind : columns_.kinds) rank_.push_back(ranks[text_of(kind)]);
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
  if (by_due_ && (columns_.due[row] < due_low_ || columns_.due[row] > due_high_)) return false;
  if (!kind_wanted_.empty() && kind_wanted_[columns_.kind[row]] == 0) return false;
  if (by_received_ &&
      (columns_.received[row] < received_low_ || columns_.received[row] > received_high_)) {
    return false;
  }
  if (by_officer_ && columns_.officer[row] != officer_) return false;
  if (by_unit_ && columns_.unit[row] != unit_) return false;
  if (by_list_ && columns_.list[row] != list_) return false;
  if (among_ != nullptr && !among_->has(columns_.case_no[row])) return false;
  return !query_.light || is_light(light_of(row), *query_.light);
}

std::uint64_t ColumnScan::key_of_day(std::int32_t day) const {
  if (day == no_day) return std::numeric_limits<std::uint32_t>::max();
  const auto ascending = static_cast<std::uint32_t>(day) ^ 0x80000000U;
  return query_.descending && !by_text_ ? ~ascending : ascending;
}

std::uint64_t ColumnScan::key_of(std::size_t row) const {
  const auto day = key_of_day(sorted_by_[row]);
  return by_text_ ? std::uint64_t{rank_[columns_.kind[row]]} << 32U | day : day;
}

office::PageCursor ColumnScan::place_of(std::size_t row) const {
  office::PageCursor place{query_.sort, query_.descending, "", std::nullopt, columns_.case_no[row]};
  if (by_text_) place.text = texts_->text(text_of(columns_.kinds[columns_.kind[row]]));
  if (sorted_by_[row] != no_day) place.day = domain::Day{std::chrono::days{sorted_by_[row]}};
  return place;
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

ColumnScan::Place ColumnScan::place_after(const office::PageCursor& after) const {
  const auto day = key_of_day(after.day ? number_of(*after.day) : no_day);
  if (!by_text_) return {day, after.case_no, no_row};
  const auto found = std::lower_bound(
      ranked_.begin(), ranked_.end(), after.text,
      [&](const auto& a, const auto& b) { return query_.descending ? a > b : a < b; });
  const auto rank = static_cast<std::uint64_t>(found - ranked_.begin()) << 32U;
  // A text that no case has any more: the next begins where it would have stood.
  if (found == ranked_.end() || *found != after.text) return {rank, -1, no_row};
  return {rank | day, after.case_no, no_row};
}

template <class Key>
std::vector<ColumnScan::Place> ColumnScan::first_places(std::size_t limit, const Place& start,
                                                        const Key& key_at) const {
  std::vector<Place> heap;  // the last of the first at its top
  heap.reserve(limit + 1);
  auto last_key = std::numeric_limits<std::uint64_t>::max();
  const auto* case_no = columns_.case_no.data();
  each_row([&](std::uint32_t row) {
    // Nearly every row is turned away here.
    const std::uint64_t key = key_at(row);
    if (key > last_key || key < start.key) return;
    const Place place{key, case_no[row], row};
    if (key == start.key && place.case_no <= start.case_no) return;
    if (heap.size() == limit) {
      if (!(place < heap.front())) return;
      std::pop_heap(heap.begin(), heap.end());
      heap.pop_back();
    }
    heap.push_back(place);
    std::push_heap(heap.begin(), heap.end());
    if (heap.size() == limit) last_key = heap.front().key;
  });
  std::sort_heap(heap.begin(), heap.end());
  return heap;
}

std::vector<std::uint32_t> ColumnScan::first(std::size_t limit,
                                             const std::optional<office::PageCursor>& after) const {
  const auto start = after ? place_after(*after) : Place{0, -1, 0};
  const auto* days = sorted_by_;
  const std::uint64_t turned = query_.descending ? 0x7FFFFFFFU : 0x80000000U;
  const auto by_day = [days, turned](std::uint32_t row) -> std::uint64_t {
    // As key_of_day, without a branch that depends on the order asked.
    const auto day = days[row];
    return day == no_day ? 0xFFFFFFFFU : static_cast<std::uint32_t>(day) ^ turned;
  };
  const auto by_text = [this](std::uint32_t row) { return key_of(row); };
  const auto places =
      by_text_ ? first_places(limit, start, by_text) : first_places(limit, start, by_day);
  std::vector<std::uint32_t> rows;
  rows.reserve(places.size());
  for (const auto& place : places) rows.push_back(place.row);
  return rows;
}

}  // namespace qidi::store
