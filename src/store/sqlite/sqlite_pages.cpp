// Pages, counts and look-ups: the columns say which rows, the tables what stands in them.
#include <algorithm>

#include "store/columns/column_scan.h"
#include "store/page_order.h"
#include "store/search_text.h"
#include "store/sqlite/case_search.h"
#include "store/sqlite/derived_rows.h"
#include "store/sqlite/rows_source.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

namespace {

/// A word of more cases than this is common: a page is sooner filled by looking at rows in order.
constexpr std::size_t common_word = 40'000;
/// Unless so many looked at in vain show that the common word is rare in this list.
constexpr std::size_t looks_in_vain = 1'000;

Result<office::LedgerLine, office::Fault> line_at(Connection& db, std::int64_t case_no,
                                                  std::int64_t ordinal) {
  QIDI_TRY(line, db.prepare("page_line"));
  line.bind(1, case_no).bind(2, ordinal);
  QIDI_TRY(found, line.step());
  if (!found) {
    return Unexpected{office::Fault{office::FaultKind::unreadable, "台账行与其办件不符"}};
  }
  return office::LedgerLine{facts_from(line, 0), standing_from(line, facts_columns)};
}

/// Rows in the query's order, each looked at again where the index was not certain.
class PageFiller {
 public:
  PageFiller(Connection& db, const LedgerColumns& columns, const office::LedgerPageQuery& query)
      : db_(db), columns_(columns), query_(query), wanted_(page_size(query) + 1) {}

  /// One more than the page has, when there is one.
  Result<std::vector<office::LedgerLine>, office::Fault> fill() {
    QIDI_TRY(among, cases_among(db_, query_, common_word));
    const bool is_common = !among.words.empty() && !among.cases;
    QIDI_TRY(is_filled, fill_from(among, is_common ? looks_in_vain : everything));
    if (is_filled) return std::move(lines_);
    lines_.clear();
    places_.clear();
    QIDI_TRY(whole, cases_among(db_, query_, everything));
    QIDI_TRY(is_whole, fill_from(whole, everything));
    (void)is_whole;
    return std::move(lines_);
  }

  office::PageCursor place(std::size_t line) const { return places_[line]; }

 private:
  /// False when `most` rows were looked at and the page is not full.
  Result<bool, office::Fault> fill_from(const CasesAmong& among, std::size_t most) {
    const ColumnScan scan(columns_, query_, among.cases ? &*among.cases : nullptr);
    auto after = query_.after;
    std::size_t looked_at = 0;
    while (looked_at < most) {
      const auto batch = among.words.empty() ? wanted_ : std::max(wanted_, looks_in_vain);
      const auto rows = scan.first(batch, after);
      for (const auto row : rows) {
        if (!among.words.empty()) {
          QIDI_TRY(is_one, bears(db_, columns_.case_no[row], among.words));
          if (!is_one) continue;
        }
        QIDI_TRY(line, line_at(db_, columns_.case_no[row], columns_.ordinal[row]));
        places_.push_back(scan.place_of(row));
        lines_.push_back(std::move(line));
        if (lines_.size() == wanted_) return true;
      }
      if (rows.size() < batch) return true;
      looked_at += batch;
      after = scan.place_of(rows.back());
    }
    return false;
  }

  Connection& db_;
  const LedgerColumns& columns_;
  const office::LedgerPageQuery& query_;
  std::size_t wanted_;
  std::vector<office::LedgerLine> lines_;
  std::vector<office::PageCursor> places_;
};

}  // namespace

Result<office::LedgerPage, office::Fault> SqliteStore::page(const office::LedgerPageQuery& query) {
  office::LedgerPage page;
  QIDI_CHECK(with_columns(query.as_of, [&](const LedgerColumns& columns) -> Done {
    PageFiller filler(*db_, columns, query);
    QIDI_TRY(lines, filler.fill());
    page.lines = std::move(lines);
    const auto size = page_size(query);
    if (page.lines.size() > size) {
      page.lines.pop_back();
      page.next = filler.place(size - 1);
    }
    return {};
  }));
  return page;
}

