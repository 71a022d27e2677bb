// Reading the record, lists and counts out of SQLite.
#include <algorithm>

#include "domain/people/line.h"
#include "store/row_text.h"
#include "store/sqlite/derived_rows.h"
#include "store/sqlite/event_rows.h"
#include "store/sqlite/head_rows.h"
#include "store/sqlite/ledger_sql.h"
#include "store/sqlite/opinion_rows.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

Result<void, office::Fault> SqliteStore::each_event(std::string_view query, const EachEvent& each) {
  QIDI_TRY(events, db_->prepare(query));
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) return {};
    QIDI_CHECK(each(event_from(events)));
  }
}

Result<std::vector<record::SealedEvent>, office::Fault> SqliteStore::load(
    const std::string& stream) {
  std::vector<record::SealedEvent> list;
  QIDI_TRY(events, db_->prepare("events_of_stream"));
  events.bind(1, stream);
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) return list;
    list.push_back(event_from(events));
  }
}

Result<std::optional<record::SealedEvent>, office::Fault> SqliteStore::last_of(
    const std::string& stream) {
  QIDI_TRY(events, db_->prepare("event_last_of_stream"));
  events.bind(1, stream);
  QIDI_TRY(found, events.step());
  if (!found) return std::optional<record::SealedEvent>{};
  return std::optional(event_from(events));
}

Result<void, office::Fault> SqliteStore::each_of_streams(const std::string& beginning,
                                                         const office::EachEvent& each) {
  QIDI_TRY(events, db_->prepare("events_of_streams"));
  // Beyond every text that begins so: the last character of Unicode follows.
  const std::string end = beginning + "\xF4\x8F\xBF\xBF";
  events.bind(1, beginning).bind(2, end);
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) return {};
    QIDI_CHECK(each(event_from(events)));
  }
}

Result<std::vector<office::SealedValue>, office::Fault> SqliteStore::sealed_of(
    const std::string& stream) {
  return sealed_values(*db_, stream);
}

Result<std::vector<office::HeadTaskLine>, office::Fault> SqliteStore::head_tasks(
    const office::HeadTaskQuery& query, int most) {
  return tasks_waiting(*db_, query, most);
}

Result<long long, office::Fault> SqliteStore::count_head_tasks(const office::HeadTaskQuery& query) {
  return tasks_counted(*db_, query);
}

Result<std::vector<office::OpinionLine>, office::Fault> SqliteStore::opinions(
    const office::OpinionQuery& query) {
  return opinions_listed(*db_, query);
}

Result<std::vector<std::string>, office::Fault> SqliteStore::cases_to_remind(
    std::optional<domain::Day> after, domain::Day today) {
  return cases_of_due_opinions(*db_, after, today);
}

Result<std::vector<office::RatingCount>, office::Fault> SqliteStore::count_ratings(
    const std::string& region_prefix, domain::Day first, domain::Day last) {
  return ratings_counted(*db_, region_prefix, first, last);
}

Result<std::optional<std::string>, office::Fault> SqliteStore::find_case(const std::string& id) {
  {
    QIDI_TRY(by_id, db_->prepare("case_no"));
    by_id.bind(1, id);
    QIDI_TRY(found, by_id.step());
    if (found) return std::optional(id);
  }
  QIDI_TRY(by_other, db_->prepare("case_by_external_id"));
  by_other.bind(1, id);
  QIDI_TRY(found, by_other.step());
  if (!found) return std::optional<std::string>{};
  return std::optional(by_other.text(0));
}

Result<std::optional<office::CommandRecord>, office::Fault> SqliteStore::find_command(
    const std::string& id) {
  QIDI_TRY(find, db_->prepare("command_find"));
  find.bind(1, id);
  QIDI_TRY(found, find.step());
  if (!found) return std::optional<office::CommandRecord>{};
  return std::optional(office::CommandRecord{id, find.digest(0), find.text(1)});
}

Result<void, office::Fault> SqliteStore::each_command(
    const std::string& beginning,
    const std::function<Result<void, office::Fault>(const office::CommandRecord&)>& each) {
  QIDI_TRY(find, db_->prepare("commands_beginning"));
  // Beyond every text that begins so: the last character of Unicode follows.
  const std::string end = beginning + "\xF4\x8F\xBF\xBF";
  find.bind(1, beginning).bind(2, end);
  while (true) {
    QIDI_TRY(more, find.step());
    if (!more) return {};
    QIDI_CHECK(each(office::CommandRecord{find.text(0), find.digest(1), find.text(2)}));
  }
}

Result<std::optional<domain::Instant>, office::Fault> SqliteStore::last_recorded() {
  if (last_recorded_) return last_recorded_;
  QIDI_TRY(last, db_->prepare("last_recorded"));
  QIDI_TRY(found, last.step());
  if (!found) return std::optional<domain::Instant>{};
  return std::optional(domain::Instant{std::chrono::seconds{last.number(0)}});
}

Result<void, office::Fault> SqliteStore::each_in_log_order(const EachEvent& each) {
  return each_event("events_in_log_order", each);
}

Result<void, office::Fault> SqliteStore::each_from(std::uint64_t position, int most,
                                                   const EachEvent& each) {
  QIDI_TRY(events, db_->prepare("events_from"));
  events.bind(1, static_cast<std::int64_t>(position)).bind(2, static_cast<std::int64_t>(most));
  while (true) {
    QIDI_TRY(more, events.step());
    if (!more) return {};
    QIDI_CHECK(each(event_from(events)));
  }
}

Result<void, office::Fault> SqliteStore::each_by_stream(const EachEvent& each) {
  return each_event("events_by_stream", each);
}

