// Plain containers behind the ports.
#include "store/memory/memory_store.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "store/day_flow.h"
#include "store/row_text.h"
#include "store/search_text.h"

namespace qidi::store {

using domain::Day;

Result<void, office::Fault> MemoryStore::set_kind(office::DirectoryKind kind) {
  if (kind_ != office::DirectoryKind::empty && kind_ != kind) {
    return Unexpected{
        office::Fault{office::FaultKind::conflict, "数据目录的性质一经标明即不再改变"}};
  }
  kind_ = kind;
  return {};
}

Result<std::vector<record::SealedEvent>, office::Fault> MemoryStore::load(
    const std::string& stream) {
  std::vector<record::SealedEvent> list;
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return list;
  for (const auto index : found->second) list.push_back(events_[index]);
  return list;
}

Result<std::optional<record::SealedEvent>, office::Fault> MemoryStore::last_of(
    const std::string& stream) {
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return std::optional<record::SealedEvent>{};
  return std::optional(events_[found->second.back()]);
}

Result<void, office::Fault> MemoryStore::each_of_streams(const std::string& beginning,
                                                         const office::EachEvent& each) {
  for (auto found = streams_.lower_bound(beginning);
       found != streams_.end() && found->first.starts_with(beginning); ++found) {
    for (const auto index : found->second) QIDI_CHECK(each(events_[index]));
  }
  return {};
}

Result<std::optional<std::string>, office::Fault> MemoryStore::find_case(const std::string& id) {
  if (rows_.contains(id)) return std::optional(id);
  const auto found = by_external_id_.find(id);
  if (found == by_external_id_.end() || found->second.empty()) {
    return std::optional<std::string>{};
  }
  return std::optional(*found->second.begin());
}

Result<std::optional<office::CommandRecord>, office::Fault> MemoryStore::find_command(
    const std::string& id) {
  const auto found = commands_.find(id);
  if (found == commands_.end()) return std::optional<office::CommandRecord>{};
  return std::optional(found->second);
}

Result<void, office::Fault> MemoryStore::each_command(
    const std::string& beginning,
    const std::function<Result<void, office::Fault>(const office::CommandRecord&)>& each) {
  for (auto found = commands_.lower_bound(beginning);
       found != commands_.end() && found->first.starts_with(beginning); ++found) {
    QIDI_CHECK(each(found->second));
  }
  return {};
}

Result<std::uint64_t, office::Fault> MemoryStore::commit(
    std::span<const office::StreamAppend> appends,
    const std::optional<office::CommandRecord>& command) {
  // A stream may stand twice in one commit: the second finds what the first has added.
  std::map<std::string, std::size_t> versions;
  for (const auto& append : appends) {
    const auto found = streams_.find(append.stream);
    const auto kept = found == streams_.end() ? 0 : found->second.size();
    auto& version = versions.emplace(append.stream, kept).first->second;
    if (version != append.expected_version) {
      return Unexpected{office::Fault{office::FaultKind::conflict,
                                      append.stream + " 已有 " + std::to_string(version) +
                                          " 条，不是 " + std::to_string(append.expected_version)}};
    }
    for (const auto& event : append.events) {
      ++version;
      assert(event.envelope.stream == append.stream && event.envelope.sequence == version);
    }
  }
  if (command && commands_.contains(command->id)) {
    return Unexpected{office::Fault{office::FaultKind::conflict, "命令编号已用过"}};
  }
  const auto first = events_.size();
  for (const auto& append : appends) {
    for (auto event : append.events) {
      event.global_index = events_.size();
      streams_[append.stream].push_back(events_.size());
      events_.push_back(std::move(event));
    }
    if (append.rows) QIDI_CHECK(put(*append.rows));
    for (const auto& value : append.sealed) sealed_[append.stream].push_back(value);
  }
  if (command) commands_.emplace(command->id, *command);
  return static_cast<std::uint64_t>(first);
}

Result<std::optional<domain::Instant>, office::Fault> MemoryStore::last_recorded() {
  if (events_.empty()) return std::optional<domain::Instant>{};
  return std::optional(events_.back().envelope.recorded);
}

Result<void, office::Fault> MemoryStore::each_in_log_order(const EachEvent& each) {
  for (const auto& event : events_) QIDI_CHECK(each(event));
  return {};
}

Result<void, office::Fault> MemoryStore::each_from(std::uint64_t position, int most,
                                                   const EachEvent& each) {
  for (auto at = position; at < events_.size() && most > 0; ++at, --most) {
    QIDI_CHECK(each(events_[at]));
  }
  return {};
}

Result<void, office::Fault> MemoryStore::each_by_stream(const EachEvent& each) {
  for (const auto& [stream, indexes] : streams_) {
    for (const auto index : indexes) QIDI_CHECK(each(events_[index]));
  }
  return {};
}

Result<void, office::Fault> MemoryStore::each_leaf(
    const std::function<Result<void, office::Fault>(std::uint64_t, const record::Digest&)>& each) {
  for (const auto& event : events_) QIDI_CHECK(each(event.global_index, event.hash));
  return {};
}

Result<std::uint64_t, office::Fault> MemoryStore::log_size() {
  return static_cast<std::uint64_t>(events_.size());
}

Result<record::MerkleFrontier, office::Fault> MemoryStore::log_edge() {
  record::MerkleFrontier edge;
  for (const auto& event : events_) edge.append(event.hash);
  return edge;
}

Result<std::vector<std::vector<record::Digest>>, office::Fault> MemoryStore::inclusion_proofs(
    std::span<const std::uint64_t> positions, std::uint64_t size) {
  std::vector<std::vector<record::Digest>> proofs;
  for (const auto position : positions) {
    if (position >= size || size > events_.size()) {
      return Unexpected{office::Fault{office::FaultKind::not_found, "流水中没有这一号"}};
    }
    proofs.push_back(record::inclusion_proof([&](std::uint64_t at) { return events_[at].hash; },
                                             position, size));
  }
  return proofs;
}

Result<std::vector<office::MovementCount>, office::Fault> MemoryStore::count_movements(Day first,
                                                                                       Day last) {
  using Key = std::tuple<domain::Organ, std::string, domain::MovementKind, domain::MovementMemo,
                         bool, bool>;
  std::map<Key, std::pair<long long, long long>> cells;
  for (const auto& [id, rows] : rows_) {
    for (const auto& m : rows.movements) {
      if (m.day > last) continue;
      auto& cell = cells[{m.organ, rows.facts.matter, m.kind, m.memo, m.late, m.offline}];
      ++(m.day < first ? cell.first : cell.second);
    }
  }
  std::vector<office::MovementCount> counts;
  for (const auto& [key, cell] : cells) {
    const auto& [organ, matter, kind, memo, late, offline] = key;
    counts.push_back({organ, matter, kind, memo, late, offline, cell.first, cell.second});
  }
  return counts;
}

Result<std::vector<office::StandingCount>, office::Fault> MemoryStore::count_standings(Day first,
                                                                                       Day last) {
  using Key = std::pair<domain::Organ, std::string>;
  std::map<Key, office::StandingCount> cells;
  for (const auto& [id, rows] : rows_) {
    std::set<domain::Organ> red;
    for (const auto& s : rows.standings) {
      if (s.from <= last && last < s.to && !is_final(s.state)) {
        auto& cell = cells[{s.holder, rows.facts.matter}];
        const bool past = s.due && *s.due < last;
        if (past && is_pending(s.state)) {
          ++cell.overdue;
          cell.days_over += (last - *s.due).count();
        }
        if (past && s.state == domain::CaseState::granted) ++cell.issue_overdue;
        if (s.state == domain::CaseState::waiting_for_unit) ++cell.waiting;
      }
      const auto from = std::max({s.from, s.red_from, first});
      if (s.red_from < domain::end_of_days && from <= std::min(s.to - std::chrono::days{1}, last)) {
        red.insert(s.holder);
      }
    }
    for (const auto& organ : red) ++cells[{organ, rows.facts.matter}].red_in_month;
  }
  std::vector<office::StandingCount> counts;
  for (auto& [key, cell] : cells) {
    cell.organ = key.first;
    cell.matter = key.second;
    counts.push_back(cell);
  }
  return counts;
}

Result<std::optional<domain::CaseRows>, office::Fault> MemoryStore::case_rows(
    const std::string& case_id) {
  const auto found = rows_.find(case_id);
  if (found == rows_.end()) return std::optional<domain::CaseRows>{};
  return std::optional(found->second);
}

Result<std::vector<std::string>, office::Fault> MemoryStore::cases_to_settle(Day day) {
  std::vector<std::string> ids;
  for (const auto& [id, rows] : rows_) {
    if (rows.facts.next_settle_day && *rows.facts.next_settle_day <= day) ids.push_back(id);
  }
  return ids;
}

Result<std::vector<std::string>, office::Fault> MemoryStore::open_cases(Day day) {
  std::vector<std::string> ids;
  for (const auto& [id, rows] : rows_) {
    const bool open = std::any_of(rows.standings.begin(), rows.standings.end(),
                                  [&](const auto& s) { return !is_final(s.state) && s.to > day; });
    if (open) ids.push_back(id);
  }
  return ids;
}

Result<void, office::Fault> MemoryStore::dump(const std::function<void(const std::string&)>& line) {
  DayFlows flows;
  std::map<std::string, long long> grams;
  for (const auto& [id, rows] : rows_) {
    row_lines(rows, line);
    add_flows(rows, 1, flows);
    for (const auto& gram : grams_of(rows.facts)) ++grams[gram];
  }
  for (const auto& [key, flow] : flows) flow_line(key.second, flow, line);
  for (const auto& [gram, cases] : grams) gram_line(gram, cases, line);
  return {};
}

Result<void, office::Fault> MemoryStore::clear() {
  rows_.clear();
  case_numbers_.clear();
  by_external_id_.clear();
  return {};
}

Result<void, office::Fault> MemoryStore::put(const domain::CaseRows& rows) {
  const auto& id = rows.facts.case_id;
  if (const auto old = rows_.find(id); old != rows_.end()) {
    by_external_id_[old->second.facts.external_id].erase(id);
  }
  case_numbers_.emplace(id, static_cast<std::int64_t>(case_numbers_.size()) + 1);
  if (!rows.facts.external_id.empty()) by_external_id_[rows.facts.external_id].insert(id);
  rows_[id] = rows;
  return {};
}

}  // namespace qidi::store
