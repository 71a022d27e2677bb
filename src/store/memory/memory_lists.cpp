// Lists, pages and counts by looking at every case: the plain words that SQLite is held to.
#include <algorithm>
#include <map>
#include <tuple>

#include "domain/people/line.h"
#include "store/day_flow.h"
#include "store/memory/memory_store.h"
#include "store/page_order.h"
#include "store/search_text.h"

namespace qidi::store {

using domain::Day;

namespace {

const domain::Standing* standing_on(const domain::CaseRows& rows, Day day) {
  for (const auto& standing : rows.standings) {
    if (standing.from <= day && day < standing.to) return &standing;
  }
  return nullptr;
}

bool in_list(const office::LedgerQuery& query, const domain::CaseRows& rows,
             const domain::Standing& standing) {
  using List = office::LedgerQuery::List;
  switch (query.list) {
    case List::pending:
      return is_pending(standing.state);
    case List::overdue:
      return is_pending(standing.state) && standing.due && *standing.due < query.as_of;
    case List::not_started:
      return rows.facts.list == "not_started";
    case List::made_up:
      return rows.facts.list == "made_up";
    case List::all:
      return true;
  }
  return false;
}

bool in_light(office::LedgerQuery::LightIs wanted, const domain::Standing& s, Day day) {
  using LightIs = office::LedgerQuery::LightIs;
  const bool none = is_final(s.state) || s.state == domain::CaseState::waiting_for_unit;
  if (wanted == LightIs::none || none) return wanted == LightIs::none && none;
  const bool by_law = s.law_red_from <= day;
  const bool red = by_law || s.red_from <= day;
  const bool yellow = !red && s.yellow_from <= day;
  const bool paused = s.state == domain::CaseState::paused;
  switch (wanted) {
    case LightIs::red_by_law:
      return by_law;
    case LightIs::red:
      return red;
    case LightIs::yellow:
      return yellow;
    case LightIs::paused:
      return !red && !yellow && paused;
    case LightIs::green:
      return !red && !yellow && !paused;
    case LightIs::none:
      break;
  }
  return false;
}

bool in_filters(const office::LedgerQuery& query, const domain::CaseRows& rows,
                const domain::Standing& standing) {
  if (!standing.holder.region.starts_with(query.region_prefix)) return false;
  if (!query.department.empty() && standing.holder.department != query.department) return false;
  if (query.line && !query.line->has(standing.holder)) return false;
  if (!query.matter.empty() && rows.facts.matter != query.matter) return false;
  if (query.nothing) return false;
  if (!query.unit_code.empty() && rows.facts.unit_code != query.unit_code) return false;
  return !query.light || in_light(*query.light, standing, query.as_of);
}

bool in_range(const std::optional<Day>& day, const std::optional<Day>& from,
              const std::optional<Day>& to) {
  if (from && (!day || *day < *from)) return false;
  return !to || (day && *day <= *to);
}

bool in_page_filters(const office::LedgerPageQuery& query, const domain::CaseFacts& facts,
                     const domain::Standing& standing) {
  if (!query.officer.empty() && standing.officer != query.officer) return false;
  if (!query.project_code.empty() && facts.project_code != query.project_code) return false;
  if (!query.states.empty() &&
      std::find(query.states.begin(), query.states.end(), standing.state) == query.states.end()) {
    return false;
  }
  return in_range(facts.received, query.received_from, query.received_to) &&
         in_range(standing.due, query.due_from, query.due_to);
}

}  // namespace

Result<void, office::Fault> MemoryStore::each_line(
    const office::LedgerQuery& query, const std::function<bool(const office::LedgerLine&)>& each) {
  std::vector<office::LedgerLine> lines;
  for (const auto& [id, rows] : rows_) {
    const auto* standing = standing_on(rows, query.as_of);
    if (standing == nullptr || !in_list(query, rows, *standing) ||
        !in_filters(query, rows, *standing)) {
      continue;
    }
    lines.push_back({rows.facts, *standing});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
    const auto key = [](const office::LedgerLine& line) {
      return line.standing.due.value_or(domain::end_of_days);
    };
    return std::make_tuple(!a.standing.due, key(a)) < std::make_tuple(!b.standing.due, key(b));
  });
  for (const auto& line : lines) {
    if (!each(line)) break;
  }
  return {};
}

std::vector<MemoryStore::PlacedLine> MemoryStore::lines_of(const office::LedgerPageQuery& query) {
  const auto words = words_of(query.words);
  std::vector<PlacedLine> lines;
  for (const auto& [id, rows] : rows_) {
    const auto* standing = standing_on(rows, query.as_of);
    if (standing == nullptr || !in_list(query, rows, *standing) ||
        !in_filters(query, rows, *standing) || !in_page_filters(query, rows.facts, *standing) ||
        !matches(rows.facts, words)) {
      continue;
    }
    office::LedgerLine line{rows.facts, *standing};
    auto place = place_of(query, line, case_numbers_.at(id));
    lines.push_back({std::move(place), std::move(line)});
  }
  return lines;
}