Result<void, office::Fault> SqliteStore::each_leaf(
    const std::function<Result<void, office::Fault>(std::uint64_t, const record::Digest&)>& each) {
  QIDI_TRY(leaves, db_->prepare("leaves"));
  while (true) {
    QIDI_TRY(more, leaves.step());
    if (!more) return {};
    QIDI_CHECK(each(static_cast<std::uint64_t>(leaves.number(0)), leaves.digest(1)));
  }
}

Result<std::uint64_t, office::Fault> SqliteStore::log_size() {
  QIDI_TRY(count, db_->prepare("leaf_count"));
  QIDI_TRY(found, count.step());
  (void)found;
  return static_cast<std::uint64_t>(count.number(0));
}

Result<void, office::Fault> SqliteStore::each_line(
    const office::LedgerQuery& query, const std::function<bool(const office::LedgerLine&)>& each) {
  if (query.nothing) return {};
  QIDI_TRY(lines, db_->prepare_text(ledger_sql(query)));
  const auto high = query.region_prefix + "~";
  lines.bind_named(":day", query.as_of.time_since_epoch().count())
      .bind_named(":region_low", query.region_prefix)
      .bind_named(":region_high", high)
      .bind_named(":department", query.department)
      .bind_named(":matter", query.matter)
      .bind_named(":unit_code", query.unit_code);
  while (true) {
    QIDI_TRY(more, lines.step());
    if (!more) return {};
    office::LedgerLine line{facts_from(lines, 0), standing_from(lines, facts_columns)};
    if (query.line && !query.line->has(line.standing.holder)) continue;
    if (!each(line)) return {};
  }
}

Result<std::vector<office::MovementCount>, office::Fault> SqliteStore::count_movements(
    domain::Day first, domain::Day last) {
  std::vector<office::MovementCount> counts;
  QIDI_TRY(rows, db_->prepare("count_movements"));
  rows.bind_named(":first", first.time_since_epoch().count())
      .bind_named(":last", last.time_since_epoch().count());
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return counts;
    counts.push_back({{rows.text(0), rows.text(1)},
                      rows.text(2),
                      static_cast<domain::MovementKind>(rows.number(3)),
                      static_cast<domain::MovementMemo>(rows.number(4)),
                      rows.number(5) != 0,
                      rows.number(6) != 0,
                      rows.number(7),
                      rows.number(8)});
  }
}

Result<std::vector<office::StandingCount>, office::Fault> SqliteStore::count_standings(
    domain::Day first, domain::Day last) {
  std::vector<office::StandingCount> counts;
  QIDI_TRY(rows, db_->prepare("count_last_day"));
  rows.bind_named(":last", last.time_since_epoch().count());
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) break;
    counts.push_back({{rows.text(0), rows.text(1)},
                      rows.text(2),
                      rows.number(3),
                      rows.number(4),
                      rows.number(5),
                      rows.number(6),
                      0});
  }
  QIDI_TRY(red, db_->prepare("count_red_in_month"));
  red.bind_named(":first", first.time_since_epoch().count())
      .bind_named(":last", last.time_since_epoch().count());
  while (true) {
    QIDI_TRY(more, red.step());
    if (!more) return counts;
    counts.push_back({{red.text(0), red.text(1)}, red.text(2), 0, 0, 0, 0, red.number(3)});
  }
}

Result<std::optional<domain::CaseRows>, office::Fault> SqliteStore::case_rows(
    const std::string& case_id) {
  QIDI_TRY(case_no, case_no_of(*db_, case_id));
  if (case_no == 0) return std::optional<domain::CaseRows>{};
  return rows_of_case(*db_, case_no);
}

Result<std::vector<std::string>, office::Fault> SqliteStore::case_ids(std::string_view query,
                                                                      domain::Day day) {
  std::vector<std::string> ids;
  QIDI_TRY(rows, db_->prepare(query));
  rows.bind(1, day);
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return ids;
    ids.push_back(rows.text(0));
  }
}

Result<std::vector<std::string>, office::Fault> SqliteStore::cases_to_settle(domain::Day day) {
  return case_ids("cases_to_settle", day);
}

Result<std::vector<std::string>, office::Fault> SqliteStore::open_cases(domain::Day day) {
  return case_ids("open_cases", day);
}

Result<void, office::Fault> SqliteStore::dump(const std::function<void(const std::string&)>& line) {
  QIDI_CHECK(ready_for_pages());
  std::vector<std::pair<std::string, std::int64_t>> cases;
  {
    QIDI_TRY(all, db_->prepare("facts_in_order"));
    while (true) {
      QIDI_TRY(more, all.step());
      if (!more) break;
      cases.emplace_back(all.text(1), all.number(0));
    }
  }
  std::sort(cases.begin(), cases.end());
  for (const auto& [id, case_no] : cases) {
    QIDI_TRY(rows, rows_of_case(*db_, case_no));
    if (rows) row_lines(*rows, line);
  }
  QIDI_TRY(flows, db_->prepare("day_flow_all"));
  while (true) {
    QIDI_TRY(more, flows.step());
    if (!more) break;
    flow_line(flows.text(6), day_flow_from(flows), line);
  }
  QIDI_TRY(grams, db_->prepare("gram_all"));
  while (true) {
    QIDI_TRY(more, grams.step());
    if (!more) return {};
    gram_line(grams.text(0), grams.number(1), line);
  }
}

Result<void, office::Fault> SqliteStore::clear() {
  QIDI_CHECK(begin());
  return rows_writer_.clear();
}

Result<void, office::Fault> SqliteStore::put(const domain::CaseRows& rows) {
  QIDI_CHECK(begin());
  return rows_writer_.put(rows);
}

}  // namespace qidi::store