Result<long long, office::Fault> SqliteStore::count(const office::LedgerPageQuery& query) {
  long long count = 0;
  QIDI_CHECK(with_columns(query.as_of, [&](const LedgerColumns& columns) -> Done {
    QIDI_TRY(among, certain_cases(columns, query));
    count = ColumnScan(columns, query, among ? &*among : nullptr).count();
    return {};
  }));
  return count;
}

Result<std::vector<office::ValueCount>, office::Fault> SqliteStore::values(
    const office::LedgerPageQuery& query, office::LedgerField field) {
  std::vector<office::ValueCount> values;
  QIDI_CHECK(with_columns(query.as_of, [&](const LedgerColumns& columns) -> Done {
    QIDI_TRY(among, certain_cases(columns, query));
    values = ColumnScan(columns, query, among ? &*among : nullptr).values(field);
    return {};
  }));
  return values;
}

Result<std::optional<CaseSet>, office::Fault> SqliteStore::certain_cases(
    const LedgerColumns& columns, const office::LedgerPageQuery& query) {
  QIDI_TRY(among, cases_among(*db_, query, everything));
  if (among.words.empty() || !among.cases) return std::move(among.cases);
  CaseSet certain;
  const ColumnScan scan(columns, query, &*among.cases);
  for (const auto row : scan.rows()) {
    QIDI_TRY(is_one, bears(*db_, columns.case_no[row], among.words));
    if (is_one) certain.add(columns.case_no[row]);
  }
  return std::optional(std::move(certain));
}

Result<std::vector<office::DayCount>, office::Fault> SqliteStore::count_day(
    domain::Day as_of, const std::string& region_prefix) {
  office::LedgerPageQuery query;
  query.as_of = as_of;
  query.list = office::LedgerQuery::List::all;
  query.region_prefix = region_prefix;
  for (int i = 0; i < domain::case_state_count; ++i) {
    const auto state = static_cast<domain::CaseState>(i);
    if (!domain::is_final(state)) query.states.push_back(state);
  }
  std::vector<office::DayCount> counts;
  QIDI_CHECK(with_columns(as_of, [&](const LedgerColumns& columns) -> Done {
    counts = ColumnScan(columns, query, nullptr).count_day();
    return {};
  }));
  return counts;
}

Result<std::vector<office::OfficerCount>, office::Fault> SqliteStore::count_officers(
    const office::LedgerPageQuery& query, domain::Day soon) {
  std::vector<office::OfficerCount> counts;
  QIDI_CHECK(with_columns(query.as_of, [&](const LedgerColumns& columns) -> Done {
    counts = ColumnScan(columns, query, nullptr).count_officers(soon);
    return {};
  }));
  return counts;
}

Result<std::vector<office::DayFlow>, office::Fault> SqliteStore::day_flows(
    domain::Day last, const std::string& region_prefix) {
  QIDI_CHECK(ready_for_pages());
  std::vector<office::DayFlow> list;
  QIDI_TRY(sums, db_->prepare("day_flow_sums"));
  const auto high = region_prefix + "~";
  sums.bind_named(":last", last.time_since_epoch().count())
      .bind_named(":region_low", region_prefix)
      .bind_named(":region_high", high);
  while (true) {
    QIDI_TRY(more, sums.step());
    if (!more) return list;
    const auto flow = day_flow_from(sums);
    if (!is_nothing(flow)) list.push_back(flow);
  }
}

Result<std::vector<std::string>, office::Fault> SqliteStore::find_cases(const std::string& text) {
  QIDI_CHECK(ready_for_pages());
  std::vector<std::string> ids;
  QIDI_TRY(find, db_->prepare("find_cases"));
  find.bind(1, text);
  while (true) {
    QIDI_TRY(more, find.step());
    if (!more) return ids;
    ids.push_back(find.text(0));
  }
}

Result<void, office::Fault> SqliteStore::with_columns(domain::Day day,
                                                      const SharedLedger::Ask& ask) {
  QIDI_CHECK(ready_for_pages());
  SqliteRows source(*db_, lock_ == nullptr);
  return ledger_->with(source, day, ask);
}

Result<void, office::Fault> SqliteStore::renew() {
  if (lock_ != nullptr) return {};
  return db_->execute("COMMIT; BEGIN");
}

}  // namespace qidi::store