Result<office::LedgerPage, office::Fault> MemoryStore::page(const office::LedgerPageQuery& query) {
  auto lines = lines_of(query);
  std::erase_if(lines, [&](const PlacedLine& line) {
    return query.after && !comes_before(*query.after, line.place);
  });
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return comes_before(a.place, b.place); });
  office::LedgerPage page;
  const auto size = std::min(page_size(query), lines.size());
  for (std::size_t i = 0; i < size; ++i) page.lines.push_back(std::move(lines[i].line));
  if (size < lines.size()) page.next = lines[size - 1].place;
  return page;
}

Result<long long, office::Fault> MemoryStore::count(const office::LedgerPageQuery& query) {
  return static_cast<long long>(lines_of(query).size());
}

Result<std::vector<office::ValueCount>, office::Fault> MemoryStore::values(
    const office::LedgerPageQuery& query, office::LedgerField field) {
  std::map<std::string, long long> counts;
  for (const auto& [place, line] : lines_of(query)) {
    switch (field) {
      case office::LedgerField::region:
        ++counts[line.standing.holder.region];
        break;
      case office::LedgerField::department:
        ++counts[line.standing.holder.department];
        break;
      case office::LedgerField::officer:
        ++counts[line.standing.officer];
        break;
      case office::LedgerField::matter:
        ++counts[line.facts.matter];
        break;
    }
  }
  std::vector<office::ValueCount> list;
  for (const auto& [value, cases] : counts) list.push_back({value, cases});
  return list;
}

Result<std::vector<office::DayCount>, office::Fault> MemoryStore::count_day(
    Day as_of, const std::string& region_prefix) {
  using Key = std::tuple<domain::Organ, std::string, domain::CaseState, domain::Light>;
  std::map<Key, office::DayCount> cells;
  for (const auto& [id, rows] : rows_) {
    const auto* s = standing_on(rows, as_of);
    if (s == nullptr || is_final(s->state) || !s->holder.region.starts_with(region_prefix)) {
      continue;
    }
    const auto light = domain::light_on(*s, as_of);
    auto& cell = cells[{s->holder, rows.facts.matter, s->state, light}];
    ++cell.cases;
    if (is_pending(s->state) && s->due && *s->due < as_of) ++cell.overdue;
  }
  std::vector<office::DayCount> counts;
  for (const auto& [key, cell] : cells) {
    const auto& [organ, matter, state, light] = key;
    counts.push_back({organ, matter, state, light, cell.cases, cell.overdue});
  }
  return counts;
}

Result<std::vector<office::OfficerCount>, office::Fault> MemoryStore::count_officers(
    const office::LedgerPageQuery& asked, Day soon) {
  auto query = asked;
  query.words.clear();
  query.project_code.clear();
  std::map<std::tuple<domain::Organ, std::string, domain::Light>, office::OfficerCount> cells;
  for (const auto& [place, line] : lines_of(query)) {
    const auto& s = line.standing;
    const auto light = domain::light_on(s, query.as_of);
    auto& cell = cells[{s.holder, s.officer, light}];
    ++cell.cases;
    if (!is_pending(s.state) || !s.due) continue;
    if (*s.due < query.as_of) {
      ++cell.overdue;
    } else if (*s.due < soon) {
      ++cell.due_soon;
    }
  }
  std::vector<office::OfficerCount> counts;
  for (const auto& [key, cell] : cells) {
    const auto& [organ, officer, light] = key;
    counts.push_back({organ, officer, light, cell.cases, cell.overdue, cell.due_soon});
  }
  return counts;
}

Result<std::vector<office::DayFlow>, office::Fault> MemoryStore::day_flows(
    Day last, const std::string& region_prefix) {
  DayFlows flows;
  for (const auto& [id, rows] : rows_) add_flows(rows, 1, flows);
  std::map<Day, office::DayFlow> days;
  for (const auto& [key, flow] : flows) {
    if (key.first > last || !key.second.starts_with(region_prefix)) continue;
    auto& day = days[key.first];
    day.day = key.first;
    day.received += flow.received;
    day.finished += flow.finished;
    day.finished_late += flow.finished_late;
    day.pending += flow.pending;
    day.overdue += flow.overdue;
  }
  std::vector<office::DayFlow> list;
  for (const auto& [day, flow] : days) {
    if (!is_nothing(flow)) list.push_back(flow);
  }
  return list;
}

Result<std::vector<std::string>, office::Fault> MemoryStore::find_cases(const std::string& text) {
  std::vector<std::string> ids;
  if (text.empty()) return ids;
  for (const auto& [id, rows] : rows_) {
    const auto& facts = rows.facts;
    if (id == text || facts.external_id == text || facts.project_code == text) ids.push_back(id);
  }
  return ids;
}

}  // namespace qidi::store
